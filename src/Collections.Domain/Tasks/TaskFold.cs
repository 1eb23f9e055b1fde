using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>The state of a task after an event.</summary>
internal static class TaskFold
{
    private const int DuplicatesMax = 20;

    public static CollectionTask Evolve(CollectionTask state, TaskEvent happened, Instant at) => happened switch
    {
        TaskEvent.Created e => state with
        {
            Phase = TaskPhase.Open,
            Terms = e.Terms,
            Queue = e.Terms.Queue,
            CreatedAt = at,
            DueAt = e.DueAt,
            NextAt = e.Next,
            IsReady = e.Next is null,
        },
        TaskEvent.Assigned e => Freed(state) with { AssignedTo = e.To, Queue = e.Queue ?? state.Queue },
        TaskEvent.Closed e => Ended(state, TaskPhase.Closed, e.Outcome, at),
        TaskEvent.Cancelled e => Ended(state, TaskPhase.Cancelled, e.Reason, at),
        TaskEvent.Unreachable e => Ended(state, TaskPhase.Unreachable, e.Outcome, at),
        TaskEvent.Merged e => Ended(state, TaskPhase.Merged, e.Into, at),
        TaskEvent.DuplicateMerged e => state with
        {
            Duplicates = [.. state.Duplicates.Append(e.TaskId).TakeLast(DuplicatesMax)],
        },
        TaskEvent.Ready => state with { IsReady = true, NextAt = null, Deferred = null },
        TaskEvent.Deferred e => Planned(
            Freed(state) with { Deferred = new TaskDeferral(e.Until, e.Rule, e.Saw) }, e.Next, at),
        TaskEvent.Claimed e => Freed(state) with { Claim = new TaskClaim(e.Agent, e.Until, e.ClaimId) },
        TaskEvent.Released => Freed(state),
        TaskEvent.IdentityVerified e => state with
        {
            Identity = new TaskIdentity
            {
                Method = e.Method,
                By = e.By,
                VerifiedUntil = e.Until,
                Failures = state.Identity?.FailuresAt(at) ?? 0,
                FailedAt = state.Identity?.FailedAt,
            },
        },
        TaskEvent.IdentityFailed e => state with
        {
            Identity = new TaskIdentity { Method = e.Method, By = e.By, Failures = e.Failures, FailedAt = at },
        },
        TaskEvent.Attempted e => Attempted(state, e, at),
        TaskEvent.CallbackAgreed e => Planned(Freed(state) with { Callback = e.Callback }, e.Next, at),
        TaskEvent.Paused e => Freed(state) with
        {
            Pauses = [.. state.Pauses.Append(e.Reason).Distinct().Order(StringComparer.Ordinal)],
        },
        TaskEvent.Resumed e => Planned(
            state with { Pauses = [.. state.Pauses.Where(reason => reason != e.Reason)] }, e.Next, at),
        TaskEvent.FallbackRequested => state with { FallbackUsed = true },
        TaskEvent.AlertTriggered { Code: TaskAlerts.SlaBreached } => state with { SlaBreached = true },
        TaskEvent.AlertTriggered => state,
        _ => throw Invariant.Unreachable($"Unknown event {happened.GetType().Name}."),
    };

    private static CollectionTask Attempted(CollectionTask state, TaskEvent.Attempted happened, Instant at)
    {
        var isConversation = Outcomes.OutcomeTable.Shipped.Of(happened.Attempt.Outcome).Conversation;
        var after = state with
        {
            Attempts = [.. state.Attempts, happened.Attempt],
            NotBefore = happened.NotBefore,
            Number = happened.Alternate ? happened.Attempt.Number + 1 : state.Number,
            Callback = null,
            Deferred = null,

            // Who has spoken to the customer goes on to say how it ended.
            Claim = isConversation ? state.Claim : null,
            Identity = isConversation && state.Identity is { VerifiedUntil: not null } verified
                ? verified with { Failures = 0, FailedAt = null }
                : null,
        };
        return Planned(after, happened.Next, at);
    }

    /// <summary>
    /// Nobody works on it: who comes next speaks to somebody he does not know yet. What failed counts on, so that
    /// nobody guesses anew by giving the task back.
    /// </summary>
    private static CollectionTask Freed(CollectionTask state) => state with
    {
        Claim = null,
        Identity = state.Identity is { Failures: > 0 } failed ? failed with { VerifiedUntil = null } : null,
    };

    private static CollectionTask Planned(CollectionTask state, Instant? next, Instant at) => state with
    {
        IsReady = next <= at,
        NextAt = next <= at ? null : next,
    };

    private static CollectionTask Ended(CollectionTask state, TaskPhase phase, string outcome, Instant at) =>
        state with
        {
            Phase = phase,
            Outcome = outcome,
            EndedAt = at,
            IsReady = false,
            NextAt = null,
            Claim = null,
            Identity = null,
            Callback = null,
            Pauses = [],
        };
}

/// <summary>The codes of a task's alerts.</summary>
internal static class TaskAlerts
{
    /// <summary>The deadline passed while the task was open.</summary>
    public const string SlaBreached = "sla_breached";

    /// <summary>The severity of a missed deadline.</summary>
    public const string SlaSeverity = "P3";
}
