using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Runtime.Log;

/// <summary>
/// The chain that makes tampering show: hash(n) = hex(sha256(hex of hash(n-1) + record bytes)), one chain per entity.
/// </summary>
public static class ChainHash
{
    /// <summary>Hash before the first record: 64 zeros.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    private const int HexLength = 64;

    /// <summary>The hash after one more record.</summary>
    /// <param name="previous">Hash before, 64 lower-case hex digits.</param>
    /// <param name="record">The exact bytes stored.</param>
    public static string Next(string previous, ReadOnlySpan<byte> record)
    {
        var length = HexLength + record.Length;
        var input = ArrayPool<byte>.Shared.Rent(length);
        Encoding.ASCII.GetBytes(previous, input);
        record.CopyTo(input.AsSpan(HexLength));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input.AsSpan(0, length), digest);
        ArrayPool<byte>.Shared.Return(input);
        return Convert.ToHexStringLower(digest);
    }
}
