using Collections.Kernel;

namespace Collections.Runtime.Directory;

/// <summary>
/// Memory in chunks of one size. What is kept lies in a chain of as many as it needs, so that it can grow where it is
/// and whatever is given back is of use to everyone: nothing is lost to gaps. The links lie apart from the chunks, so
/// that where a chain goes on is known before its chunks have come from memory: they are fetched side by side.
/// </summary>
/// <param name="chunksMax">Chunks at most; the memory for them is taken block by block, when first needed.</param>
internal sealed class ChunkChains(int chunksMax)
{
    /// <summary>Bytes of a chunk: small against an entity of a kilobyte, large against a link. Whole lines.</summary>
    public const int ChunkBytes = 4 * CacheLine.Bytes;

    /// <summary>What a chunk costs besides itself.</summary>
    public const int LinkBytes = sizeof(int);

    private const int ChunksPerBlock = 8_192;

    private const int End = -1;

    private readonly Block?[] _blocks = new Block?[((chunksMax - 1) / ChunksPerBlock) + 1];

    /// <summary>The chunk that follows each in its chain, or among those that were given back.</summary>
    private readonly int[] _next = new int[chunksMax];

    /// <summary>Chunks that were given out at least once.</summary>
    private int _touched;

    /// <summary>The first of those that were given back.</summary>
    private int _givenBack = End;

    /// <summary>Chunks that nobody holds.</summary>
    public int Free { get; private set; } = chunksMax;

    /// <summary>Chunks that so many bytes need, at least one.</summary>
    public static int CountOf(int bytes) => ((bytes - 1) / ChunkBytes) + 1;

    /// <summary>Keeps bytes in a new chain; returns its first chunk. There are chunks enough.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        var first = Take();
        Overwrite(first, bytes);
        return first;
    }

    /// <summary>Reads what a chain holds.</summary>
    /// <param name="first">Its first chunk.</param>
    /// <param name="bytes">As long as what was kept.</param>
    public void Read(int first, Span<byte> bytes)
    {
        for (var chunk = first; !bytes.IsEmpty; chunk = _next[chunk])
        {
            var part = Math.Min(bytes.Length, ChunkBytes);
            At(chunk)[..part].CopyTo(bytes);
            bytes = bytes[part..];
        }
    }

    /// <summary>Gives a chain back.</summary>
    public void GiveBack(int first)
    {
        for (var chunk = first; chunk != End;)
        {
            var next = _next[chunk];
            _next[chunk] = _givenBack;
            _givenBack = chunk;
            Free++;
            chunk = next;
        }
    }

    /// <summary>
    /// Keeps other bytes in a chain: it grows, or gives back what it no longer needs. There are chunks enough.
    /// </summary>
    /// <param name="first">Its first chunk.</param>
    /// <param name="bytes">The bytes.</param>
    public void Overwrite(int first, ReadOnlySpan<byte> bytes)
    {
        for (var chunk = first; ; chunk = _next[chunk])
        {
            var part = Math.Min(bytes.Length, ChunkBytes);
            bytes[..part].CopyTo(At(chunk));
            bytes = bytes[part..];
            if (bytes.IsEmpty)
            {
                GiveBack(_next[chunk]);
                _next[chunk] = End;
                return;
            }

            if (_next[chunk] == End)
            {
                _next[chunk] = Take();
            }
        }
    }

    /// <summary>A chunk that is a chain by itself.</summary>
    private int Take()
    {
        Invariant.Require(Free > 0, "Room is made before a chunk is taken.");
        Free--;
        var chunk = _givenBack;
        if (chunk == End)
        {
            // None was given back: this one and all that are free were never touched.
            chunk = _touched++;
            _blocks[chunk / ChunksPerBlock] ??= new Block(Math.Min(Free + 1, ChunksPerBlock));
        }
        else
        {
            _givenBack = _next[chunk];
        }

        _next[chunk] = End;
        return chunk;
    }

    private Span<byte> At(int chunk) => _blocks[chunk / ChunksPerBlock]!.At(chunk % ChunksPerBlock);

    /// <summary>Chunks that lie together, each at the beginning of a line.</summary>
    private sealed class Block
    {
        private readonly byte[] _bytes;
        private readonly int _start;

        public Block(int chunks)
        {
            var length = (chunks * ChunkBytes) + CacheLine.Bytes - 1;
            _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);
            _start = CacheLine.StartIn(_bytes);
        }

        public Span<byte> At(int chunk) => _bytes.AsSpan(_start + (chunk * ChunkBytes), ChunkBytes);
    }
}
