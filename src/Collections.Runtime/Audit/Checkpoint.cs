using System.Security.Cryptography;
using System.Text;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Audit;

/// <summary>What a checkpoint states: at this place of the log the tenant had so many chains, with these heads.</summary>
/// <param name="UpToSequence">The log sequence it covers.</param>
/// <param name="Count">Chains of the tenant.</param>
/// <param name="Hash">Hex SHA-256 over the heads in key order, each as <c>key version hash\n</c>.</param>
public sealed record CheckpointStatement(long UpToSequence, long Count, string Hash)
{
    /// <summary>The text that is signed.</summary>
    public string Text => $"{UpToSequence} {Count} {Hash}";

    /// <summary>States the given heads, which must be one tenant's, in key order.</summary>
    public static CheckpointStatement Of(long upToSequence, IEnumerable<ChainHead> heads)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        foreach (var head in heads)
        {
            sha.AppendData(Encoding.UTF8.GetBytes($"{head.Key} {head.Version} {head.Hash}\n"));
            count++;
        }

        return new CheckpointStatement(upToSequence, count, Convert.ToHexStringLower(sha.GetHashAndReset()));
    }
}
