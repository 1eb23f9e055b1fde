using System.Text.Json.Serialization;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Complaints;

/// <summary>Where a complaint stands.</summary>
public enum ComplaintPhase
{
    /// <summary>Nobody filed it; to callers it does not exist.</summary>
    [JsonStringEnumMemberName("announced")]
    Announced,

    /// <summary>It is being looked into; contacts rest.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>It was right, or was settled.</summary>
    [JsonStringEnumMemberName("resolved")]
    Resolved,

    /// <summary>It was not right.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,
}

/// <summary>What a complaint is about.</summary>
public sealed record ComplaintTerms
{
    /// <summary>Who complains: the customer id.</summary>
    public required string PersonId { get; init; }

    /// <summary>The account; null for none in particular.</summary>
    public string? AccountId { get; init; }

    /// <summary>Where it came from, a code: <c>phone</c>, <c>letter</c>, <c>regulator</c>, <c>12321</c> ...</summary>
    public required string Source { get; init; }

    /// <summary>What it is about, a code: <c>harassment</c>, <c>wrong_person</c>, <c>hours</c> ...</summary>
    public required string Category { get; init; }

    /// <summary>The one channel it is about, which alone rests then; null for all.</summary>
    public string? Channel { get; init; }

    /// <summary>What was said, sealed; null when nothing was written down.</summary>
    public PersonalRef? Description { get; init; }

    /// <summary>When it came in; not after it was filed.</summary>
    public Instant ReceivedAt { get; init; }

    /// <summary>Hours of workdays in which it is to be settled.</summary>
    public int SlaHours { get; init; } = SlaHoursDefault;

    /// <summary>What <see cref="SlaHours"/> is unless somebody says otherwise: three workdays.</summary>
    public const int SlaHoursDefault = 72;
}

/// <summary>The state of a <c>complaint</c> entity.</summary>
public sealed record Complaint
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = "complaint";

    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>Most contacts, and most tasks, that one complaint names.</summary>
    public const int LinksMax = 200;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The complaint's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public ComplaintPhase Phase { get; init; }

    /// <summary>What it is about; null while only announced.</summary>
    public ComplaintTerms? Terms { get; init; }

    /// <summary>Contacts that it is about, sorted.</summary>
    public IReadOnlyList<string> ContactIds { get; init; } = [];

    /// <summary>Tasks that it is about, sorted.</summary>
    public IReadOnlyList<string> TaskIds { get; init; } = [];

    /// <summary>Who looks into it; null for nobody.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>When it was filed; null while only announced.</summary>
    public Instant? FiledAt { get; init; }

    /// <summary>By when it is to be settled; null once that is over.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>Whether it was not settled in time.</summary>
    public bool Overdue { get; init; }

    /// <summary>Why it ended so, a code; null while open.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ended; null while open.</summary>
    public Instant? EndedAt { get; init; }
}
