using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// What happened at a person's contact gate. Every decision says which rules were looked at and what they saw.
/// </summary>
public abstract record PersonEvent
{
    private PersonEvent()
    {
    }

    /// <summary>An account asked for a contact.</summary>
    [EventType("contact.requested")]
    public sealed record Requested(ContactRequest Request) : PersonEvent;

    /// <summary>
    /// The contact may be made now: it was handed to the gateway, which may use the permit before <c>Until</c>.
    /// <c>Attempt</c> counts the permits of this contact from 1.
    /// </summary>
    [EventType("contact.permitted")]
    public sealed record Permitted(
        string NoticeId,
        string AccountId,
        string Channel,
        string Template,
        int Attempt,
        Instant Until,
        IReadOnlyList<RuleFinding> Rules) : PersonEvent
    {
        /// <summary>What was asked, for a contact by hand; null for a notice, whose request says it.</summary>
        public ContactQuery? Query { get; init; }

        /// <summary>Whether the person had asked for the contact.</summary>
        public bool? Consented { get; init; }

        /// <summary>What has to be said in it, in the words of contact policies; null for nothing.</summary>
        public IReadOnlyList<string>? Disclosures { get; init; }
    }

    /// <summary>
    /// All rules of the person allow the contact; the number is asked for its own limits before it is permitted.
    /// </summary>
    [EventType("contact.number_asked")]
    public sealed record NumberAsked(
        string NoticeId,
        string AccountId,
        string Channel,
        string NumberId,
        int Attempt,
        Instant At,
        bool Consented,
        IReadOnlyList<RuleFinding> Rules) : PersonEvent;

    /// <summary>The number allowed a contact that is not made now after all: it is given back.</summary>
    [EventType("contact.number_released")]
    public sealed record NumberReleased(string NoticeId, string NumberId, int Attempt, Instant At) : PersonEvent;

    /// <summary>Not now: the gate decides again at <c>Until</c>.</summary>
    [EventType("contact.deferred")]
    public sealed record Deferred(
        string NoticeId,
        string AccountId,
        string Channel,
        string Template,
        Instant Until,
        IReadOnlyList<RuleFinding> Rules) : PersonEvent;

    /// <summary>
    /// The contact will never be made; <c>Reason</c> is the rule that blocked it, see <see cref="ContactRules"/>.
    /// </summary>
    [EventType("contact.blocked")]
    public sealed record Blocked(
        string NoticeId,
        string AccountId,
        string Channel,
        string Template,
        string Reason,
        IReadOnlyList<RuleFinding> Rules) : PersonEvent;

    /// <summary>The contact ended: sent or failed.</summary>
    [EventType("contact.settled")]
    public sealed record Settled(
        string NoticeId,
        string AccountId,
        string Channel,
        string Template,
        SettleOutcome Outcome,
        string? Reason) : PersonEvent
    {
        /// <summary>The canonical outcome of a call, visit or message; null when nobody said.</summary>
        public string? Result { get; init; }

        /// <summary>The number that is told; null for none.</summary>
        public SettledNumber? Number { get; init; }
    }

    /// <summary>
    /// The permit of an attempt ran out: nothing was heard of it (<c>Silent</c>), or the gateway said that it came too
    /// late to use it.
    /// </summary>
    [EventType("contact.expired")]
    public sealed record Expired(
        string NoticeId,
        string AccountId,
        string Channel,
        string Template,
        int Attempt,
        bool Silent) : PersonEvent
    {
        /// <summary>The number that gets its reservation back; null for none.</summary>
        public SettledNumber? Number { get; init; }
    }

    /// <summary>A contact became known that did not pass this gate: the person called, or an agency reports.</summary>
    [EventType("contact.recorded")]
    public sealed record Recorded(ContactMark Contact) : PersonEvent;

    /// <summary>The person consented.</summary>
    [EventType("contact.consent_given")]
    public sealed record ConsentGiven(Consent Consent) : PersonEvent;

    /// <summary>The person withdrew a consent.</summary>
    [EventType("contact.consent_withdrawn")]
    public sealed record ConsentWithdrawn(string ConsentId, string Source) : PersonEvent;

    /// <summary>A third party became known, or what is known of him changed.</summary>
    [EventType("contact.third_party_put")]
    public sealed record ThirdPartyPut(ThirdParty Party) : PersonEvent;

    /// <summary>A third party was taken off.</summary>
    [EventType("contact.third_party_removed")]
    public sealed record ThirdPartyRemoved(string ThirdPartyId) : PersonEvent;

    /// <summary>The law stops contacts, or a complaint does.</summary>
    [EventType("contact.legal_hold_placed")]
    public sealed record LegalHoldPlaced(LegalHold Hold) : PersonEvent;

    /// <summary>A legal hold is over.</summary>
    [EventType("contact.legal_hold_released")]
    public sealed record LegalHoldReleased(string HoldId, string Reason) : PersonEvent;

    /// <summary>Days on which the person is left alone.</summary>
    [EventType("contact.quiet_dates_set")]
    public sealed record QuietDatesSet(PersonQuietDates Dates) : PersonEvent;

    /// <summary>Quiet dates were taken back.</summary>
    [EventType("contact.quiet_dates_removed")]
    public sealed record QuietDatesRemoved(string QuietId) : PersonEvent;

    /// <summary>Something happened elsewhere that contacts wait after.</summary>
    [EventType("contact.cause_noted")]
    public sealed record CauseNoted(PersonCause Cause) : PersonEvent;

    /// <summary>The debtor cannot be reached, or can again.</summary>
    [EventType("contact.reachability_changed")]
    public sealed record ReachabilityChanged(bool Unreachable, string Source) : PersonEvent;

    /// <summary>An account placed a hold on contacts about it, or changed its days.</summary>
    [EventType("contact.hold_placed")]
    public sealed record HoldPlaced(ContactHold Hold) : PersonEvent;

    /// <summary>An account released its hold.</summary>
    [EventType("contact.hold_released")]
    public sealed record HoldReleased(string AccountId, string HoldId) : PersonEvent;

    /// <summary>An account is in another zone: what waits about it is judged in its hours.</summary>
    [EventType("contact.zone_changed")]
    public sealed record ZoneChanged(string AccountId, string TimeZone) : PersonEvent;

    /// <summary>The person opted out of a channel; null for all.</summary>
    [EventType("contact.opted_out")]
    public sealed record OptedOut(string? Channel, string Source) : PersonEvent;

    /// <summary>The person opted in again to a channel; null for all.</summary>
    [EventType("contact.opted_in")]
    public sealed record OptedIn(string? Channel, string Source) : PersonEvent;

    /// <summary>
    /// The person's personal data was erased: the log names who asked and when, and nothing of what was erased.
    /// </summary>
    [EventType("person.erased")]
    public sealed record Erased : PersonEvent;
}

/// <summary>A number that is told how a contact over it ended.</summary>
/// <param name="NumberId">The number.</param>
/// <param name="Attempt">The try that it allowed.</param>
/// <param name="At">When it ended.</param>
public sealed record SettledNumber(string NumberId, int Attempt, Instant At);
