using System.Text.Json;
using Collections.Domain.Configuration;
using Collections.Domain.Flows;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>
/// Tasks: created for an account, claimed and attempted by agents and machines, closed with a disposition, or ended by
/// themselves when attempts or numbers are used up.
/// </summary>
public sealed class TaskDecider : IDecider<CollectionTask, TaskCommand, TaskEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = CollectionTask.Kind;

    /// <summary>The outcome of a task whose attempts are used up.</summary>
    public const string Exhausted = "exhausted";

    // The role of an entity that sends a message; its principal's id is the entity's key.
    private const string EntityRole = "system";

    private TaskDecider()
    {
    }

    /// <inheritdoc/>
    public static CollectionTask Initial(EntityKey key) => new() { Tenant = key.Tenant, Id = key.Id };

    /// <summary>
    /// Refusals: <c>task_unknown</c> (404), <c>task_exists</c> (409), <c>task_state</c> (422) for what has ended, those
    /// of the commands, <c>invalid_request</c> (400). What comes twice changes nothing.
    /// </summary>
    public static Decision<TaskEvent> Decide(
        CollectionTask state, TaskCommand command, DecisionContext<TenantConfiguration> context)
    {
        if (command is TaskCommand.CreateTask create)
        {
            return Create(state, create.Terms, context);
        }

        if (state.Terms is not { } terms)
        {
            return TaskRejections.Unknown(state.Id);
        }

        var work = new TaskWork(state, context);
        return command switch
        {
            TaskCommand.CloseTask close => Close(state, terms, close.Outcome),
            TaskCommand.CancelTask cancel => Cancel(state, terms, cancel.Reason, context.Principal),
            TaskCommand.AssignTask assign => Assign(state, assign),
            TaskCommand.ClaimTask claim => Claiming.Claim(work, claim),
            TaskCommand.ReleaseTask release => Release(state, release.Agent),
            TaskCommand.RecordAttempt record => Attempting.Record(work, record.Report),
            TaskCommand.CheckIdentity check => Identifying.Check(work, check, context.Principal.Id),
            TaskCommand.DeferTask defer => Defer(work, defer),
            TaskCommand.AgreeCallback agree => Callbacks.Agree(work, agree),
            TaskCommand.PauseTask pause => Pausing.Pause(state, pause.Reason),
            TaskCommand.ResumeTask resume => Pausing.Resume(work, resume.Reason),
            TaskCommand.MergeTask merge => Merging.Merge(state, terms, merge.Into),
            TaskCommand.AbsorbTask absorb => Merging.Absorb(state, absorb),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };
    }

    /// <summary>
    /// Why an attempt by an agent may not be made now, before the gate is asked; null when the task does not mind.
    /// </summary>
    public static Rejection? MayAttempt(CollectionTask state, string? agent, Instant at) =>
        state.Terms is null ? TaskRejections.Unknown(state.Id) : Attempting.Refusal(state, agent, at);

    /// <summary>Claims that ran out, deadlines that passed, and the time of the next attempt.</summary>
    public static Decision<TaskEvent> Wake(CollectionTask state, DecisionContext<TenantConfiguration> context)
    {
        var work = new TaskWork(state, context);
        if (state.Claim is { } claim && claim.Until <= context.At)
        {
            work.Book(new TaskEvent.Released(claim.Agent, Expired: true));
        }

        if (SlaDue(state) <= context.At)
        {
            work.Book(new TaskEvent.AlertTriggered(
                work.Terms.AccountId, TaskAlerts.SlaBreached, TaskAlerts.SlaSeverity));
        }

        if (AttemptDue(work.State) <= context.At)
        {
            Come(work);
        }

        return work.Decision;
    }

    /// <inheritdoc/>
    public static CollectionTask Evolve(CollectionTask state, TaskEvent @event, Instant at) =>
        TaskFold.Evolve(state, @event, at);

    /// <summary>The end of a claim, the deadline, or the next attempt, whichever comes first.</summary>
    public static Instant? NextWake(CollectionTask state, TenantConfiguration configuration) =>
        Earliest(state.Claim?.Until, Earliest(SlaDue(state), AttemptDue(state)));

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        CollectionTask state, TaskEvent @event, TenantConfiguration configuration) => @event switch
        {
            TaskEvent.Created { ByAccount: false } e => [Open(state, e.Terms)],
            TaskEvent.Closed e => [Tell(state, e.AccountId, e.Outcome)],
            TaskEvent.Unreachable e => [Tell(state, e.AccountId, "unreachable")],
            TaskEvent.Merged e => [Tell(state, e.AccountId, "merged")],
            TaskEvent.Cancelled e => e.ByAccount ? [] : [Tell(state, e.AccountId, TaskClosed.CancelledOutcome)],
            TaskEvent.FallbackRequested e => UnansweredCallSendsAMessage.React(state, e),
            _ => [],
        };

    /// <inheritdoc/>
    public static EntityRow Row(CollectionTask state) => TaskRow.Of(state);

    /// <summary>Whether the sender of a command is the account that the task is about.</summary>
    internal static bool IsAccount(CollectionTask state, string accountId, Principal principal) =>
        principal.Role == EntityRole
        && principal.Id == new EntityKey(state.Tenant, TaskClosed.ReceiverKind, accountId).ToString();

    private static void Come(TaskWork work)
    {
        var (state, pace) = (work.State, PaceInForce.Of(work.Terms, work.Configuration, work.At));
        var isSpent = state.Attempts.Count(attempt => attempt.SlotUsed) >= pace.MaxAttempts
            || state.Attempts.Count >= TaskStrategy.AttemptsMax;
        if (isSpent && state.Callback is null)
        {
            work.Book(new TaskEvent.Closed(work.Terms.AccountId, Exhausted));
            return;
        }

        // The rules may have changed since the time was planned.
        var next = TaskSchedule.Next(state, work.Configuration, work.At);
        if (next.At <= work.At)
        {
            work.Book(new TaskEvent.Ready());
        }
        else
        {
            Claiming.Postpone(work, next);
        }
    }

    private static Instant? SlaDue(CollectionTask state) =>
        state is { IsOpen: true, SlaBreached: false, Pauses.Count: 0 } ? state.DueAt : null;

    private static Instant? AttemptDue(CollectionTask state) =>
        state is { IsOpen: true, IsReady: false, Pauses.Count: 0 } ? state.NextAt : null;

    private static Instant? Earliest(Instant? one, Instant? other) =>
        one is null ? other : other is null ? one : Instant.Min(one.Value, other.Value);

    private static Decision<TaskEvent> Create(
        CollectionTask state, TaskTerms terms, DecisionContext<TenantConfiguration> context)
    {
        if (TaskForm.Terms(terms) is { } refusal)
        {
            return refusal;
        }

        if (state.Terms is { } known)
        {
            return Bytes(known.AsSent()).SequenceEqual(Bytes(terms.AsSent()))
                ? Decision<TaskEvent>.Nothing
                : Rejection.Conflict("task_exists", $"The task '{state.Id}' exists with other content.");
        }

        Instant? sla = terms.SlaHours is { } hours ? SlaClock.DueAt(context.At, hours, context.Configuration) : null;
        var created = new TaskEvent.Created(
            terms, null, Earliest(terms.DueAt, sla), IsAccount(state, terms.AccountId, context.Principal));
        return Decision<TaskEvent>.Accept(created with { Next = FirstAttempt(state, created, context) });
    }

    /// <summary>
    /// When a new task may be attempted first; null for at once. Without a strategy it stands in its worklist at once,
    /// and whether the hour is legal is judged when somebody takes it.
    /// </summary>
    private static Instant? FirstAttempt(
        CollectionTask state, TaskEvent.Created created, DecisionContext<TenantConfiguration> context)
    {
        if (created.Terms is { Strategy: null, StartAt: null })
        {
            return null;
        }

        var next = new TaskWork(state, context).NextAfter(created) ?? context.At + Duration.FromDays(Callbacks.DaysMax);
        return next <= context.At ? null : next;
    }

    private static byte[] Bytes(TaskTerms terms) =>
        JsonSerializer.SerializeToUtf8Bytes(terms, TaskJson.Default.TaskTerms);

    private static Decision<TaskEvent> Close(CollectionTask state, TaskTerms terms, string outcome)
    {
        if (Codes.Check("/outcome", outcome) is { } refusal)
        {
            return refusal;
        }

        return state.Phase switch
        {
            TaskPhase.Open => Decision<TaskEvent>.Accept(new TaskEvent.Closed(terms.AccountId, outcome)),
            TaskPhase.Closed when state.Outcome == outcome => Decision<TaskEvent>.Nothing,
            _ => TaskRejections.State(state),
        };
    }

    private static Decision<TaskEvent> Cancel(
        CollectionTask state, TaskTerms terms, string reason, Principal principal)
    {
        if (Codes.Check("/reason", reason) is { } refusal)
        {
            return refusal;
        }

        return state.Phase switch
        {
            TaskPhase.Open => Decision<TaskEvent>.Accept(
                new TaskEvent.Cancelled(terms.AccountId, reason, IsAccount(state, terms.AccountId, principal))),
            TaskPhase.Cancelled => Decision<TaskEvent>.Nothing,
            _ => TaskRejections.State(state),
        };
    }

    private static Decision<TaskEvent> Assign(CollectionTask state, TaskCommand.AssignTask assign)
    {
        var refusal = Codes.CheckIfGiven("/to", assign.To)
            ?? TaskForm.Word("/queue", assign.Queue);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!state.IsOpen)
        {
            return TaskRejections.State(state);
        }

        return state.AssignedTo == assign.To && (assign.Queue is null || assign.Queue == state.Queue)
            ? Decision<TaskEvent>.Nothing
            : Decision<TaskEvent>.Accept(new TaskEvent.Assigned(assign.To, assign.Queue));
    }

    private static Decision<TaskEvent> Release(CollectionTask state, string? agent) => state.Claim switch
    {
        null => Decision<TaskEvent>.Nothing,
        { } claim when agent is not null && claim.Agent != agent => TaskRejections.Claimed(state),
        { } claim => Decision<TaskEvent>.Accept(new TaskEvent.Released(claim.Agent, Expired: false)),
    };

    private static Decision<TaskEvent> Defer(TaskWork work, TaskCommand.DeferTask defer)
    {
        if (!work.State.IsOpen || defer.Until <= work.At
            || work.State.Deferred is { } known && known.Until == defer.Until && known.Rule == defer.Rule)
        {
            return Decision<TaskEvent>.Nothing;
        }

        if (Codes.Check("/rule", defer.Rule) is { } refusal)
        {
            return refusal;
        }

        work.BookPlanned(next => new TaskEvent.Deferred(defer.Until, defer.Rule, null, next));
        return work.Decision;
    }

    private static Message Tell(CollectionTask state, string accountId, string outcome) =>
        new TaskClosed(state.Id, state.Terms?.TreatmentId, state.Terms?.Step, outcome).To(state.Tenant, accountId);

    private static Message Open(CollectionTask state, TaskTerms terms) =>
        new TaskOpened(state.Id, terms.Kind, terms.BillId, Channels.IsContact(terms), terms.EndsWhenPaid)
            .To(state.Tenant, terms.AccountId);
}
