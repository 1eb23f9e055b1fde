using Collections.Domain.Outcomes;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>An attempt and what follows from it: the next one, a message, an alert, the end.</summary>
internal static class Attempting
{
    /// <summary>Why a task waits for a person after a machine did not understand the customer.</summary>
    private const string NotUnderstood = "not_understood";

    /// <summary>How long a conversation on the last attempt waits to be told how it ended.</summary>
    private static readonly Duration LastWord = Duration.FromDays(1);

    /// <summary>
    /// Why an attempt may not be made now, before the gate is asked; null when the task does not mind.
    /// </summary>
    public static Rejection? Refusal(CollectionTask state, string? agent, Instant at)
    {
        if (!state.IsOpen || state.Pauses.Count > 0)
        {
            return TaskRejections.State(state);
        }

        if (state.Claim is { } claim && claim.Until > at)
        {
            return claim.Agent == agent ? null : TaskRejections.Claimed(state);
        }

        return state is { IsReady: false, Terms.Strategy: not null } && !(state.NextAt <= at)
            ? TaskRejections.NotDue(state)
            : null;
    }

    /// <summary>Records an attempt.</summary>
    public static Decision<TaskEvent> Record(TaskWork work, AttemptReport report)
    {
        if (Malformed(work, report) is { } malformed)
        {
            return malformed;
        }

        var outcome = OutcomeOf(report)!;
        if (work.State.Attempts.FirstOrDefault(attempt => attempt.AttemptId == report.AttemptId) is { } known)
        {
            return known.Outcome == outcome.Code
                ? Decision<TaskEvent>.Nothing
                : Rejection.Conflict("attempt_exists", "The attempt exists with another outcome.");
        }

        // What the gate already permitted has happened: it is recorded even when the task would rather have waited.
        var refusal = !work.State.IsOpen ? TaskRejections.State(work.State)
            : report.ContactId is null ? Refusal(work.State, report.Agent, work.At)
            : null;
        if (refusal is not null)
        {
            return refusal;
        }

        Book(work, report, outcome);
        return work.Decision;
    }

    private static Rejection? Malformed(TaskWork work, AttemptReport report)
    {
        if (TaskForm.Report(report) is { } malformed)
        {
            return malformed;
        }

        if (report.At > work.At)
        {
            return Rejection.Invalid("/at", "in_future", "An attempt was made before it is reported.");
        }

        if (OutcomeOf(report) is null)
        {
            var codes = string.Join(", ", OutcomeTable.Shipped.All.Select(outcome => outcome.Code));
            return Rejection.Invalid("/outcome", "outcome_unknown", $"An outcome is one of {codes}.");
        }

        return report.CallbackAt is { } callback ? Callbacks.Refusal(callback, report.CallbackAgent, work.At) : null;
    }

    /// <summary>What a person named must be known; what machines say is classified, whatever it is.</summary>
    private static CallOutcome? OutcomeOf(AttemptReport report) => report.Outcome is not null
        ? OutcomeTable.Shipped.OrNull(report.Outcome)
        : report.Evidence is { } evidence ? OutcomeClassifier.Classify(evidence) : null;

    private static void Book(TaskWork work, AttemptReport report, CallOutcome outcome)
    {
        var (state, terms) = (work.State, work.Terms);
        var attempt = new TaskAttempt
        {
            AttemptId = report.AttemptId,
            At = report.At ?? work.At,
            Outcome = outcome.Code,
            Channel = report.Channel ?? Channels.Of(terms),
            ContactId = report.ContactId,
            Agent = report.Agent,
            Number = report.Number ?? state.Number,
            Slot = state.Attempts.Count(each => each.SlotUsed),
            Intents = report.Intents,
            Hearing = report.Heard is { } turns ? SlotConfidence.Standard.After(turns) : null,
            WrongParty = state.Identity?.IsWrongParty(work.At) is true && outcome.Conversation ? true : null,
            Evidence = report.Evidence,
        };
        var alternates = report.Alternates
            ?? Math.Max(1, report.Numbers ?? terms.Numbers.Count) - 1 - attempt.Number;
        var zone = TaskSchedule.ZoneOf(terms, work.Configuration);
        var pace = PaceInForce.Of(terms, work.Configuration, work.At);
        var plan = RedialPlan.After(pace, state.Attempts, attempt, (zone, Math.Max(0, alternates)));
        plan = attempt.WrongParty is true ? RedialPlan.AfterWrongParty(plan, Math.Max(0, alternates)) : plan;
        attempt = attempt with { SlotUsed = plan.SlotUsed };
        if (plan.End == TaskEnd.None)
        {
            work.BookPlanned(next => new TaskEvent.Attempted(attempt, plan.NotBefore, plan.Alternate, next));
        }
        else
        {
            var lastWord = outcome.Conversation ? work.At + LastWord : (Instant?)null;
            work.Book(new TaskEvent.Attempted(attempt, plan.NotBefore, plan.Alternate, lastWord));
        }

        if (report.CallbackAt is { } callback)
        {
            var agreed = new TaskCallback(callback, report.CallbackAgent);
            work.BookPlanned(next => new TaskEvent.CallbackAgreed(agreed, next));
        }

        Follow(work, outcome, plan);
        if (attempt.Hearing == HearingStep.Transfer && work.State.IsOpen && !work.State.Pauses.Contains(NotUnderstood))
        {
            // The machine would not understand him the next time either.
            work.Book(new TaskEvent.Paused(NotUnderstood));
        }
    }

    private static void Follow(TaskWork work, CallOutcome outcome, Redial plan)
    {
        var terms = work.Terms;
        if (outcome.Alert is { } severity)
        {
            work.Book(new TaskEvent.AlertTriggered(terms.AccountId, RedialPlan.CarrierBlocked, severity));
        }

        if (plan.Fallback
            && terms is { Pace.Fallback: { } message, PersonId: not null }
            && !work.State.FallbackUsed)
        {
            work.Book(new TaskEvent.FallbackRequested(work.NewId("ntc"), message));
        }

        if (plan.End == TaskEnd.Unreachable)
        {
            work.Book(new TaskEvent.Unreachable(terms.AccountId, outcome.Code));
        }
        else if (plan.End == TaskEnd.Exhausted && !outcome.Conversation && work.State.Callback is null)
        {
            work.Book(new TaskEvent.Closed(terms.AccountId, TaskDecider.Exhausted));
        }
        else if (plan.Pause is { } reason && !work.State.Pauses.Contains(reason))
        {
            work.Book(new TaskEvent.Paused(reason));
        }
    }
}
