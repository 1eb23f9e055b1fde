using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Ports;

/// <summary>An entity as stored.</summary>
/// <param name="Key">Its address.</param>
/// <param name="Handle">For the next commit.</param>
/// <param name="Version">Number of its log records.</param>
/// <param name="Hash">Chain hash of the last record.</param>
/// <param name="Wake">The next wake-up, or null.</param>
/// <param name="Configuration">The configuration number of the last commit.</param>
/// <param name="Snapshot">The state; empty when it must be rebuilt from the log.</param>
public sealed record StoredEntity(
    EntityKey Key,
    StoreHandle Handle,
    long Version,
    string Hash,
    Instant? Wake,
    long Configuration,
    ReadOnlyMemory<byte> Snapshot);

/// <summary>A row of a list, in key order.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Version">Its version.</param>
/// <param name="Wake">Its next wake-up, or null.</param>
/// <param name="Row">Its projection.</param>
public sealed record ListedEntity(EntityKey Key, long Version, Instant? Wake, EntityRow Row);

/// <summary>An entity whose wake-up is due.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Wake">When it was due.</param>
public readonly record struct DueEntity(EntityKey Key, Instant Wake)
{
    /// <summary>Before every due entity.</summary>
    public static DueEntity First { get; } =
        new(new EntityKey(string.Empty, string.Empty, string.Empty), Instant.MinValue);
}

/// <summary>A log record with its place in the store's total order.</summary>
/// <param name="Sequence">Place in the order of commits; grows, may have gaps.</param>
/// <param name="Key">The entity.</param>
/// <param name="Record">The record; its messages are included.</param>
public sealed record SequencedRecord(long Sequence, EntityKey Key, LogRecord Record);

/// <summary>The chain head of an entity.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">Hash of its last record.</param>
public sealed record ChainHead(EntityKey Key, long Version, string Hash);

/// <summary>A message that kept failing, parked for an operator; nothing is dropped.</summary>
/// <param name="Id">Message id: sender key, sender version, index.</param>
/// <param name="From">The sender.</param>
/// <param name="Message">The message.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">The last fault, without personal data.</param>
/// <param name="ParkedAt">When it was parked.</param>
public sealed record ParkedMessage(
    MessageId Id, EntityKey From, Message Message, int Attempts, string Error, Instant ParkedAt);

/// <summary>The identity of a message: who sent it, in which version, as which of that version's messages.</summary>
/// <param name="Sender">The sending entity.</param>
/// <param name="Version">The sender's version whose record holds it.</param>
/// <param name="Index">From 0 within that record.</param>
public readonly record struct MessageId(EntityKey Sender, long Version, int Index)
{
    /// <summary><c>tenant/kind/id@version.index</c>.</summary>
    public override string ToString() => $"{Sender}@{Version}.{Index}";
}
