using System.Security.Cryptography;
using System.Text;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Audit;

/// <summary>
/// What a checkpoint states: at this place of the log the tenant had so many chains, with these heads.
/// </summary>
/// <param name="UpToSequence">The log sequence it covers.</param>
/// <param name="Count">Chains of the tenant.</param>
/// <param name="Hash">Hex SHA-256 over the heads in key order, each as <c>key version hash\n</c>.</param>
public sealed record CheckpointStatement(long UpToSequence, long Count, string Hash)
{
    /// <summary>The text that is signed.</summary>
    public string Text => $"{UpToSequence} {Count} {Hash}";

    /// <summary>States what a tenant's log holds now, as one consistent view.</summary>
    public static async ValueTask<CheckpointStatement> TakeAsync(ILogReader log, string tenant)
    {
        using var heads = new HeadsHash();
        var sequence = await log.VisitHeadsAsync(tenant, heads.Add);
        return heads.State(sequence);
    }

    /// <summary>States the given heads, which must be one tenant's, in key order.</summary>
    public static CheckpointStatement Of(long upToSequence, IEnumerable<ChainHead> heads)
    {
        using var hash = new HeadsHash();
        foreach (var head in heads)
        {
            hash.Add(head);
        }

        return hash.State(upToSequence);
    }

    private sealed class HeadsHash : IDisposable
    {
        private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _count;

        public void Add(ChainHead head)
        {
            // An entity that only keeps a refused request's answer has no record, hence no chain.
            if (head.Version == 0)
            {
                return;
            }

            _sha.AppendData(Encoding.UTF8.GetBytes($"{head.Key} {head.Version} {head.Hash}\n"));
            _count++;
        }

        public CheckpointStatement State(long upToSequence) =>
            new(upToSequence, _count, Convert.ToHexStringLower(_sha.GetHashAndReset()));

        public void Dispose() => _sha.Dispose();
    }
}
