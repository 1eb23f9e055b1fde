using System.Security.Cryptography;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Personal;

/// <summary>AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; layout: nonce, tag, ciphertext.</summary>
internal static class AesEnvelope
{
    public const int NonceLength = 12;
    public const int TagLength = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound, IEntropy entropy)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        entropy.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        return Seal(aes, plain, bound, nonce);
    }

    /// <summary>Seals under a nonce that was never used with this key and never will be again.</summary>
    public static byte[] Seal(
        AesGcm cipher, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound, ReadOnlySpan<byte> nonce)
    {
        var sealedBytes = new byte[NonceLength + TagLength + plain.Length];
        nonce.CopyTo(sealedBytes);
        cipher.Encrypt(
            nonce,
            plain,
            sealedBytes.AsSpan(NonceLength + TagLength),
            sealedBytes.AsSpan(NonceLength, TagLength),
            bound);
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">Another key, other bound data, or tampered bytes.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> bound)
    {
        using var aes = new AesGcm(key, TagLength);
        return Open(aes, sealedBytes, bound);
    }

    /// <exception cref="CryptographicException">Another key, other bound data, or tampered bytes.</exception>
    public static byte[] Open(AesGcm cipher, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> bound)
    {
        if (sealedBytes.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("A sealed value has a nonce and a tag.");
        }

        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        cipher.Decrypt(
            sealedBytes[..NonceLength],
            sealedBytes[(NonceLength + TagLength)..],
            sealedBytes.Slice(NonceLength, TagLength),
            plain,
            bound);
        return plain;
    }
}
