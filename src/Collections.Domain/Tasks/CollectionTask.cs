using System.Text.Json.Serialization;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>Where a task stands.</summary>
public enum TaskPhase
{
    /// <summary>Nobody has created it; to callers it does not exist.</summary>
    [JsonStringEnumMemberName("announced")]
    Announced,

    /// <summary>It is to be done.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>It was done, with an outcome.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>It is not to be done any more.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}

/// <summary>
/// The state of a <c>task</c> entity: something that a person, or a campaign for one, does about an account.
/// </summary>
public sealed record CollectionTask
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = "task";

    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The task's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public TaskPhase Phase { get; init; }

    /// <summary>What it is; null while only announced.</summary>
    public TaskTerms? Terms { get; init; }

    /// <summary>The agent who has it; null for nobody.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>The disposition it was closed with, or the reason it was cancelled for; null while open.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it was created; null while only announced.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>When it was closed or cancelled; null while it was not.</summary>
    public Instant? EndedAt { get; init; }
}
