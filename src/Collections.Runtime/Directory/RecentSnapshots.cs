using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Directory;

/// <summary>
/// Entities as they were committed lately, so that the next command on one need not ask the store. Kept as bytes in
/// memory of fixed size, which the collector, for which a hundred thousand decoded states would be work at every turn,
/// sees as a few large blocks. What they hold is durable; whoever decides on it learns by the store's version check
/// when another server wrote since.
/// </summary>
internal sealed class RecentSnapshots
{
    /// <summary>So many that two threads rarely want the same shelf.</summary>
    private const int ShelvesMax = 16;

    private readonly SnapshotShelf[] _shelves;

    /// <param name="bytesMax">
    /// Bytes taken at most; 0 for nothing. A twentieth of them, the places, at once; the others block by block, as
    /// needed.
    /// </param>
    public RecentSnapshots(long bytesMax)
    {
        var count = (int)Math.Min(bytesMax / SnapshotShelf.BytesMin, ShelvesMax);
        _shelves = [.. Enumerable.Range(0, count).Select(_ => new SnapshotShelf(bytesMax / count))];
    }

    /// <summary>The entity as it was committed last; null when that is not known.</summary>
    public StoredEntity? Find(EntityKey key)
    {
        var hash = Shards.HashOf(key);
        return ShelfOf(hash)?.Find(key, hash);
    }

    /// <summary>Takes in what became durable.</summary>
    public void Keep(StoredEntity entity)
    {
        var hash = Shards.HashOf(entity.Key);
        ShelfOf(hash)?.Keep(entity, hash);
    }

    /// <summary>Forgets an entity of which it is not known what is durable.</summary>
    public void Drop(EntityKey key)
    {
        var hash = Shards.HashOf(key);
        ShelfOf(hash)?.Drop(hash);
    }

    // By the upper bits: the lower ones say where on the shelf.
    private SnapshotShelf? ShelfOf(uint hash) =>
        _shelves.Length == 0 ? null : _shelves[(int)((ulong)hash * (ulong)_shelves.Length >> 32)];
}
