using System.Buffers;
using System.Numerics;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Directory;

/// <summary>
/// Entities as bytes in memory of fixed size. One that is kept again is written over where it lies. When there is no
/// room, a hand goes round and takes away whoever was not asked for since it last came by (the clock, or second chance,
/// of page replacement); so whoever came once makes room for whoever comes again.
/// </summary>
internal sealed class SnapshotShelf
{
    /// <summary>The least that a shelf is made of: room for a few entities.</summary>
    public const int BytesMin = 1 << 18;

    /// <summary>A larger entity would push out too many others.</summary>
    private const int EntryBytesMax = BytesMin / 8;

    /// <summary>Chunks of a small entity, for the number of places.</summary>
    private const int EntryChunksUsual = 2;

    /// <summary>What a chunk costs besides itself: its share of the places and buckets.</summary>
    private const int OverheadBytes = 16;

    private const int None = -1;

    private readonly Lock _gate = new();
    private readonly ChunkChains _chunks;
    private readonly int[] _buckets;
    private readonly Place[] _places;

    /// <summary>Places that were used at least once.</summary>
    private int _touched;

    /// <summary>The first of those that became free, linked like a bucket.</summary>
    private int _free = None;

    /// <summary>Where the hand is.</summary>
    private int _hand;

    /// <param name="bytes">Bytes that it may take, at least <see cref="BytesMin"/>.</param>
    public SnapshotShelf(long bytes)
    {
        var chunks = (int)(bytes / (ChunkChains.ChunkBytes + OverheadBytes));
        _chunks = new ChunkChains(chunks);
        _places = new Place[chunks / EntryChunksUsual];
        _buckets = new int[BitOperations.RoundUpToPowerOf2((uint)_places.Length)];
        Array.Fill(_buckets, None);
    }

    /// <summary>The entity as it was kept last; null when that is not known.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="hash">Its <see cref="Shards.HashOf"/>.</param>
    public StoredEntity? Find(EntityKey key, uint hash)
    {
        byte[] entry;
        lock (_gate)
        {
            var found = PlaceOf(key, hash);
            if (found == None)
            {
                return null;
            }

            ref var place = ref _places[found];
            place.IsAskedFor = true;
            entry = GC.AllocateUninitializedArray<byte>(place.Length);
            _chunks.Read(place.First, entry);
        }

        return SnapshotEntry.Read(entry, key);
    }

    /// <summary>Takes an entity in.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="hash">Its key's <see cref="Shards.HashOf"/>.</param>
    public void Keep(StoredEntity entity, uint hash)
    {
        var length = SnapshotEntry.LengthOf(entity);
        if (length > EntryBytesMax || SnapshotEntry.LengthWithoutSnapshot(entity) > ChunkChains.Payload)
        {
            Drop(entity.Key, hash);
            return;
        }

        var scratch = ArrayPool<byte>.Shared.Rent(length);
        var entry = scratch.AsSpan(0, length);
        SnapshotEntry.Write(entry, entity);
        lock (_gate)
        {
            var found = PlaceOf(entity.Key, hash);
            if (found == None)
            {
                Add(entry, hash);
            }
            else
            {
                ref var place = ref _places[found];
                MakeRoom(ChunkChains.CountOf(length) - ChunkChains.CountOf(place.Length), found);
                _chunks.Overwrite(place.First, entry);
                (place.Length, place.IsAskedFor) = (length, true);
            }
        }

        ArrayPool<byte>.Shared.Return(scratch);
    }

    /// <summary>Forgets an entity.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="hash">Its <see cref="Shards.HashOf"/>.</param>
    public void Drop(EntityKey key, uint hash)
    {
        lock (_gate)
        {
            if (PlaceOf(key, hash) is not None and var found)
            {
                Remove(found);
            }
        }
    }

    private void Add(ReadOnlySpan<byte> entry, uint hash)
    {
        MakeRoom(ChunkChains.CountOf(entry.Length), spared: None);
        var free = _free;
        if (free == None)
        {
            free = _touched++;
        }
        else
        {
            _free = _places[free].Next;
        }

        ref var bucket = ref BucketOf(hash);
        _places[free] = new Place
        {
            First = _chunks.Write(entry),
            Length = entry.Length,
            Hash = hash,
            Next = bucket,
        };
        bucket = free;
    }

    /// <summary>Takes others away until so many chunks are free, and a place for whoever has none.</summary>
    private void MakeRoom(int chunks, int spared)
    {
        while (_chunks.Free < chunks || (spared == None && _free == None && _touched == _places.Length))
        {
            _hand = _hand + 1 < _touched ? _hand + 1 : 0;
            ref var place = ref _places[_hand];
            if (!place.IsTaken || _hand == spared)
            {
                continue;
            }

            if (place.IsAskedFor)
            {
                place.IsAskedFor = false;
            }
            else
            {
                Remove(_hand);
            }
        }
    }

    private void Remove(int taken)
    {
        ref var place = ref _places[taken];
        ref var link = ref BucketOf(place.Hash);
        while (link != taken)
        {
            link = ref _places[link].Next;
        }

        link = place.Next;
        _chunks.GiveBack(place.First);
        place = new Place { Next = _free };
        _free = taken;
    }

    /// <summary>The place that holds the key.</summary>
    private int PlaceOf(EntityKey key, uint hash)
    {
        for (var at = BucketOf(hash); at != None; at = _places[at].Next)
        {
            if (_places[at].Hash == hash && SnapshotEntry.IsOf(_chunks.Start(_places[at].First), key))
            {
                return at;
            }
        }

        return None;
    }

    private ref int BucketOf(uint hash) => ref _buckets[hash & (uint)(_buckets.Length - 1)];

    /// <summary>What is known of an entry besides its bytes. Nothing here is for the collector to follow.</summary>
    private struct Place
    {
        /// <summary>Bytes of the entry; 0 for a free place.</summary>
        public int Length;

        /// <summary>Its first chunk.</summary>
        public int First;

        /// <summary>The next place of the bucket, or the next free one.</summary>
        public int Next;

        public uint Hash;

        /// <summary>Whether it was found or kept again since the hand last came by.</summary>
        public bool IsAskedFor;

        public readonly bool IsTaken => Length > 0;
    }
}
