using System.Globalization;
using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>Tasks: created for an account, given to agents, closed with a disposition or cancelled.</summary>
public sealed class TaskDecider : IDecider<CollectionTask, TaskCommand, TaskEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = CollectionTask.Kind;

    // The role of an entity that sends a message; its principal's id is the entity's key.
    private const string EntityRole = "system";

    private TaskDecider()
    {
    }

    /// <inheritdoc/>
    public static CollectionTask Initial(EntityKey key) => new() { Tenant = key.Tenant, Id = key.Id };

    /// <summary>
    /// Refusals: <c>task_unknown</c> (404), <c>task_exists</c> (409), <c>task_state</c> (422) for what has ended,
    /// <c>invalid_request</c> (400). What comes twice changes nothing.
    /// </summary>
    public static Decision<TaskEvent> Decide(
        CollectionTask state, TaskCommand command, DecisionContext<TenantConfiguration> context)
    {
        if (command is TaskCommand.CreateTask create)
        {
            return Create(state, create.Terms);
        }

        if (state.Terms is not { } terms)
        {
            return Rejection.Unknown("task_unknown", $"There is no task '{state.Id}'.");
        }

        return command switch
        {
            TaskCommand.CloseTask close => Close(state, terms, close.Outcome),
            TaskCommand.CancelTask cancel => Cancel(state, terms, cancel.Reason, context.Principal),
            TaskCommand.AssignTask assign => Assign(state, assign.To),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };
    }

    /// <inheritdoc/>
    public static Decision<TaskEvent> Wake(CollectionTask state, DecisionContext<TenantConfiguration> context) =>
        Decision<TaskEvent>.Nothing;

    /// <inheritdoc/>
    public static CollectionTask Evolve(CollectionTask state, TaskEvent @event, Instant at) => @event switch
    {
        TaskEvent.Created e => state with { Phase = TaskPhase.Open, Terms = e.Terms, CreatedAt = at },
        TaskEvent.Assigned e => state with { AssignedTo = e.To },
        TaskEvent.Closed e => state with { Phase = TaskPhase.Closed, Outcome = e.Outcome, EndedAt = at },
        TaskEvent.Cancelled e => state with { Phase = TaskPhase.Cancelled, Outcome = e.Reason, EndedAt = at },
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <summary>Never: nothing about a task changes by time alone.</summary>
    public static Instant? NextWake(CollectionTask state, TenantConfiguration configuration) => null;

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        CollectionTask state, TaskEvent @event, TenantConfiguration configuration) => @event switch
        {
            TaskEvent.Closed e => [Tell(state, e.AccountId, e.Outcome)],
            TaskEvent.Cancelled e => e.ByAccount ? [] : [Tell(state, e.AccountId, TaskClosed.CancelledOutcome)],
            TaskEvent.Created or TaskEvent.Assigned => [],
            _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
        };

    /// <summary>
    /// Status: the phase's word. Parent: the account. Day: the day it was created, UTC. Labels: <c>kind:</c>,
    /// <c>queue:</c>, <c>campaign:</c>, <c>name:</c> and <c>agent:</c> with what they are. Empty while only announced.
    /// </summary>
    public static EntityRow Row(CollectionTask state) => state.Terms is not { } terms
        ? new EntityRow()
        : new EntityRow
        {
            Status = PhaseWord(state.Phase),
            Person = terms.PersonId,
            Parent = terms.AccountId,
            Day = state.CreatedAt?.InUtc().Date,
            Zone = "UTC",
            Labels = Labels(terms, state.AssignedTo),
        };

    private static Decision<TaskEvent> Create(CollectionTask state, TaskTerms terms)
    {
        if (TaskForm.Terms(terms) is { } refusal)
        {
            return refusal;
        }

        if (state.Terms is null)
        {
            return Decision<TaskEvent>.Accept(new TaskEvent.Created(terms));
        }

        return state.Terms == terms
            ? Decision<TaskEvent>.Nothing
            : Rejection.Conflict("task_exists", $"The task '{state.Id}' exists with other content.");
    }

    private static Decision<TaskEvent> Close(CollectionTask state, TaskTerms terms, string outcome)
    {
        if (TaskForm.Code("/outcome", outcome) is { } refusal)
        {
            return refusal;
        }

        return state.Phase switch
        {
            TaskPhase.Open => Decision<TaskEvent>.Accept(new TaskEvent.Closed(terms.AccountId, outcome)),
            TaskPhase.Closed when state.Outcome == outcome => Decision<TaskEvent>.Nothing,
            _ => Ended(state),
        };
    }

    private static Decision<TaskEvent> Cancel(
        CollectionTask state, TaskTerms terms, string reason, Principal principal)
    {
        if (TaskForm.Code("/reason", reason) is { } refusal)
        {
            return refusal;
        }

        var account = new EntityKey(state.Tenant, TaskClosed.ReceiverKind, terms.AccountId);
        var byAccount = principal.Role == EntityRole && principal.Id == account.ToString();
        return state.Phase switch
        {
            TaskPhase.Open =>
                Decision<TaskEvent>.Accept(new TaskEvent.Cancelled(terms.AccountId, reason, byAccount)),
            TaskPhase.Cancelled => Decision<TaskEvent>.Nothing,
            _ => Ended(state),
        };
    }

    private static Decision<TaskEvent> Assign(CollectionTask state, string? to)
    {
        if (to is not null && TaskForm.Code("/to", to) is { } refusal)
        {
            return refusal;
        }

        if (state.Phase != TaskPhase.Open)
        {
            return Ended(state);
        }

        return state.AssignedTo == to
            ? Decision<TaskEvent>.Nothing
            : Decision<TaskEvent>.Accept(new TaskEvent.Assigned(to));
    }

    private static Rejection Ended(CollectionTask state) =>
        Rejection.Refused("task_state", $"The task '{state.Id}' is {PhaseWord(state.Phase)}.");

    private static string PhaseWord(TaskPhase phase) => phase.ToString().ToLower(CultureInfo.InvariantCulture);

    private static Message Tell(CollectionTask state, string accountId, string outcome) =>
        new TaskClosed(state.Id, state.Terms?.TreatmentId, state.Terms?.Step, outcome).To(state.Tenant, accountId);

    private static string[] Labels(TaskTerms terms, string? agent)
    {
        (string Name, string? Value)[] all =
        [
            ("kind", terms.Kind), ("queue", terms.Queue), ("campaign", terms.Campaign), ("name", terms.Name),
            ("agent", agent),
        ];
        return
        [
            .. all
                .Where(label => label.Value is not null)
                .Select(label => $"{label.Name}:{label.Value}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
