using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.InMemory;

/// <summary>An entity of the in-memory store with everything that hangs on it.</summary>
internal sealed class MemoryEntity(EntityKey key, long rowNumber)
{
    public EntityKey Key { get; } = key;

    public long RowNumber { get; } = rowNumber;

    public long Version { get; set; }

    public string Hash { get; set; } = string.Empty;

    public Instant? Wake { get; set; }

    public long Configuration { get; set; }

    public ReadOnlyMemory<byte> Snapshot { get; set; }

    public EntityRow Row { get; set; } = new();

    /// <summary>Its records, oldest first; versions are dense, so a version is a position.</summary>
    public List<SequencedRecord> Records { get; } = [];

    public Dictionary<(string Shelf, string Id), ReadOnlyMemory<byte>> Archive { get; } = [];

    public HashSet<string> SearchTerms { get; set; } = [];

    public StoreHandle Handle => new(RowNumber, Records.Count == 0 ? 0 : Records[^1].Sequence);

    public StoredEntity ToStored() => new(Key, Handle, Version, Hash, Wake, Configuration, Snapshot);
}
