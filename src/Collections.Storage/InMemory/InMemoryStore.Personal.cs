using Collections.Kernel;

namespace Collections.Storage.InMemory;

/// <content>Sealed personal values and the wrapped keys that open them.</content>
public sealed partial class InMemoryStore
{
    private readonly Dictionary<(string Tenant, string Reference, int Version), SideRow.PersonalData> _personal = [];
    private readonly Dictionary<(string Tenant, string Person), ReadOnlyMemory<byte>> _dataKeys = [];

    /// <inheritdoc/>
    public ValueTask<SideRow.PersonalData?> ReadPersonalAsync(string tenant, string reference, int version)
    {
        lock (_gate)
        {
            return new(_personal.GetValueOrDefault((tenant, reference, version)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadDataKeyAsync(string tenant, string person)
    {
        lock (_gate)
        {
            var found = _dataKeys.TryGetValue((tenant, person), out var wrapped);
            return new(found ? wrapped : default(ReadOnlyMemory<byte>?));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> AddDataKeyAsync(string tenant, string person, ReadOnlyMemory<byte> wrapped)
    {
        lock (_gate)
        {
            _dataKeys.TryAdd((tenant, person), Own.Bytes(wrapped));
            return new(_dataKeys[(tenant, person)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask ReplaceDataKeyAsync(string tenant, string person, ReadOnlyMemory<byte> wrapped)
    {
        lock (_gate)
        {
            _dataKeys[(tenant, person)] = Own.Bytes(wrapped);
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask EraseDataKeyAsync(string tenant, string person)
    {
        lock (_gate)
        {
            _dataKeys.Remove((tenant, person));
            return ValueTask.CompletedTask;
        }
    }
}
