using Collections.Kernel;

namespace Collections.Runtime.Ports;

/// <summary>
/// Which shard a key belongs to: the same in every process and every release, because stores keep it beside the entity.
/// </summary>
public static class Shards
{
    /// <summary>The shard of a key, from 0 to less than <paramref name="count"/>.</summary>
    public static int Of(EntityKey key, int count) => (int)((ulong)HashOf(key) * (ulong)count >> 32);

    /// <summary>
    /// FNV-1a over the key's characters, and not the runtime's hash, which differs from process to process.
    /// </summary>
    public static uint HashOf(EntityKey key)
    {
        const uint OffsetBasis = 2_166_136_261;
        var hash = OffsetBasis;
        Add(ref hash, key.Id);
        Add(ref hash, key.Kind);
        Add(ref hash, key.Tenant);
        return hash;
    }

    private static void Add(ref uint hash, string text)
    {
        const uint Prime = 16_777_619;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * Prime);
        }
    }
}
