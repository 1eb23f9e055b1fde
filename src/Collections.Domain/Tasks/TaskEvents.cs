using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>What happened to a task.</summary>
public abstract record TaskEvent
{
    private TaskEvent()
    {
    }

    /// <summary>It was created.</summary>
    /// <param name="Terms">What it is.</param>
    /// <param name="Next">When it may be attempted first; null for at once.</param>
    /// <param name="DueAt">Its deadline; null for none.</param>
    /// <param name="ByAccount">Whether the account itself asked for it and so needs no word of it.</param>
    [EventType("task.created")]
    public sealed record Created(
        TaskTerms Terms, Instant? Next = null, Instant? DueAt = null, bool ByAccount = false) : TaskEvent;

    /// <summary>It was given to an agent; null for back to its queue.</summary>
    /// <param name="To">The agent.</param>
    /// <param name="Queue">The worklist it went to; null when it stays where it stands.</param>
    [EventType("task.assigned")]
    public sealed record Assigned(string? To, string? Queue = null) : TaskEvent;

    /// <summary>It was done.</summary>
    /// <param name="AccountId">The account it was about.</param>
    /// <param name="Outcome">The disposition; <c>exhausted</c> when its attempts were used up.</param>
    [EventType("task.closed")]
    public sealed record Closed(string AccountId, string Outcome) : TaskEvent;

    /// <summary>It is not to be done any more.</summary>
    /// <param name="AccountId">The account it was about.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ByAccount">Whether the account itself took it back and so needs no word of it.</param>
    [EventType("task.cancelled")]
    public sealed record Cancelled(string AccountId, string Reason, bool ByAccount) : TaskEvent;

    /// <summary>No number is left by which the customer could be reached.</summary>
    /// <param name="AccountId">The account it was about.</param>
    /// <param name="Outcome">How the last number answered.</param>
    [EventType("task.unreachable")]
    public sealed record Unreachable(string AccountId, string Outcome) : TaskEvent;

    /// <summary>It is one with another task, which goes on.</summary>
    /// <param name="AccountId">The account it was about.</param>
    /// <param name="Into">The other task.</param>
    [EventType("task.merged")]
    public sealed record Merged(string AccountId, string Into) : TaskEvent;

    /// <summary>Another task about the same was merged into this one.</summary>
    /// <param name="TaskId">The other task.</param>
    /// <param name="Campaign">The campaign it was for; null for none.</param>
    [EventType("task.duplicate_merged")]
    public sealed record DuplicateMerged(string TaskId, string? Campaign) : TaskEvent;

    /// <summary>Its time has come: it may be claimed.</summary>
    [EventType("task.ready")]
    public sealed record Ready : TaskEvent;

    /// <summary>Not before an instant.</summary>
    /// <param name="Until">The instant.</param>
    /// <param name="Rule">Who says so: a rule of the gate, <c>filters</c>, <c>legal_hours</c>.</param>
    /// <param name="Saw">What it saw, without personal data; null for nothing to tell.</param>
    /// <param name="Next">When it may be attempted; null for not until somebody acts.</param>
    [EventType("task.deferred")]
    public sealed record Deferred(Instant Until, string Rule, string? Saw, Instant? Next) : TaskEvent;

    /// <summary>An agent took it.</summary>
    /// <param name="Agent">Who.</param>
    /// <param name="Until">Until when nobody else gets it.</param>
    /// <param name="ClaimId">The mark of the request; null for none.</param>
    [EventType("task.claimed")]
    public sealed record Claimed(string Agent, Instant Until, string? ClaimId) : TaskEvent;

    /// <summary>An agent gave it back, or did not come back to it in time.</summary>
    /// <param name="Agent">Who had it.</param>
    /// <param name="Expired">Whether its time ran out.</param>
    [EventType("task.released")]
    public sealed record Released(string Agent, bool Expired) : TaskEvent;

    /// <summary>An attempt was made.</summary>
    /// <param name="Attempt">The attempt.</param>
    /// <param name="NotBefore">What the outcome's delay says; null for nothing.</param>
    /// <param name="Alternate">Whether the next one goes to the next number.</param>
    /// <param name="Next">When it may be attempted again; null for not until somebody acts.</param>
    [EventType("task.attempted")]
    public sealed record Attempted(TaskAttempt Attempt, Instant? NotBefore, bool Alternate, Instant? Next) : TaskEvent;

    /// <summary>The person on the line is the customer.</summary>
    /// <param name="Method">The check's name.</param>
    /// <param name="By">Who checked: the principal.</param>
    /// <param name="Until">Until when account matters may be told to him.</param>
    [EventType("task.identity_verified")]
    public sealed record IdentityVerified(string Method, string By, Instant Until) : TaskEvent;

    /// <summary>The person on the line could not show that he is the customer.</summary>
    /// <param name="Method">The check's name.</param>
    /// <param name="By">Who checked: the principal.</param>
    /// <param name="Failures">Failed checks of this conversation, this one included.</param>
    [EventType("task.identity_failed")]
    public sealed record IdentityFailed(string Method, string By, int Failures) : TaskEvent;

    /// <summary>A time was agreed with the customer.</summary>
    /// <param name="Callback">When and who.</param>
    /// <param name="Next">When it may be attempted; null for not until somebody acts.</param>
    [EventType("task.callback_agreed")]
    public sealed record CallbackAgreed(TaskCallback Callback, Instant? Next) : TaskEvent;

    /// <summary>Nothing is done for the time being.</summary>
    [EventType("task.paused")]
    public sealed record Paused(string Reason) : TaskEvent;

    /// <summary>A reason to pause is gone.</summary>
    /// <param name="Reason">The reason.</param>
    /// <param name="Next">When it may be attempted; null for not until somebody acts.</param>
    [EventType("task.resumed")]
    public sealed record Resumed(string Reason, Instant? Next) : TaskEvent;

    /// <summary>A message is to follow the unanswered call, once per task; the contact gate decides on it.</summary>
    /// <param name="NoticeId">The message.</param>
    /// <param name="Message">What is sent by which channel.</param>
    [EventType("task.fallback_requested")]
    public sealed record FallbackRequested(string NoticeId, FallbackMessage Message) : TaskEvent;

    /// <summary>Somebody should look.</summary>
    /// <param name="AccountId">The account it is about.</param>
    /// <param name="Code">What: <c>sla_breached</c>, <c>carrier_blocked</c>.</param>
    /// <param name="Severity"><c>P1</c> to <c>P4</c>.</param>
    [EventType("alert.triggered")]
    public sealed record AlertTriggered(string AccountId, string Code, string Severity) : TaskEvent;
}
