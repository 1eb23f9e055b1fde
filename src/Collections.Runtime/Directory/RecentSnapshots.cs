using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Directory;

/// <summary>
/// Entities as they were committed lately, so that the next command on one need not ask the store. Kept as bytes in a
/// ring of fixed size: the newest take the place of the oldest, and the collector, for which a hundred thousand decoded
/// states would be work at every turn, sees a few large blocks. What it holds is durable; whoever decides on it learns
/// by the store's version check when another server wrote since.
/// </summary>
internal sealed class RecentSnapshots
{
    private const int BlockBytes = 1 << 18;

    /// <summary>A larger entity would push out too many others.</summary>
    private const int EntryBytesMax = BlockBytes / 8;

    /// <summary>Bytes of a usual entry, for the number of places.</summary>
    private const int EntryBytesUsual = 512;

    private readonly Lock _gate = new();
    private readonly byte[]?[] _blocks;

    /// <summary>
    /// Where entries begin, counted in bytes since the first that was ever written; 0 for none. A key has two places,
    /// side by side.
    /// </summary>
    private readonly long[] _places;

    /// <summary>Where the next entry begins. Starts at 1, because 0 means none.</summary>
    private long _next = 1;

    /// <param name="bytesMax">Bytes kept; 0 for nothing. Taken from the machine block by block, as needed.</param>
    public RecentSnapshots(long bytesMax)
    {
        _blocks = new byte[]?[bytesMax / BlockBytes];
        var places = _blocks.Length * (BlockBytes / EntryBytesUsual);
        _places = new long[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(places, 2))];
    }

    /// <summary>The entity as it was committed last; null when that is not known.</summary>
    public StoredEntity? Find(EntityKey key)
    {
        lock (_gate)
        {
            return PlaceOf(key) is >= 0 and var place ? SnapshotEntry.Read(EntryAt(_places[place]), key) : null;
        }
    }

    /// <summary>Takes in what became durable.</summary>
    public void Keep(StoredEntity entity)
    {
        var length = SnapshotEntry.LengthOf(entity);
        if (length > EntryBytesMax)
        {
            Drop(entity.Key);
            return;
        }

        lock (_gate)
        {
            if (_blocks.Length == 0)
            {
                return;
            }

            var place = PlaceOf(entity.Key);
            var start = Reserve(length);
            SnapshotEntry.Write(EntryAt(start)[..length], entity);
            _places[place >= 0 ? place : OlderPlace(entity.Key)] = start;
        }
    }

    /// <summary>Forgets an entity of which it is not known what is durable.</summary>
    public void Drop(EntityKey key)
    {
        lock (_gate)
        {
            if (PlaceOf(key) is >= 0 and var place)
            {
                _places[place] = 0;
            }
        }
    }

    /// <summary>The place that holds the key; -1 for none.</summary>
    private int PlaceOf(EntityKey key)
    {
        var first = FirstPlace(key);
        return Holds(first, key) ? first : Holds(first + 1, key) ? first + 1 : -1;
    }

    private int OlderPlace(EntityKey key)
    {
        var first = FirstPlace(key);
        return _places[first] <= _places[first + 1] ? first : first + 1;
    }

    private int FirstPlace(EntityKey key) => (int)(Shards.HashOf(key) & (uint)(_places.Length - 1) & ~1u);

    private bool Holds(int place, EntityKey key) =>
        IsThere(_places[place]) && SnapshotEntry.IsOf(EntryAt(_places[place]), key);

    /// <summary>Whether nothing was written over the block of an entry since.</summary>
    private bool IsThere(long start) => start > 0 && start / BlockBytes > (_next / BlockBytes) - _blocks.Length;

    private Span<byte> EntryAt(long start) =>
        _blocks[start / BlockBytes % _blocks.Length].AsSpan((int)(start % BlockBytes));

    /// <summary>Room for an entry, in one block.</summary>
    private long Reserve(int length)
    {
        var start = _next;
        if ((start % BlockBytes) + length > BlockBytes)
        {
            start = ((start / BlockBytes) + 1) * BlockBytes;
        }

        _next = start + length;
        _blocks[start / BlockBytes % _blocks.Length] ??= GC.AllocateUninitializedArray<byte>(BlockBytes);
        return start;
    }
}
