using System.Diagnostics;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Bench;

/// <summary>
/// What the same database does when it is given the same bytes in bulk with no engine around it: the commits that the
/// engine made, repeated in their order on a copy of the database taken before them. Every combination of batch size
/// and number of writers gets its own stretch of the commits; the best one counts.
/// </summary>
/// <param name="store">The copy.</param>
/// <param name="commits">What the engine committed.</param>
/// <param name="beside">Writes what went with a batch beside its commits; null for nothing.</param>
internal sealed class RawLimit(
    IEntityStore store,
    IReadOnlyCollection<Commit> commits,
    Func<IReadOnlyList<Commit>, ValueTask>? beside = null)
{
    /// <summary>
    /// Share of the commits that only warms the copy up, as the engine was warm when it was measured.
    /// </summary>
    private const double WarmUp = 0.1;

    private static readonly (int Batch, int Writers)[] Combinations =
    [
        .. from batch in new[] { 64, 256, 1_024 } from writers in new[] { 1, 2, 4 } select (batch, writers),
    ];

    /// <summary>Where the store keeps each entity after what was written so far.</summary>
    private readonly Dictionary<EntityKey, StoreHandle> _handles = [];

    /// <summary>Commits per second of the best combination.</summary>
    public async Task<double> BestAsync()
    {
        var warmUp = (int)(commits.Count * WarmUp);
        await RunAsync([.. commits.Take(warmUp)], 1_024, 1);
        var stretch = (commits.Count - warmUp) / Combinations.Length;
        var best = 0.0;
        for (var i = 0; i < Combinations.Length; i++)
        {
            var part = commits.Skip(warmUp + (i * stretch)).Take(stretch).ToList();
            best = Math.Max(best, await RunAsync(part, Combinations[i].Batch, Combinations[i].Writers));
        }

        return best;
    }

    private async Task<double> RunAsync(List<Commit> part, int size, int writers)
    {
        // An entity's commits stay with one writer, so that their order holds.
        var shares = part.GroupBy(commit => unchecked((uint)commit.Key.GetHashCode()) % writers)
            .Select(share => Batches([.. share], size))
            .ToList();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(shares.Select(WriteAsync));
        return part.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task WriteAsync(List<List<Commit>> batches)
    {
        foreach (var batch in batches)
        {
            var placed = batch.ConvertAll(Placed);
            var written = beside?.Invoke(placed) ?? ValueTask.CompletedTask;
            var outcomes = await store.CommitAsync(placed);
            await written;
            lock (_handles)
            {
                for (var i = 0; i < placed.Count; i++)
                {
                    Invariant.Require(outcomes[i].Result == CommitResult.Committed, "A raw commit succeeds.");
                    _handles[placed[i].Key] = outcomes[i].Handle;
                }
            }
        }
    }

    private Commit Placed(Commit commit)
    {
        lock (_handles)
        {
            return _handles.TryGetValue(commit.Key, out var handle) ? commit with { Handle = handle } : commit;
        }
    }

    /// <summary>
    /// Batches in order; one that already holds an entity is closed before that entity's next commit.
    /// </summary>
    private static List<List<Commit>> Batches(List<Commit> commits, int size)
    {
        var batches = new List<List<Commit>>();
        var current = new List<Commit>(size);
        var held = new HashSet<EntityKey>();
        foreach (var commit in commits)
        {
            if (current.Count == size || !held.Add(commit.Key))
            {
                batches.Add(current);
                current = new List<Commit>(size);
                held = [commit.Key];
            }

            current.Add(commit);
        }

        batches.Add(current);
        return batches;
    }
}
