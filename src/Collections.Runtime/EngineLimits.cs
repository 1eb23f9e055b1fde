using NodaTime;

namespace Collections.Runtime;

/// <summary>A limit on everything the engine gathers, retries or keeps; each with its reason.</summary>
public sealed record EngineLimits
{
    /// <summary>Commits written in one transaction: larger batches no longer raise throughput, only latency.</summary>
    public int CommitBatchMax { get; init; } = 1_024;

    /// <summary>Entities loaded in one query.</summary>
    public int LoadBatchMax { get; init; } = 256;

    /// <summary>
    /// Entities kept decoded, about 5 KB each. More would spare a microsecond of decoding here and there, and cost more
    /// than that in collections: each of them is looked at and moved until it is old.
    /// </summary>
    public int EntitiesCachedMax { get; init; } = 2_000;

    /// <summary>
    /// Bytes of entities committed lately that are kept beside those, about 1 KB each, so that the next command on one
    /// need not ask the store: 256 MB, or a thirty-second part of the memory that the process may use. 0 for none.
    /// </summary>
    public long SnapshotBytesMax { get; init; } =
        Math.Min(256L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32);

    /// <summary>Wake-ups fed to one entity before what they did is committed (spec: 400).</summary>
    public int CatchUpWakesMax { get; init; } = 400;

    /// <summary>
    /// Decisions of one command when others keep changing the entity first (spec: 5), then 409 <c>busy</c>.
    /// </summary>
    public int ConflictRetriesMax { get; init; } = 5;

    /// <summary>Deliveries of a message that keeps failing before it is parked (spec: 20).</summary>
    public int DeliveryAttemptsMax { get; init; } = 20;

    /// <summary>Due wake-ups claimed at a time: enough to fill a commit batch, few enough to stop quickly.</summary>
    public int DueBatchMax { get; init; } = 1_000;

    /// <summary>
    /// How long a server holds its shards of a shared store without renewing them: after a crash others go on by then.
    /// It is renewed three times as often, and no longer used after two thirds.
    /// </summary>
    public Duration ShardLeaseTime { get; init; } = Duration.FromSeconds(15);
}
