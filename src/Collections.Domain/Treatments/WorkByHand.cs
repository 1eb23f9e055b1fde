using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Domain.Treatments;

/// <summary>What people and tasks do to treatments.</summary>
internal static class WorkByHand
{
    /// <summary>Does what a person asked for; the refusal, or null.</summary>
    internal static Rejection? Work(Look look, AccountCommand.WorkTreatment command)
    {
        if (Form.OptionalWord("/reason", command.Reason) is { } malformed)
        {
            return malformed;
        }

        if (command.Do == TreatmentVerb.Cancel && command.Reason is null)
        {
            return Rejection.Invalid("/reason", "reason_missing", "Calling something off needs a reason.");
        }

        if (Find(look.Account, command.Treatment) is not { } treatment)
        {
            return TreatmentRejections.TreatmentUnknown(command.Treatment);
        }

        TreatmentStep? step = null;
        if (command.Step is { } name)
        {
            var index = treatment.StepIndex(name);
            if (index < 0)
            {
                return TreatmentRejections.StepUnknown(name);
            }

            step = treatment.Steps[index];
        }

        return command.Do switch
        {
            TreatmentVerb.Trigger => Trigger(look, treatment, step),
            TreatmentVerb.Skip => Skip(look, treatment, step, command.Reason),
            TreatmentVerb.Cancel => Cancel(look, treatment, step, command.Reason!),
            TreatmentVerb.Reopen => Reopen(look, treatment),
            _ => throw Invariant.Unreachable($"Every verb is known, {command.Do} as well."),
        };
    }

    /// <summary>A task has ended: the step that waits for it is done. Word of any other task comes too late.</summary>
    internal static void Close(Look look, AccountCommand.TaskClosed command)
    {
        foreach (var treatment in look.Account.Treatments)
        {
            foreach (var step in treatment.Steps)
            {
                if (step.Status == StepStatus.Waiting && step.TaskId == command.TaskId)
                {
                    Running.Complete(look, treatment.TreatmentId, step.Name, command.Outcome);
                    return;
                }
            }
        }
    }

    /// <summary>Notes how a notice ended.</summary>
    internal static void Note(Look look, AccountCommand.ContactOutcome command) => look.Book(
        command.Outcome == "sent"
            ? new AccountEvent.NoticeSent(command.NoticeId, command.Channel, command.Template)
            : new AccountEvent.NoticeFailed(
                command.NoticeId, command.Channel, command.Template, command.Outcome, command.Reason));

    private static Treatment? Find(Account account, TreatmentSelector selector)
    {
        for (var i = account.Treatments.Count - 1; i >= 0; i--)
        {
            var treatment = account.Treatments[i];
            if (selector.TreatmentId is { } id ? treatment.TreatmentId == id : treatment.Template == selector.Template)
            {
                return treatment;
            }
        }

        return null;
    }

    private static Rejection? Trigger(Look look, Treatment treatment, TreatmentStep? step)
    {
        if (treatment.Status != TreatmentStatus.Active)
        {
            return TreatmentRejections.TreatmentState(treatment);
        }

        // Steps that a triggered one releases at once follow in the look itself.
        List<TreatmentStep> ready = step is null
            ? [.. treatment.Steps.Where(IsReady)]
            : IsReady(step) ? [step] : [];
        if (ready.Count == 0)
        {
            return step is null
                ? TreatmentRejections.TreatmentState(treatment)
                : TreatmentRejections.StepState(step);
        }

        foreach (var each in ready)
        {
            Running.Activate(look, treatment, each);
        }

        return null;
    }

    private static bool IsReady(TreatmentStep step) => step is { Status: StepStatus.Pending, DueOn: not null };

    private static Rejection? Skip(Look look, Treatment treatment, TreatmentStep? step, string? reason)
    {
        if (!treatment.IsOpen)
        {
            return TreatmentRejections.TreatmentState(treatment);
        }

        if (step is null)
        {
            return Rejection.Invalid("/step", "required", "Which step is left out?");
        }

        if (step.HasEnded)
        {
            return TreatmentRejections.StepState(step);
        }

        look.Book(new AccountEvent.StepSkipped(
            treatment.TreatmentId,
            step.Name,
            reason,
            step.Status == StepStatus.Waiting ? step.TaskId : null,
            Running.Released(look, treatment.TreatmentId, step.Name)));
        Running.CompleteIfDone(look, treatment.TreatmentId);
        return null;
    }

    private static Rejection? Cancel(Look look, Treatment treatment, TreatmentStep? step, string reason)
    {
        if (!treatment.IsOpen)
        {
            return TreatmentRejections.TreatmentState(treatment);
        }

        if (step is null)
        {
            Ending.Cancel(look, treatment, reason);
            return null;
        }

        if (step.HasEnded)
        {
            return TreatmentRejections.StepState(step);
        }

        look.Book(new AccountEvent.StepCancelled(
            treatment.TreatmentId,
            step.Name,
            reason,
            step.Status == StepStatus.Waiting ? step.TaskId : null,
            false,
            Running.Released(look, treatment.TreatmentId, step.Name)));
        Running.CompleteIfDone(look, treatment.TreatmentId);
        return null;
    }

    private static Rejection? Reopen(Look look, Treatment treatment)
    {
        if (treatment.Status != TreatmentStatus.Cancelled || Unpaid.IsSettled(look, treatment))
        {
            return TreatmentRejections.TreatmentState(treatment);
        }

        if (!Ending.IsFree(look.Account, treatment))
        {
            return TreatmentRejections.BillInTreatment();
        }

        look.Book(new AccountEvent.TreatmentReopened(treatment.TreatmentId, treatment.Template));
        return null;
    }
}
