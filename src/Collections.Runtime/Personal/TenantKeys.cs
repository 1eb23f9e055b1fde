using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Runtime.Personal;

/// <summary>
/// The keys of a tenant, derived from the installation's master key (HKDF-SHA-256, RFC 5869): one wraps data keys, one
/// hashes personal values for matching, one signs checkpoints. None is stored.
/// </summary>
public sealed class TenantKeys
{
    /// <summary>Length of the master key in bytes.</summary>
    public const int MasterLength = 32;

    private const int KeyLength = 32;

    private const int StackBytes = 512;

    private readonly ConcurrentBag<IncrementalHash> _hashes = [];

    /// <summary>Derives a tenant's keys.</summary>
    /// <param name="master">The master key, 32 bytes.</param>
    /// <param name="tenant">The tenant's id.</param>
    public TenantKeys(ReadOnlySpan<byte> master, string tenant)
    {
        Wrapping = Derive(master, tenant, "wrap");
        Matching = Derive(master, tenant, "match");
        Signing = Derive(master, tenant, "sign");
    }

    internal byte[] Wrapping { get; }

    internal byte[] Matching { get; }

    internal byte[] Signing { get; }

    /// <summary>Keyed hash of a value, hex: equal values match, nothing else can be learned without the key.</summary>
    public string Hash(string value)
    {
        // One that is set up with the key is used again and again: setting it up costs more than hashing a value.
        var hash = _hashes.TryTake(out var spare)
            ? spare
            : IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Matching);
        var sizeMax = Encoding.UTF8.GetMaxByteCount(value.Length);
        var bytes = sizeMax <= StackBytes ? stackalloc byte[StackBytes] : new byte[sizeMax];
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.AppendData(bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
        hash.GetHashAndReset(digest);
        _hashes.Add(hash);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Signature of a statement, hex (HMAC-SHA-256).</summary>
    public string Sign(string statement) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Signing, Encoding.UTF8.GetBytes(statement)));

    private static byte[] Derive(ReadOnlySpan<byte> master, string tenant, string purpose)
    {
        var key = new byte[KeyLength];
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, master, key, [], Encoding.UTF8.GetBytes($"collections/{purpose}/{tenant}"));
        return key;
    }
}
