using System.Collections.Concurrent;
using Collections.Runtime.Ports;

namespace Collections.Bench;

/// <summary>
/// Passes everything on to the store and keeps what was committed, in order, for the raw limit to repeat.
/// </summary>
internal sealed class CommitCapture(IEntityStore inner, int max) : ForwardingStore(inner)
{
    /// <summary>
    /// The most commits that a raw limit repeats: as many as its figure made, so that both meet the same noise and pay
    /// for as many folds of the log, within a gigabyte of memory. Those that came before take as much, 3 KB each.
    /// </summary>
    public const int CommitsMax = 300_000;

    private readonly ConcurrentQueue<Commit> _commits = new();

    /// <summary>The first commits, in the order of their batches.</summary>
    public IReadOnlyCollection<Commit> Commits => _commits;

    public override async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        var outcomes = await base.CommitAsync(commits);
        for (var i = 0; i < commits.Count && _commits.Count < max; i++)
        {
            if (outcomes[i].Result == CommitResult.Committed)
            {
                _commits.Enqueue(commits[i]);
            }
        }

        return outcomes;
    }
}
