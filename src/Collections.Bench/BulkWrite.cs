using System.Diagnostics;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Bench;

/// <summary>Gives a store commits in bulk, one stretch after the other.</summary>
/// <param name="store">The store.</param>
/// <param name="beside">Writes what goes with a batch beside its commits; null for nothing.</param>
internal sealed class BulkWrite(IEntityStore store, Func<IReadOnlyList<Commit>, ValueTask>? beside)
{
    /// <summary>Where the store keeps each entity after what was written so far.</summary>
    private readonly Dictionary<EntityKey, StoreHandle> _handles = [];

    /// <summary>Commits per second.</summary>
    /// <param name="part">The commits, an entity's in their order.</param>
    /// <param name="batch">Commits of a batch.</param>
    /// <param name="writers">Batches under way at a time.</param>
    public async Task<double> RunAsync(List<Commit> part, int batch, int writers)
    {
        // An entity's commits stay with one writer, so that their order holds.
        var shares = part.GroupBy(commit => unchecked((uint)commit.Key.GetHashCode()) % writers)
            .Select(share => Batches([.. share], batch))
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
