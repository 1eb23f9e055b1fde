using System.Text.Json.Serialization;
using Collections.Domain.Contacts;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>What a task is.</summary>
public sealed record TaskTerms
{
    /// <summary>The priority of a task that names none; 1 is the least urgent, 9 the most.</summary>
    public const int PriorityDefault = 5;

    /// <summary>The most urgent priority.</summary>
    public const int PriorityMax = 9;

    /// <summary>The account it is about.</summary>
    public required string AccountId { get; init; }

    /// <summary>The customer; null when the account has none.</summary>
    public string? PersonId { get; init; }

    /// <summary>What is to be done: <c>call</c>, <c>visit</c>, <c>letter</c>, <c>review</c>; an open list.</summary>
    public required string Kind { get; init; }

    /// <summary>The worklist it stands in; null for none.</summary>
    public string? Queue { get; init; }

    /// <summary>The dial campaign it is for; null for none.</summary>
    public string? Campaign { get; init; }

    /// <summary>What the policy calls it; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>The treatment that asked for it; null when a person or a state did.</summary>
    public string? TreatmentId { get; init; }

    /// <summary>The treatment's step that waits for it; null for none.</summary>
    public string? Step { get; init; }

    /// <summary>The bill it is about; null for the account as a whole. Tasks about one bill are merged.</summary>
    public string? BillId { get; init; }

    /// <summary>How urgent it is, 1 to 9; null for <see cref="PriorityDefault"/>.</summary>
    public int? Priority { get; init; }

    /// <summary>When it must be done; null for no deadline but that of <see cref="SlaHours"/>.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>
    /// It must be done within so many hours of workdays by the tenant's calendar and zone, from its creation; null for
    /// no such deadline.
    /// </summary>
    public int? SlaHours { get; init; }

    /// <summary>Not before this instant; null for at once.</summary>
    public Instant? StartAt { get; init; }

    /// <summary>The channel it uses; null for what its kind means.</summary>
    public string? Channel { get; init; }

    /// <summary>IANA zone of the account; null for the tenant's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What of the account its contact policy is chosen by; null for the policy of everybody.</summary>
    public ContactSegment? Segment { get; init; }

    /// <summary>How it is attempted; null for three attempts at 0, 24 and 72 hours within the legal ones.</summary>
    public TaskStrategy? Strategy { get; init; }

    /// <summary>The numbers it may use, the first one first; empty for those of the account.</summary>
    public IReadOnlyList<TaskNumber> Numbers { get; init; } = [];

    /// <summary>What it is for, see <see cref="TaskIntents"/>; null when nobody said.</summary>
    public IReadOnlyList<string>? Intents { get; init; }

    /// <summary>
    /// Whether it stays open when its debt is paid; null for what its kind means: reviews and manual checks stay.
    /// </summary>
    public bool? StaysWhenPaid { get; init; }

    /// <summary>The strategy in force.</summary>
    [JsonIgnore]
    public TaskStrategy Pace => Strategy ?? Standard;

    /// <summary>The priority in force.</summary>
    [JsonIgnore]
    public int Urgency => Priority ?? PriorityDefault;

    /// <summary>Whether payment of its debt ends it.</summary>
    [JsonIgnore]
    public bool EndsWhenPaid => !(StaysWhenPaid ?? Kind is "review" or "manual");

    /// <summary>
    /// The terms as somebody sent them, without what was read from the account. No property: a record prints its
    /// properties, and one that gives such a record again never comes to an end.
    /// </summary>
    public TaskTerms AsSent() => this with { PersonId = null, TimeZone = null, Segment = null };

    private static TaskStrategy Standard { get; } = new();
}
