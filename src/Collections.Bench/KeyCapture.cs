using System.Collections.Concurrent;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Bench;

/// <summary>
/// Passes personal data on to the store and keeps the keys that were added, for the raw limit to repeat.
/// </summary>
internal sealed class KeyCapture(IPersonalDataStore inner) : IPersonalDataStore
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _keys = new(StringComparer.Ordinal);

    /// <summary>What adds to another store the keys of the persons whose data commits hold, each once.</summary>
    public Func<IReadOnlyList<Commit>, ValueTask> RepeatOn(IPersonalDataStore other)
    {
        var added = new ConcurrentDictionary<string, byte>(StringComparer.Ordinal);
        return async commits =>
        {
            var keys = commits.SelectMany(commit => commit.SideRows)
                .OfType<SideRow.PersonalData>()
                .Where(data => _keys.ContainsKey(data.Person) && added.TryAdd(data.Person, 0))
                .Select(data => new WrappedKey(data.Person, _keys[data.Person]))
                .ToList();
            if (keys.Count > 0)
            {
                await other.AddDataKeysAsync("default", keys);
            }
        };
    }

    public ValueTask<SideRow.PersonalData?> ReadPersonalAsync(string tenant, string reference, int version) =>
        inner.ReadPersonalAsync(tenant, reference, version);

    public ValueTask<ReadOnlyMemory<byte>?> ReadDataKeyAsync(string tenant, string person) =>
        inner.ReadDataKeyAsync(tenant, person);

    public ValueTask<ReadOnlyMemory<byte>> AddDataKeyAsync(
        string tenant, string person, ReadOnlyMemory<byte> wrapped)
    {
        _keys[person] = wrapped;
        return inner.AddDataKeyAsync(tenant, person, wrapped);
    }

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadDataKeysAsync(
        string tenant, IReadOnlyList<string> persons) => inner.ReadDataKeysAsync(tenant, persons);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> AddDataKeysAsync(
        string tenant, IReadOnlyList<WrappedKey> keys)
    {
        foreach (var key in keys)
        {
            _keys[key.Person] = key.Wrapped;
        }

        return inner.AddDataKeysAsync(tenant, keys);
    }

    public ValueTask ReplaceDataKeyAsync(string tenant, string person, ReadOnlyMemory<byte> wrapped) =>
        inner.ReplaceDataKeyAsync(tenant, person, wrapped);

    public ValueTask EraseDataKeyAsync(string tenant, string person) => inner.EraseDataKeyAsync(tenant, person);
}
