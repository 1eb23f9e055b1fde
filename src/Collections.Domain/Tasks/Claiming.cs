using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>An agent takes a task, or finds that it is not its time.</summary>
internal static class Claiming
{
    /// <summary>How long an agent has a task to himself without a word of him.</summary>
    public static readonly Duration Patience = Duration.FromMinutes(30);

    /// <summary>The rule by which a task waits whose account the strategy's filters leave out.</summary>
    public const string FiltersRule = "filters";

    /// <summary>Claims the task; a refusal, or what became of it.</summary>
    public static Decision<TaskEvent> Claim(TaskWork work, TaskCommand.ClaimTask claim)
    {
        var state = work.State;
        if (Codes.Check("/agentId", claim.Agent) is { } malformed)
        {
            return malformed;
        }

        if (!state.IsOpen || state.Pauses.Count > 0)
        {
            return TaskRejections.State(state);
        }

        if (state.Claim is { } standing && standing.Until > work.At)
        {
            return standing.Agent == claim.Agent ? Decision<TaskEvent>.Nothing : TaskRejections.Claimed(state);
        }

        if (IsFor(state) is { } agent && agent != claim.Agent)
        {
            return TaskRejections.Claimed(state);
        }

        if (!state.IsReady)
        {
            return TaskRejections.NotDue(state);
        }

        if (Unfit(work, claim) is { } wait)
        {
            work.BookPlanned(next => new TaskEvent.Deferred(wait.Until, wait.Rule, wait.Saw, next));
            return work.Decision;
        }

        var next = TaskSchedule.Next(state, work.Configuration, work.At);
        if (next.At != work.At)
        {
            Postpone(work, next);
            return work.Decision;
        }

        work.Book(new TaskEvent.Claimed(claim.Agent, work.At + Patience, claim.ClaimId));
        return work.Decision;
    }

    /// <summary>Books that the task waits for a later instant, or for a year when none is in sight.</summary>
    public static void Postpone(TaskWork work, TaskNext next)
    {
        var until = next.At ?? work.At + Duration.FromDays(Callbacks.DaysMax);
        var reason = next.Because.Count > 0 ? next.Because[^1] : null;
        work.Book(new TaskEvent.Deferred(until, reason?.Rule ?? "legal_hours", reason?.Saw, until));
    }

    /// <summary>The only agent who may have a ready task; null when anyone may.</summary>
    public static string? IsFor(CollectionTask state) => state.Callback?.Agent ?? state.AssignedTo;

    /// <summary>
    /// Why the account is not to be dialled today by the strategy's filters; null when nothing is wrong with it. What
    /// cannot be judged is not dialled.
    /// </summary>
    private static TaskDeferral? Unfit(TaskWork work, TaskCommand.ClaimTask claim)
    {
        var pace = work.Terms.Pace;
        if (StrategyFilters.TakeEverybody(pace))
        {
            return null;
        }

        var isAbout = claim.AccountId == work.Terms.AccountId;
        var account = isAbout ? work.Facts.Entity("account", claim.AccountId) : null;
        var zone = LocalDays.ZoneOrNull(account?.Zone) ?? TaskSchedule.ZoneOf(work.Terms, work.Configuration);
        var missed = account?.Status is null
            ? "The account is unknown."
            : StrategyFilters.Misses(
                pace,
                new FilteredAccount(
                    BucketOf(account, LocalDays.DayOf(work.At, zone), work.Configuration),
                    account.AmountMinor,
                    account.Currency,
                    claim.Traits),
                work.Configuration.Currency.Code);
        return missed is null ? null : new TaskDeferral(LocalDays.NextStart(work.At, zone), FiltersRule, missed);
    }

    private static string BucketOf(EntityRow account, LocalDate today, TenantConfiguration configuration) =>
        account.Day is not { } oldest
            ? AgingBuckets.CurrentName
            : configuration.Buckets.NameOf(Math.Max(0, Period.DaysBetween(oldest, today)));
}
