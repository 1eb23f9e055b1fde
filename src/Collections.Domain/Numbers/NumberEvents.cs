using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Numbers;

/// <summary>What happened to a number.</summary>
public abstract record NumberEvent
{
    private NumberEvent()
    {
    }

    /// <summary>A contact over it is reserved; <c>Answer</c> says what every rule saw.</summary>
    [EventType("number.reserved")]
    public sealed record Reserved(string PersonId, NumberMark Contact, NumberAnswer Answer) : NumberEvent;

    /// <summary>Its limits or its state stand against a contact.</summary>
    [EventType("number.refused")]
    public sealed record Refused(string PersonId, NumberAnswer Answer) : NumberEvent;

    /// <summary>A reserved contact was not made.</summary>
    [EventType("number.released")]
    public sealed record Released(string ContactId, int Attempt) : NumberEvent;

    /// <summary>
    /// A contact over it ended with a canonical outcome. <c>Hour</c> is the local hour in <c>Zone</c>; null for what is
    /// no call.
    /// </summary>
    [EventType("number.used")]
    public sealed record Used(
        string ContactId, int Attempt, string Outcome, Instant At, int? Hour, string? Zone) : NumberEvent;

    /// <summary>
    /// Something else is known of it. <c>Reason</c>: an outcome, <c>expired</c>, or what a person said.
    /// </summary>
    [EventType("number.state_changed")]
    public sealed record StateChanged(
        NumberState From, NumberState To, Instant? Until, bool Permanent, string Reason) : NumberEvent;

    /// <summary>A mark was put on it or taken off.</summary>
    [EventType("number.flagged")]
    public sealed record Flagged(string Flag, bool On, string Reason) : NumberEvent;
}
