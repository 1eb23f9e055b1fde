using System.Text.Json.Serialization;
using Collections.Domain.Tasks;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Campaigns;

/// <summary>Where a campaign stands.</summary>
public enum CampaignPhase
{
    /// <summary>Nobody has created it; to callers it does not exist.</summary>
    [JsonStringEnumMemberName("announced")]
    Announced,

    /// <summary>Its tasks may be worked on.</summary>
    [JsonStringEnumMemberName("open")]
    Open,
}

/// <summary>
/// The state of a <c>campaign</c> entity: what a dial list was asked for. Its rows are tasks, each an entity of its
/// own; what became of them is theirs to say.
/// </summary>
public sealed record Campaign
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = "campaign";

    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The campaign's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public CampaignPhase Phase { get; init; }

    /// <summary>What it is; null while only announced.</summary>
    public CampaignTerms? Terms { get; init; }

    /// <summary>What became of its rows; null while only announced.</summary>
    public CampaignIntake? Intake { get; init; }

    /// <summary>When it was created; null while only announced.</summary>
    public Instant? CreatedAt { get; init; }
}

/// <summary>What a campaign is.</summary>
public sealed record CampaignTerms
{
    /// <summary>Its name, for people; names need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>How its tasks are attempted; its filters are judged when they are dialled.</summary>
    public required TaskStrategy Strategy { get; init; }

    /// <summary>Who dials; null when people work on the tasks by hand.</summary>
    public CampaignDialer? Dialer { get; init; }

    /// <summary>Who is told of what happens; null for nobody.</summary>
    public CampaignWebhook? Webhook { get; init; }
}

/// <summary>Who dials.</summary>
public sealed record CampaignDialer
{
    /// <summary>Most calls at a time that a campaign may ask for.</summary>
    public const int ConcurrencyMax = 10_000;

    /// <summary><c>ai</c>, <c>predictive</c>, <c>progressive</c>, <c>preview</c>, <c>manual</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Most calls at a time; null for no limit of its own.</summary>
    public int? Concurrency { get; init; }

    /// <summary>
    /// The numbers shown to those called, as they were sent. None is verified by that: whether one may be shown is
    /// looked up when it is about to be.
    /// </summary>
    public IReadOnlyList<CampaignCallerId> CallerIds { get; init; } = [];
}

/// <summary>A number that is shown to those called.</summary>
/// <param name="Text">The number as it was sent.</param>
/// <param name="Verified">Whether it was known to be the tenant's own when it was sent; nobody looks then.</param>
public sealed record CampaignCallerId(string Text, bool Verified);

/// <summary>Who is told of what happens to the campaign's tasks and accounts.</summary>
public sealed record CampaignWebhook
{
    /// <summary>What a campaign can tell of.</summary>
    public static IReadOnlyList<string> EventTypes { get; } =
        ["call.completed", "collection.ptp.created", "payment.settled", "alert.triggered"];

    /// <summary>The types of events it tells of, some of <see cref="EventTypes"/>.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Where they are sent: an absolute https address, or any of this machine.</summary>
    public required string Address { get; init; }

    /// <summary>The secret that signs them, sealed; null for none. It is never shown again.</summary>
    public PersonalRef? Secret { get; init; }

    /// <summary>Whether the secret is no <c>whsec_</c> key: then its UTF-8 bytes are the key.</summary>
    public bool Legacy { get; init; }
}

/// <summary>What became of the rows of a campaign when it was created.</summary>
/// <param name="Accepted">Rows that have a task.</param>
/// <param name="Merged">Of those, rows whose task was there already.</param>
/// <param name="Rejected">Rows that have none.</param>
public sealed record CampaignIntake(int Accepted, int Merged, int Rejected);
