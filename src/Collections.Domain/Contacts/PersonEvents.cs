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
        IReadOnlyList<RuleFinding> Rules) : PersonEvent;

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
        string? Reason) : PersonEvent;

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
        bool Silent) : PersonEvent;

    /// <summary>An account placed a hold on contacts about it, or changed its days.</summary>
    [EventType("contact.hold_placed")]
    public sealed record HoldPlaced(ContactHold Hold) : PersonEvent;

    /// <summary>An account released its hold.</summary>
    [EventType("contact.hold_released")]
    public sealed record HoldReleased(string AccountId, string HoldId) : PersonEvent;

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
