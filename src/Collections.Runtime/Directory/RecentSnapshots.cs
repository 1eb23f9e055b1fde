using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Directory;

/// <summary>
/// Entities as they were committed lately, so that the next command on one need not ask the store. Kept as bytes in
/// rings of fixed size, which the collector, for which a hundred thousand decoded states would be work at every turn,
/// sees as a few large blocks. What they hold is durable; whoever decides on it learns by the store's version check
/// when another server wrote since.
/// </summary>
internal sealed class RecentSnapshots
{
    /// <summary>So many that two threads rarely want the same ring.</summary>
    private const int RingsMax = 16;

    private readonly SnapshotRing[] _rings;

    /// <param name="bytesMax">Bytes kept; 0 for nothing. Taken from the machine block by block, as needed.</param>
    public RecentSnapshots(long bytesMax)
    {
        var blocks = (int)(bytesMax / SnapshotRing.BlockBytes);
        _rings = new SnapshotRing[Math.Min(blocks, RingsMax)];
        for (var i = 0; i < _rings.Length; i++)
        {
            _rings[i] = new SnapshotRing(((blocks - 1 - i) / _rings.Length) + 1);
        }
    }

    /// <summary>The entity as it was committed last; null when that is not known.</summary>
    public StoredEntity? Find(EntityKey key)
    {
        var hash = Shards.HashOf(key);
        return RingOf(hash)?.Find(key, hash);
    }

    /// <summary>Takes in what became durable.</summary>
    public void Keep(StoredEntity entity)
    {
        var hash = Shards.HashOf(entity.Key);
        RingOf(hash)?.Keep(entity, hash);
    }

    /// <summary>Forgets an entity of which it is not known what is durable.</summary>
    public void Drop(EntityKey key)
    {
        var hash = Shards.HashOf(key);
        RingOf(hash)?.Drop(key, hash);
    }

    // By the upper bits: the lower ones say where in the ring.
    private SnapshotRing? RingOf(uint hash) =>
        _rings.Length == 0 ? null : _rings[(int)((ulong)hash * (ulong)_rings.Length >> 32)];
}
