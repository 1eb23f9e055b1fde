using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Directory;

/// <summary>
/// Entities as bytes in memory of fixed size. One that is kept again is written over where it lies. When there is no
/// room, a hand goes round and takes away whoever was not asked for since it last came by (the clock, or second chance,
/// of page replacement); so whoever came once makes room for whoever comes again.
/// <para>
/// The time goes into waiting for memory, so where an entity lies is known after one look: its hash leads to a few
/// places side by side (as in a set-associative cache), which name its hash and its first chunk. Two entities of one
/// hash share a place: the later one has it. Whose bytes they are is told when they are read.
/// </para>
/// </summary>
internal sealed class SnapshotShelf
{
    /// <summary>The least that a shelf is made of: room for a few entities.</summary>
    public const int BytesMin = 1 << 18;

    /// <summary>A larger entity would push out too many others.</summary>
    private const int EntryBytesMax = BytesMin / 8;

    /// <summary>Chunks of a small entity, for the number of places.</summary>
    private const int EntryChunksUsual = 2;

    /// <summary>
    /// Places that a hash leads to: two lines. With entities of a kilobyte half of all places are taken, and one set in
    /// two thousand is full before the shelf is.
    /// </summary>
    private const int SetPlaces = 2 * CacheLine.Bytes / Place.Bytes;

    /// <summary>What a chunk costs besides itself: its link and its share of the places.</summary>
    private const int OverheadBytes = ChunkChains.LinkBytes + (Place.Bytes / EntryChunksUsual);

    private const int None = -1;

    private readonly Lock _gate = new();
    private readonly ChunkChains _chunks;
    private readonly Place[] _places;

    /// <summary>The first place that begins at a line.</summary>
    private readonly int _start;

    private readonly int _count;

    /// <summary>Where the hand is, counted from the start.</summary>
    private int _hand;

    /// <param name="bytes">Bytes that it may take, at least <see cref="BytesMin"/>.</param>
    public SnapshotShelf(long bytes)
    {
        var chunks = (int)(bytes / (ChunkChains.ChunkBytes + OverheadBytes));
        _chunks = new ChunkChains(chunks);
        _count = chunks / EntryChunksUsual / SetPlaces * SetPlaces;
        Invariant.Require(Unsafe.SizeOf<Place>() == Place.Bytes, "Places fill a line without rest.");
        _places = GC.AllocateArray<Place>(_count + (CacheLine.Bytes / Place.Bytes), pinned: true);
        _start = CacheLine.StartIn(_places);
    }

    /// <summary>The entity as it was kept last; null when that is not known.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="hash">Its <see cref="Shards.HashOf"/>.</param>
    public StoredEntity? Find(EntityKey key, uint hash)
    {
        byte[] entry;
        lock (_gate)
        {
            var found = PlaceOf(hash);
            if (found == None)
            {
                return null;
            }

            ref var place = ref _places[found];
            place.IsAskedFor = true;
            entry = GC.AllocateUninitializedArray<byte>(place.Length);
            _chunks.Read(place.First, entry);
        }

        return SnapshotEntry.IsOf(entry, key) ? SnapshotEntry.Read(entry, key) : null;
    }

    /// <summary>Takes an entity in.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="hash">Its key's <see cref="Shards.HashOf"/>.</param>
    public void Keep(StoredEntity entity, uint hash)
    {
        var length = SnapshotEntry.LengthOf(entity);
        if (length > EntryBytesMax)
        {
            Drop(hash);
            return;
        }

        var scratch = ArrayPool<byte>.Shared.Rent(length);
        var entry = scratch.AsSpan(0, length);
        SnapshotEntry.Write(entry, entity);
        lock (_gate)
        {
            var found = PlaceOf(hash);
            if (found == None)
            {
                Add(entry, hash);
            }
            else
            {
                ref var place = ref _places[found];
                MakeRoom(ChunkChains.CountOf(length) - ChunkChains.CountOf(place.Length), spared: found);
                _chunks.Overwrite(place.First, entry);
                (place.Length, place.IsAskedFor) = (length, true);
            }
        }

        ArrayPool<byte>.Shared.Return(scratch);
    }

    /// <summary>Forgets an entity, and whoever shares its place.</summary>
    /// <param name="hash">Its key's <see cref="Shards.HashOf"/>.</param>
    public void Drop(uint hash)
    {
        lock (_gate)
        {
            if (PlaceOf(hash) is not None and var found)
            {
                Remove(found);
            }
        }
    }

    private void Add(ReadOnlySpan<byte> entry, uint hash)
    {
        MakeRoom(ChunkChains.CountOf(entry.Length), spared: None);
        _places[FreePlaceOf(hash)] = new Place
        {
            First = _chunks.Write(entry),
            Length = entry.Length,
            Hash = hash,
        };
    }

    /// <summary>A free place of the hash; if there is none, the hand goes round them alone.</summary>
    private int FreePlaceOf(uint hash)
    {
        var first = FirstOf(hash);
        for (var at = first; at < first + SetPlaces; at++)
        {
            if (!_places[at].IsTaken)
            {
                return at;
            }
        }

        for (var at = first; ; at = at + 1 < first + SetPlaces ? at + 1 : first)
        {
            if (Passes(at))
            {
                return at;
            }
        }
    }

    /// <summary>Takes others away until so many chunks are free.</summary>
    private void MakeRoom(int chunks, int spared)
    {
        while (_chunks.Free < chunks)
        {
            _hand = _hand + 1 < _count ? _hand + 1 : 0;
            var at = _start + _hand;
            if (at != spared && _places[at].IsTaken)
            {
                Passes(at);
            }
        }
    }

    /// <summary>The hand passes somebody; true when it took him away.</summary>
    private bool Passes(int at)
    {
        ref var place = ref _places[at];
        if (place.IsAskedFor)
        {
            place.IsAskedFor = false;
            return false;
        }

        Remove(at);
        return true;
    }

    private void Remove(int taken)
    {
        _chunks.GiveBack(_places[taken].First);
        _places[taken] = default;
    }

    /// <summary>The place that somebody of that hash has.</summary>
    private int PlaceOf(uint hash)
    {
        var first = FirstOf(hash);
        for (var at = first; at < first + SetPlaces; at++)
        {
            if (_places[at].Hash == hash && _places[at].IsTaken)
            {
                return at;
            }
        }

        return None;
    }

    private int FirstOf(uint hash) => _start + (int)(hash % (uint)(_count / SetPlaces) * SetPlaces);

    /// <summary>Who lies where. Nothing here is for the collector to follow.</summary>
    [StructLayout(LayoutKind.Sequential, Size = Bytes)]
    private struct Place
    {
        /// <summary>Bytes of a place: a part of a line.</summary>
        public const int Bytes = CacheLine.Bytes / 4;

        /// <summary>Bytes of the entry; 0 for a free place.</summary>
        public int Length;

        /// <summary>Its first chunk.</summary>
        public int First;

        public uint Hash;

        /// <summary>Whether it was found or kept again since the hand last came by.</summary>
        public bool IsAskedFor;

        public readonly bool IsTaken => Length > 0;
    }
}
