using System.Security.Cryptography;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Personal;

/// <summary>AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; layout: nonce, tag, ciphertext.</summary>
internal static class AesEnvelope
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound, IEntropy entropy)
    {
        var sealedBytes = new byte[NonceLength + TagLength + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        entropy.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(
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
        if (sealedBytes.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("A sealed value has a nonce and a tag.");
        }

        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(
            sealedBytes[..NonceLength],
            sealedBytes[(NonceLength + TagLength)..],
            sealedBytes.Slice(NonceLength, TagLength),
            plain,
            bound);
        return plain;
    }
}
