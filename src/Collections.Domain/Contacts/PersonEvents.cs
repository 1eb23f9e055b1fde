using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>What happened at a person's contact gate. Every decision says which rules were looked at and what they saw.</summary>
public abstract record PersonEvent
{
    private PersonEvent()
    {
    }

    /// <summary>An account asked for a contact.</summary>
    [EventType("contact.requested")]
    public sealed record Requested(ContactRequest Request) : PersonEvent;

    /// <summary>The contact may be made now: it was handed to the gateway.</summary>
    /// <param name="NoticeId">The contact.</param>
    /// <param name="AccountId">Whose it is.</param>
    /// <param name="Attempt">The how many-th permit of this contact, from 1.</param>
    /// <param name="Until">The gateway may use the permit before this instant.</param>
    /// <param name="Rules">What decided.</param>
    [EventType("contact.permitted")]
    public sealed record Permitted(
        string NoticeId, string AccountId, int Attempt, Instant Until, IReadOnlyList<RuleFinding> Rules) : PersonEvent;

    /// <summary>Not now: the gate decides again at an instant.</summary>
    [EventType("contact.deferred")]
    public sealed record Deferred(
        string NoticeId, string AccountId, Instant Until, IReadOnlyList<RuleFinding> Rules) : PersonEvent;

    /// <summary>The contact will never be made.</summary>
    /// <param name="NoticeId">The contact.</param>
    /// <param name="AccountId">Whose it is.</param>
    /// <param name="Reason">The rule that blocked it: see <see cref="ContactRules"/>.</param>
    /// <param name="Rules">What decided.</param>
    [EventType("contact.blocked")]
    public sealed record Blocked(
        string NoticeId, string AccountId, string Reason, IReadOnlyList<RuleFinding> Rules) : PersonEvent;

    /// <summary>The contact ended: sent or failed.</summary>
    [EventType("contact.settled")]
    public sealed record Settled(string NoticeId, string AccountId, SettleOutcome Outcome, string? Reason) : PersonEvent;

    /// <summary>A permit ran out: nobody used it in time, or nobody said whether.</summary>
    /// <param name="NoticeId">The contact.</param>
    /// <param name="AccountId">Whose it is.</param>
    /// <param name="Attempt">Which permit.</param>
    /// <param name="Silent">Whether nothing was heard of it; else the gateway said that it came too late.</param>
    [EventType("contact.expired")]
    public sealed record Expired(string NoticeId, string AccountId, int Attempt, bool Silent) : PersonEvent;

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
}
