using System.Security.Cryptography;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Personal;

/// <summary>
/// New data keys, and the nonces they are wrapped under, drawn at once: each question to the operating system costs
/// more than many bytes of its answer.
/// </summary>
internal sealed class FreshKeys : IDisposable
{
    private const int KeyLength = 32;

    private readonly byte[] _chance;
    private int _used;

    public FreshKeys(IEntropy entropy, int count)
    {
        _chance = new byte[count * (KeyLength + AesEnvelope.NonceLength)];
        if (count > 0)
        {
            entropy.Fill(_chance);
        }
    }

    public byte[] NextKey() => Next(KeyLength).ToArray();

    public ReadOnlySpan<byte> NextNonce() => Next(AesEnvelope.NonceLength);

    /// <summary>Keys live on in those who asked for them, and nowhere else.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_chance);

    private Span<byte> Next(int length)
    {
        var next = _chance.AsSpan(_used, length);
        _used += length;
        return next;
    }
}
