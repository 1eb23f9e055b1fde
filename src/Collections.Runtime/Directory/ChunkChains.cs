using System.Buffers.Binary;
using Collections.Kernel;

namespace Collections.Runtime.Directory;

/// <summary>
/// Memory in chunks of one size. What is kept lies in a chain of as many as it needs, so that it can grow where it is
/// and whatever is given back is of use to everyone: nothing is lost to gaps. The collector sees a few large blocks.
/// </summary>
/// <param name="chunksMax">Chunks at most; the memory for them is taken block by block, when first needed.</param>
internal sealed class ChunkChains(int chunksMax)
{
    /// <summary>Bytes of a chunk: small against an entity of a kilobyte, large against the link to the next.</summary>
    public const int ChunkBytes = 256;

    /// <summary>Bytes that a chunk holds behind its link.</summary>
    public const int Payload = ChunkBytes - sizeof(int);

    private const int ChunksPerBlock = 1_024;

    private const int End = -1;

    private readonly byte[]?[] _blocks = new byte[]?[((chunksMax - 1) / ChunksPerBlock) + 1];

    /// <summary>Chunks that were given out at least once.</summary>
    private int _touched;

    /// <summary>The first of those that were given back.</summary>
    private int _givenBack = End;

    /// <summary>Chunks that nobody holds.</summary>
    public int Free { get; private set; } = chunksMax;

    /// <summary>Chunks that so many bytes need.</summary>
    public static int CountOf(int bytes) => ((bytes - 1) / Payload) + 1;

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
        for (var chunk = first; !bytes.IsEmpty; chunk = NextOf(chunk))
        {
            var part = Math.Min(bytes.Length, Payload);
            Start(chunk)[..part].CopyTo(bytes);
            bytes = bytes[part..];
        }
    }

    /// <summary>The bytes in a chunk, and whatever lies behind them in it.</summary>
    public Span<byte> Start(int chunk) => At(chunk)[sizeof(int)..];

    /// <summary>Gives a chain back.</summary>
    public void GiveBack(int first)
    {
        for (var chunk = first; chunk != End;)
        {
            var next = NextOf(chunk);
            Link(chunk, _givenBack);
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
        for (var chunk = first; ;)
        {
            var part = Math.Min(bytes.Length, Payload);
            bytes[..part].CopyTo(Start(chunk));
            bytes = bytes[part..];
            var next = NextOf(chunk);
            if (bytes.IsEmpty)
            {
                GiveBack(next);
                Link(chunk, End);
                return;
            }

            if (next == End)
            {
                next = Take();
                Link(chunk, next);
            }

            chunk = next;
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
            _blocks[chunk / ChunksPerBlock] ??= Block(Free + 1);
        }
        else
        {
            _givenBack = NextOf(chunk);
        }

        Link(chunk, End);
        return chunk;
    }

    private static byte[] Block(int chunksLeft) =>
        GC.AllocateUninitializedArray<byte>(Math.Min(chunksLeft, ChunksPerBlock) * ChunkBytes);

    private int NextOf(int chunk) => BinaryPrimitives.ReadInt32LittleEndian(At(chunk));

    private void Link(int chunk, int next) => BinaryPrimitives.WriteInt32LittleEndian(At(chunk), next);

    private Span<byte> At(int chunk) =>
        _blocks[chunk / ChunksPerBlock].AsSpan(chunk % ChunksPerBlock * ChunkBytes, ChunkBytes);
}
