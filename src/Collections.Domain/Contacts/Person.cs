using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// The state of a <c>person</c> entity: the gate through which every contact with one customer passes. It knows no
/// name and no address, only what was asked for, what stands in the way and what became of it.
/// </summary>
public sealed record Person
{
    /// <summary>The kind of these entities; the id is the customer's.</summary>
    public const string Kind = "person";

    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 2;

    /// <summary>Most contacts that may wait or be under way: a further one is blocked.</summary>
    public const int PendingMax = 200;

    /// <summary>Ended contacts remembered, so that their ids do not come twice.</summary>
    public const int EndedMax = 400;

    /// <summary>
    /// Most holds; while there are so many the gate blocks everything, because a further one is refused.
    /// </summary>
    public const int HoldsMax = 200;

    /// <summary>Most channels with a wish of their own.</summary>
    public const int WishesMax = 50;

    /// <summary>
    /// Most contacts the limits remember; of more, the oldest are forgotten and the gate waits for them.
    /// </summary>
    public const int HistoryMax = 250;

    /// <summary>Most consents, third parties, legal holds and quiet dates, of each.</summary>
    public const int RecordsMax = 100;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The customer id.</summary>
    public required string Id { get; init; }

    /// <summary>Contacts that wait or are under way, in order of arrival.</summary>
    public IReadOnlyList<PendingContact> Pending { get; init; } = [];

    /// <summary>The latest ended contacts, oldest first.</summary>
    public IReadOnlyList<EndedContact> Ended { get; init; } = [];

    /// <summary>Permitted contacts by hand whose end is not known yet, in order of arrival.</summary>
    public IReadOnlyList<ReservedContact> Reserved { get; init; } = [];

    /// <summary>Contacts permitted or made within the longest look back of limits, in order of time.</summary>
    public IReadOnlyList<ContactMark> History { get; init; } = [];

    /// <summary>The latest contact that was forgotten although limits may look back on it; null for none.</summary>
    public Instant? HistoryFrom { get; init; }

    /// <summary>Consents, sorted by id.</summary>
    public IReadOnlyList<Consent> Consents { get; init; } = [];

    /// <summary>Third parties, sorted by id.</summary>
    public IReadOnlyList<ThirdParty> ThirdParties { get; init; } = [];

    /// <summary>Legal holds and complaints, sorted by id.</summary>
    public IReadOnlyList<LegalHold> LegalHolds { get; init; } = [];

    /// <summary>Quiet dates, sorted by id.</summary>
    public IReadOnlyList<PersonQuietDates> QuietDates { get; init; } = [];

    /// <summary>The latest promises and disputes that contacts wait after, by account.</summary>
    public IReadOnlyList<PersonCause> Causes { get; init; } = [];

    /// <summary>
    /// Whether the debtor cannot be reached, so that others may be contacted where the law allows it.
    /// </summary>
    public bool Unreachable { get; init; }

    /// <summary>Holds of accounts, sorted by account and hold.</summary>
    public IReadOnlyList<ContactHold> Holds { get; init; } = [];

    /// <summary>Whether the person opted out of everything that has no wish of its own.</summary>
    public ContactWish? Overall { get; init; }

    /// <summary>Wishes for single channels, sorted by channel; each goes before <see cref="Overall"/>.</summary>
    public IReadOnlyList<ContactWish> Wishes { get; init; } = [];
}

/// <summary>A contact that waits for its time or for the gateway.</summary>
public sealed record PendingContact
{
    /// <summary>What was asked for.</summary>
    public required ContactRequest Request { get; init; }

    /// <summary>
    /// When the gate looks at it next: at the end of a deferral, or when a permit has not been settled.
    /// </summary>
    public Instant DueAt { get; init; }

    /// <summary>When it was handed to the gateway, whose word it waits for; null while it waits for its time.</summary>
    public Instant? PermittedAt { get; init; }

    /// <summary>How often it was permitted.</summary>
    public int Permits { get; init; }

    /// <summary>How many permits ran out without a word.</summary>
    public int Silences { get; init; }

    /// <summary>Whether it waits for the word of the number.</summary>
    public bool AsksNumber { get; init; }
}

/// <summary>A contact that somebody makes himself, permitted and not settled yet.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="AccountId">The account it is about.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="DueAt">When it is given up if nobody said how it ended.</param>
public sealed record ReservedContact(string ContactId, string AccountId, string Channel, Instant DueAt)
{
    /// <summary>The number whose limits it took part of; null for none.</summary>
    public string? NumberId { get; init; }

    /// <summary>What was asked, so that it can be judged again before the call; null in permits of before.</summary>
    public ContactQuery? Query { get; init; }
}

/// <summary>A contact that ended.</summary>
/// <param name="NoticeId">The contact.</param>
/// <param name="AccountId">Whose it was.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Template">Its template.</param>
/// <param name="Reason">Why it was blocked or failed; null when it was sent.</param>
public sealed record EndedContact(string NoticeId, string AccountId, string Channel, string Template, string? Reason);

/// <summary>A stop of contacts about one account for local days [from, until) of its zone.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="HoldId">The hold.</param>
/// <param name="From">First local day.</param>
/// <param name="Until">First local day after it; null for until released.</param>
/// <param name="TimeZone">IANA zone of the days.</param>
public sealed record ContactHold(
    string AccountId, string HoldId, LocalDate From, LocalDate? Until, string TimeZone);

/// <summary>What the person said about a channel last.</summary>
/// <param name="Channel">The channel; empty for all.</param>
/// <param name="Out">Whether the person opted out.</param>
/// <param name="At">When.</param>
/// <param name="Source">Where the wish came from.</param>
public sealed record ContactWish(string Channel, bool Out, Instant At, string Source);
