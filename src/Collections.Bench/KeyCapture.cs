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

    /// <summary>The keys of the persons whose data commits hold, each once.</summary>
    public IReadOnlyList<WrappedKey> TakeFor(IReadOnlyList<Commit> commits)
    {
        var keys = new List<WrappedKey>();
        foreach (var data in commits.SelectMany(commit => commit.SideRows).OfType<SideRow.PersonalData>())
        {
            if (_keys.TryRemove(data.Person, out var wrapped))
            {
                keys.Add(new WrappedKey(data.Person, wrapped));
            }
        }

        return keys;
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
