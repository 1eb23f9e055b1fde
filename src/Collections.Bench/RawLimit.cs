using System.Diagnostics;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Bench;

/// <summary>
/// What the same store does with the same bytes in bulk and no engine around it: the same tables and indexes, the rows
/// as the engine last wrote them, random accounts of the portfolio. The best of all batch sizes and writers counts.
/// </summary>
internal sealed class RawLimit(IEntityStore store, ILogReader log, BenchOptions options)
{
    private const int CommitsPerRun = 20_480;

    private static readonly int[] BatchSizes = [64, 256, 1_024];
    private static readonly int[] WriterCounts = [1, 2, 4];

    public async Task<double> BestAsync()
    {
        var best = 0.0;
        foreach (var size in BatchSizes)
        {
            foreach (var writers in WriterCounts)
            {
                var batches = await PrepareAsync(size, seed: (size * 10) + writers);
                best = Math.Max(best, await RunAsync(batches, writers));
            }
        }

        return best;
    }

    private static async Task<double> WriteAsync(IEntityStore store, IEnumerable<List<Commit>> batches)
    {
        foreach (var batch in batches)
        {
            var outcomes = await store.CommitAsync(batch);
            Invariant.Require(outcomes.All(o => o.Result == CommitResult.Committed), "A raw commit succeeds.");
        }

        return 0;
    }

    private async Task<double> RunAsync(List<List<Commit>> batches, int writers)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer =>
            WriteAsync(store, batches.Where((_, i) => i % writers == writer))));
        return batches.Sum(batch => batch.Count) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Commits for distinct random accounts, prepared outside the measured time.</summary>
    private async Task<List<List<Commit>>> PrepareAsync(int size, int seed)
    {
        var random = new Random(seed);
        var count = Math.Min(CommitsPerRun, options.Accounts);
        var chosen = new HashSet<int>();
        while (chosen.Count < count)
        {
            chosen.Add(random.Next(options.Accounts));
        }

        var batches = new List<List<Commit>>();
        foreach (var keys in chosen.Select(Portfolio.Key).Chunk(size))
        {
            var entities = await store.LoadAsync(keys);
            var rows = await store.LoadRowsAsync(keys);
            var batch = new List<Commit>(size);
            for (var i = 0; i < keys.Length; i++)
            {
                batch.Add(await AgainAsync(entities[i]!, rows[i]!));
            }

            batches.Add(batch);
        }

        return batches;
    }

    /// <summary>
    /// The commit that wrote the entity last, once more: same snapshot, same record bytes, next version.
    /// </summary>
    private async ValueTask<Commit> AgainAsync(StoredEntity entity, EntityRow row)
    {
        var last = await log.ReadHistoryAsync(entity.Key, entity.Version - 1, 1);
        return new Commit
        {
            Key = entity.Key,
            Handle = entity.Handle,
            ExpectedVersion = entity.Version,
            Hash = entity.Hash,
            Snapshot = entity.Snapshot,
            Wake = entity.Wake,
            Configuration = entity.Configuration,
            Row = row,
            Records = [last[0].Record with { Version = entity.Version + 1, Messages = [] }],
        };
    }
}
