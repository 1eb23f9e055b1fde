using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Directory;

/// <summary>
/// Remembers roughly which keys came lately, in a table of fixed size: a later key takes the place of an earlier one.
/// It forgets and, once in four thousand million, takes one key for another; both cost a load, nothing else.
/// </summary>
internal sealed class RecentKeys
{
    private readonly uint[] _marks;

    /// <summary>A table of at least that many places.</summary>
    public RecentKeys(int places) =>
        _marks = new uint[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(places, 1))];

    /// <summary>Whether the key came lately; from now on it did.</summary>
    public bool Meet(EntityKey key)
    {
        var mark = Shards.HashOf(key) | 1;
        ref var place = ref _marks[mark & (uint)(_marks.Length - 1)];
        var known = Volatile.Read(ref place) == mark;
        Volatile.Write(ref place, mark);
        return known;
    }
}
