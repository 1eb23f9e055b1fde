using System.Buffers.Binary;
using System.Numerics;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Directory;

/// <summary>
/// A ring of entries: a new one takes the place of the oldest. An entity that is there already is written over where it
/// lies, as long as it fits, so that one that is often changed does not push out the others.
/// </summary>
internal sealed class SnapshotRing
{
    /// <summary>A ring is made of blocks of so many bytes; no entry lies across two of them.</summary>
    public const int BlockBytes = 1 << 18;

    /// <summary>A larger entity would push out too many others.</summary>
    private const int EntryBytesMax = BlockBytes / 8;

    /// <summary>Bytes of a usual entry, for the number of places.</summary>
    private const int EntryBytesUsual = 512;

    /// <summary>Before each entry: how many bytes it may take.</summary>
    private const int RoomBytes = sizeof(int);

    /// <summary>An eighth of an entry is left free behind it: most grow a little with every command.</summary>
    private const int GrowthShare = 8;

    private readonly Lock _gate = new();
    private readonly byte[]?[] _blocks;

    /// <summary>
    /// Where entries begin, counted in bytes since the first that was ever written; 0 for none, negative when what lies
    /// there is not to be believed. A key has two places, side by side.
    /// </summary>
    private readonly long[] _places;

    /// <summary>Where the next entry begins. Starts at 1, because 0 means none.</summary>
    private long _next = 1;

    /// <param name="blocks">Blocks, at least one. Each is taken from the machine when it is first needed.</param>
    public SnapshotRing(int blocks)
    {
        _blocks = new byte[]?[blocks];
        _places = new long[BitOperations.RoundUpToPowerOf2((uint)(blocks * (BlockBytes / EntryBytesUsual)))];
    }

    /// <summary>The entity as it was kept last; null when that is not known.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="hash">Its <see cref="Shards.HashOf"/>.</param>
    public StoredEntity? Find(EntityKey key, uint hash)
    {
        lock (_gate)
        {
            return PlaceOf(key, hash) is >= 0 and var place && _places[place] > 0
                ? SnapshotEntry.Read(EntryAt(_places[place]), key)
                : null;
        }
    }

    /// <summary>Takes an entity in.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="hash">Its key's <see cref="Shards.HashOf"/>.</param>
    public void Keep(StoredEntity entity, uint hash)
    {
        var length = SnapshotEntry.LengthOf(entity);
        lock (_gate)
        {
            var place = PlaceOf(entity.Key, hash);
            if (length > EntryBytesMax)
            {
                Forget(place);
                return;
            }

            var start = place >= 0 ? Math.Abs(_places[place]) : 0;
            if (start == 0 || RoomAt(start) < length)
            {
                start = Reserve(length + (length / GrowthShare));
            }

            SnapshotEntry.Write(EntryAt(start)[..length], entity);
            _places[place >= 0 ? place : OlderPlace(hash)] = start;
        }
    }

    /// <summary>Forgets an entity; its room stays its own, for it mostly comes again.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="hash">Its <see cref="Shards.HashOf"/>.</param>
    public void Drop(EntityKey key, uint hash)
    {
        lock (_gate)
        {
            Forget(PlaceOf(key, hash));
        }
    }

    private void Forget(int place)
    {
        if (place >= 0)
        {
            _places[place] = -Math.Abs(_places[place]);
        }
    }

    /// <summary>The place that holds the key; -1 for none.</summary>
    private int PlaceOf(EntityKey key, uint hash)
    {
        var first = FirstPlace(hash);
        return Holds(first, key) ? first : Holds(first + 1, key) ? first + 1 : -1;
    }

    /// <summary>Of the two places the one whose entry is not to be believed, or was written first.</summary>
    private int OlderPlace(uint hash)
    {
        var first = FirstPlace(hash);
        return _places[first] <= _places[first + 1] ? first : first + 1;
    }

    private int FirstPlace(uint hash) => (int)(hash & (uint)(_places.Length - 1) & ~1u);

    private bool Holds(int place, EntityKey key)
    {
        var start = Math.Abs(_places[place]);
        return IsThere(start) && SnapshotEntry.IsOf(EntryAt(start), key);
    }

    /// <summary>Whether nothing was written over the block of an entry since.</summary>
    private bool IsThere(long start) => start > 0 && start / BlockBytes > ((_next - 1) / BlockBytes) - _blocks.Length;

    private int RoomAt(long start) => BinaryPrimitives.ReadInt32LittleEndian(BytesAt(start));

    private Span<byte> EntryAt(long start) => BytesAt(start)[RoomBytes..];

    private Span<byte> BytesAt(long start) =>
        _blocks[start / BlockBytes % _blocks.Length].AsSpan((int)(start % BlockBytes));

    /// <summary>Room for an entry, in one block.</summary>
    private long Reserve(int room)
    {
        var start = _next;
        if ((start % BlockBytes) + RoomBytes + room > BlockBytes)
        {
            start = ((start / BlockBytes) + 1) * BlockBytes;
        }

        _next = start + RoomBytes + room;
        _blocks[start / BlockBytes % _blocks.Length] ??= GC.AllocateUninitializedArray<byte>(BlockBytes);
        BinaryPrimitives.WriteInt32LittleEndian(BytesAt(start), room);
        return start;
    }
}
