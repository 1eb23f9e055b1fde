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

    /// <summary>The hash after one more record.</summary>
    /// <param name="previous">Hash before, 64 lower-case hex digits.</param>
    /// <param name="record">The exact bytes stored.</param>
    public static string Next(string previous, ReadOnlySpan<byte> record)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> hex = stackalloc byte[64];
        Encoding.ASCII.GetBytes(previous, hex);
        sha.AppendData(hex);
        sha.AppendData(record);
        Span<byte> digest = stackalloc byte[32];
        sha.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest);
    }
}
