using System.Security.Cryptography;

namespace Collections.Runtime.Ports;

/// <summary>Chance from outside: ids, nonces, jitter. A simulation forks it from the seed.</summary>
public interface IEntropy
{
    /// <summary>Fills a span with random bytes.</summary>
    void Fill(Span<byte> bytes);
}

/// <summary>The operating system's cryptographic generator.</summary>
public sealed class SystemEntropy : IEntropy
{
    /// <inheritdoc/>
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
