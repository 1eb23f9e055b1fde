using System.Diagnostics;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Storage.Sqlite;

/// <summary>
/// What the database can do at best: the store's own statements in a tight loop on one thread, with no engine, queue
/// or waiter around them. Same tables, indexes, row bytes and durability as the store.
/// </summary>
public static class RawLimit
{
    /// <summary>The batch sizes a limit is the best of; SQLite has one writer.</summary>
    public static IReadOnlyList<int> BatchSizes { get; } = [64, 256, 1_024];

    /// <summary>
    /// Writes prepared commits into a data folder that no store has open, and times nothing but the writing.
    /// </summary>
    /// <param name="folder">The data folder; the portfolio may already be in it.</param>
    /// <param name="options">As for the store that is compared.</param>
    /// <param name="commits">
    /// Read lazily, outside the measured time. An entity may come again: its handle and version are carried on.
    /// </param>
    /// <param name="batchSize">Commits per transaction, 1 or more; the last batch may be smaller.</param>
    /// <exception cref="StoreException">The folder is in use.</exception>
    public static RawLimitResult Measure(
        string folder, SqliteStoreOptions options, IEnumerable<Commit> commits, int batchSize)
    {
        var heads = new Dictionary<EntityKey, (long Version, StoreHandle Handle)>();
        using var folderLock = FolderLock.Take(folder);
        using var session = WriteSession.Open(Path.Combine(folder, SqliteStore.FileName), options.Validated());
        var count = 0L;
        var elapsed = TimeSpan.Zero;
        var longest = TimeSpan.Zero;
        foreach (var chunk in commits.Chunk(batchSize))
        {
            var batch = DistinctEntities(chunk, heads);
            IReadOnlyList<CommitOutcome> outcomes = [];
            var started = Stopwatch.GetTimestamp();
            session.Transact(writer => outcomes = writer.Commits.Write(batch));
            var took = Stopwatch.GetElapsedTime(started);
            elapsed += took;
            longest = took > longest ? took : longest;
            count += batch.Count;
            Remember(batch, outcomes, heads);
        }

        return new RawLimitResult(count, elapsed, longest);
    }

    /// <summary>A batch never holds an entity twice, so a repetition within a chunk is left out.</summary>
    private static List<Commit> DistinctEntities(
        Commit[] chunk, Dictionary<EntityKey, (long Version, StoreHandle Handle)> heads) =>
    [
        .. chunk
            .DistinctBy(commit => commit.Key)
            .Select(commit => heads.TryGetValue(commit.Key, out var head)
                ? commit with { ExpectedVersion = head.Version, Handle = head.Handle }
                : commit),
    ];

    private static void Remember(
        List<Commit> batch,
        IReadOnlyList<CommitOutcome> outcomes,
        Dictionary<EntityKey, (long Version, StoreHandle Handle)> heads)
    {
        for (var position = 0; position < batch.Count; position++)
        {
            var outcome = outcomes[position];
            Invariant.Require(outcome.Result == CommitResult.Committed, "Prepared commits do not clash.");
            heads[batch[position].Key] = (batch[position].Version, outcome.Handle);
        }
    }
}

/// <summary>What a raw run wrote and how long it took.</summary>
/// <param name="Commits">Durable commits.</param>
/// <param name="Elapsed">Time spent writing.</param>
/// <param name="LongestBatch">The slowest transaction: usually one that folded the write-ahead log.</param>
public sealed record RawLimitResult(long Commits, TimeSpan Elapsed, TimeSpan LongestBatch)
{
    /// <summary>Durable commits per second.</summary>
    public double CommitsPerSecond => Elapsed > TimeSpan.Zero ? Commits / Elapsed.TotalSeconds : 0;
}
