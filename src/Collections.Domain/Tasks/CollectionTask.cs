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

    /// <summary>No number was left by which the customer could be reached.</summary>
    [JsonStringEnumMemberName("unreachable")]
    Unreachable,

    /// <summary>It was one with another task.</summary>
    [JsonStringEnumMemberName("merged")]
    Merged,
}

/// <summary>
/// The state of a <c>task</c> entity: something that a person, or a campaign for one, does about an account.
/// </summary>
public sealed record CollectionTask
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = "task";

    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 2;

    /// <summary>The status word of an open task that is paused.</summary>
    public const string PausedWord = "paused";

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

    /// <summary>The worklist it stands in; null for none.</summary>
    public string? Queue { get; init; }

    /// <summary>The agent who has it; null for nobody.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>
    /// The disposition it was closed with, or the reason it was cancelled for, or the task it was merged into; null
    /// while open.
    /// </summary>
    public string? Outcome { get; init; }

    /// <summary>When it was created; null while only announced.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>When it was closed or cancelled; null while it was not.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>Its deadline; null for none.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>Whether the deadline passed while it was open.</summary>
    public bool SlaBreached { get; init; }

    /// <summary>Whether its time has come: it may be claimed.</summary>
    public bool IsReady { get; init; }

    /// <summary>When its time comes; null when nothing brings it about by itself, or when it is ready.</summary>
    public Instant? NextAt { get; init; }

    /// <summary>Who works on it; null for nobody.</summary>
    public TaskClaim? Claim { get; init; }

    /// <summary>What is known of the person on the line; null for nothing.</summary>
    public TaskIdentity? Identity { get; init; }

    /// <summary>The attempts made, oldest first; at most <see cref="TaskStrategy.AttemptsMax"/> dials.</summary>
    public IReadOnlyList<TaskAttempt> Attempts { get; init; } = [];

    /// <summary>What the last outcome's delay says; null for nothing.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>Which of its numbers is next, from 0.</summary>
    public int Number { get; init; }

    /// <summary>The time agreed with the customer; null for none.</summary>
    public TaskCallback? Callback { get; init; }

    /// <summary>What the gate or the filters said last; null for nothing since the last attempt.</summary>
    public TaskDeferral? Deferred { get; init; }

    /// <summary>Why nothing is done for the time being; empty when something is.</summary>
    public IReadOnlyList<string> Pauses { get; init; } = [];

    /// <summary>Whether the message after an unanswered call was asked for.</summary>
    public bool FallbackUsed { get; init; }

    /// <summary>Tasks that were merged into this one, the last ones.</summary>
    public IReadOnlyList<string> Duplicates { get; init; } = [];

    /// <summary>Whether it is to be done, be it paused.</summary>
    [JsonIgnore]
    public bool IsOpen => Phase == TaskPhase.Open;

    /// <summary>The word of lists and answers for where it stands; null while only announced.</summary>
    [JsonIgnore]
    public string? StatusWord => Phase switch
    {
        TaskPhase.Announced => null,
        TaskPhase.Open when Pauses.Count > 0 => PausedWord,
        _ => Phase.ToString().ToLowerInvariant(),
    };
}

/// <summary>Who works on a task.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Until">Until when nobody else gets it.</param>
/// <param name="ClaimId">The mark of the request that took it; null for none.</param>
public sealed record TaskClaim(string Agent, Instant Until, string? ClaimId);

/// <summary>A time agreed with the customer.</summary>
/// <param name="At">When.</param>
/// <param name="Agent">Who will call; null for anyone.</param>
public sealed record TaskCallback(Instant At, string? Agent);

/// <summary>Somebody said: not before an instant.</summary>
/// <param name="Until">The instant.</param>
/// <param name="Rule">Who says so.</param>
/// <param name="Saw">What it saw; null for nothing to tell.</param>
public sealed record TaskDeferral(Instant Until, string Rule, string? Saw);
