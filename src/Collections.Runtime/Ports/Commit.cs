using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Ports;

/// <summary>
/// One entity's change, atomic: snapshot under its expected version, new log records, next wake-up, projection row,
/// side rows and the idempotency answer all become durable together or not at all.
/// </summary>
public sealed record Commit
{
    /// <summary>The entity.</summary>
    public required EntityKey Key { get; init; }

    /// <summary>
    /// What the store returned when the entity was loaded or last committed; <see cref="StoreHandle.None"/> for a new
    /// one.
    /// </summary>
    public required StoreHandle Handle { get; init; }

    /// <summary>The version the decision was made on; 0 for an entity without a record.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The version after the commit: expected + number of records.</summary>
    public long Version => ExpectedVersion + Records.Count;

    /// <summary>
    /// Chain hash of the last record, 64 lower-case hex digits; of genesis for an entity without a record.
    /// </summary>
    public required string Hash { get; init; }

    /// <summary>The state after the records: a cache of the fold.</summary>
    public required ReadOnlyMemory<byte> Snapshot { get; init; }

    /// <summary>The exact next wake-up under <see cref="Configuration"/>, or null.</summary>
    public required Instant? Wake { get; init; }

    /// <summary>The number of the configuration used.</summary>
    public required long Configuration { get; init; }

    /// <summary>The projection.</summary>
    public required EntityRow Row { get; init; }

    /// <summary>
    /// The new log records, versions dense from <see cref="ExpectedVersion"/> + 1. None when only the wake-up moved or
    /// only an answer is kept.
    /// </summary>
    public required IReadOnlyList<LogRecord> Records { get; init; }

    /// <summary>Rows beside the entity.</summary>
    public IReadOnlyList<SideRow> SideRows { get; init; } = [];

    /// <summary>The idempotency answer to keep, or null.</summary>
    public KeptAnswer? Answer { get; init; }

    /// <summary>
    /// The tenant's highest publication number that was known when this was decided. When another one is there, the
    /// commit fails: no server writes under a configuration that the walk of its successor has passed.
    /// </summary>
    public long PublicationsKnown { get; init; } = long.MaxValue;
}

/// <summary>Where the store keeps the entity: opaque to the engine, so that a commit needs no search by key.</summary>
/// <param name="Row">The store's own row number; 0 when not stored yet.</param>
/// <param name="LastRecord">Sequence of the entity's last log record; 0 when there is none.</param>
public readonly record struct StoreHandle(long Row, long LastRecord)
{
    /// <summary>Not stored yet.</summary>
    public static StoreHandle None { get; }
}

/// <summary>One commit's line in the log: the exact bytes the chain hash covers.</summary>
/// <param name="Version">The entity's version after it.</param>
/// <param name="At">The instant its events happened.</param>
/// <param name="Bytes">Canonical UTF-8 JSON (see docs/internals/storage.md).</param>
/// <param name="Hash">hex(sha256(previous hash as hex + bytes)).</param>
/// <param name="Messages">Outgoing messages in order; empty for most records.</param>
public sealed record LogRecord(
    long Version, Instant At, ReadOnlyMemory<byte> Bytes, string Hash, IReadOnlyList<Message> Messages);

/// <summary>A kept answer of an idempotent request.</summary>
/// <param name="Scope">Tenant-wide unique scope: principal + key.</param>
/// <param name="RequestHash">SHA-256 over method, path and body as sent, hex.</param>
/// <param name="Body">The first answer, given again to every repetition.</param>
/// <param name="ExpiresAt">Kept until then (72 h).</param>
public sealed record KeptAnswer(string Scope, string RequestHash, ReadOnlyMemory<byte> Body, Instant ExpiresAt);

/// <summary>What became of one commit of a batch; each fails alone.</summary>
public enum CommitResult
{
    /// <summary>Durable.</summary>
    Committed,

    /// <summary>The entity has another version than expected: reload and decide again.</summary>
    VersionConflict,

    /// <summary>An answer is already kept under that scope: read it and give it.</summary>
    AnswerExists,

    /// <summary>Another publication took the configuration number: decide again.</summary>
    NumberTaken,

    /// <summary>Something was published that the decision did not know: read it and decide again.</summary>
    PublicationUnknown,
}

/// <summary>The outcome of one commit.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Handle">The new handle when committed.</param>
public readonly record struct CommitOutcome(CommitResult Result, StoreHandle Handle);
