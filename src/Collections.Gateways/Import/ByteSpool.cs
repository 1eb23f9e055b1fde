namespace Collections.Gateways.Import;

/// <summary>
/// Keeps pieces of bytes one after the other in large blocks: memory that the collector need not look at.
/// </summary>
internal sealed class ByteSpool
{
    private const int BlockBytes = 1 << 18;

    private readonly List<byte[]> _blocks = [];
    private int _used = BlockBytes;

    /// <summary>Keeps a copy of a piece.</summary>
    public SpoolPlace Add(ReadOnlySpan<byte> piece)
    {
        if (_blocks.Count == 0 || _blocks[^1].Length - _used < piece.Length)
        {
            _blocks.Add(new byte[Math.Max(BlockBytes, piece.Length)]);
            _used = 0;
        }

        piece.CopyTo(_blocks[^1].AsSpan(_used));
        var place = new SpoolPlace(_blocks.Count - 1, _used, piece.Length);
        _used += piece.Length;
        return place;
    }

    /// <summary>A piece that was kept.</summary>
    public ReadOnlyMemory<byte> this[SpoolPlace place] => _blocks[place.Block].AsMemory(place.Offset, place.Length);
}

/// <summary>Where a piece is kept.</summary>
internal readonly record struct SpoolPlace(int Block, int Offset, int Length);
