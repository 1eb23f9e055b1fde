using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Overdue.Conditions;
using Collections.Kernel;

namespace Collections.Domain.Treatments;

/// <summary>Treatments are held and go on, and their steps are activated when they fall due.</summary>
internal static class Running
{
    /// <summary>
    /// Activates every step that is due, one after the other: each may hold or settle treatments, also its own.
    /// </summary>
    internal static void Run(Look look)
    {
        if (look.Account.Treatments.Count == 0)
        {
            return;
        }

        do
        {
            Ending.CancelSettled(look);
            HoldOrResume(look);
        }
        while (ActivateNextDue(look));
    }

    /// <summary>Activates a step now.</summary>
    internal static void Activate(Look look, Treatment treatment, TreatmentStep step)
    {
        var cause = new ActionCause(treatment.TreatmentId, step.Name);
        if (step.Do.Kind == ActionKind.Task)
        {
            var taskId = look.NewId("tsk");
            look.Book(new AccountEvent.StepActivated(treatment.TreatmentId, step.Name, taskId));
            look.Book(new AccountEvent.TaskRequested(taskId, step.Do, cause));
            return;
        }

        look.Book(new AccountEvent.StepActivated(treatment.TreatmentId, step.Name, null));
        Acting.Perform(look, step.Do, cause, treatment.Bills.Select(bill => bill.BillId).ToItems());
        Complete(look, treatment.TreatmentId, step.Name, null);
    }

    /// <summary>A step is done; with the last one the treatment is.</summary>
    internal static void Complete(Look look, string treatmentId, string step, string? outcome)
    {
        look.Book(new AccountEvent.StepCompleted(treatmentId, step, outcome, Released(look, treatmentId, step)));
        CompleteIfDone(look, treatmentId);
    }

    /// <summary>The steps that become known when one more step ends today.</summary>
    internal static Items<ReleasedStep> Released(Look look, string treatmentId, string step)
    {
        var treatment = Of(look, treatmentId);
        var calendar = look.Configuration.CalendarOrDefault(treatment.Calendar);
        return StepDays.Released(treatment, step, look.Today, calendar).ToItems();
    }

    /// <summary>Books the end of a treatment that has no step left.</summary>
    internal static void CompleteIfDone(Look look, string treatmentId)
    {
        var treatment = Of(look, treatmentId);
        if (treatment is { IsOpen: true, IsDone: true })
        {
            look.Book(new AccountEvent.TreatmentCompleted(treatmentId, treatment.Template));
        }
    }

    /// <summary>The condition that holds a treatment, as its policy has it now; null when there is none.</summary>
    internal static Condition? HoldWhen(TenantConfiguration configuration, Treatment treatment) =>
        configuration.PolicyOrNull(treatment.Policy)?.Policy is { } policy
        && policy.Treatments.TryGetValue(treatment.Template, out var template)
            ? template.HoldWhen
            : null;

    private static Treatment Of(Look look, string treatmentId)
    {
        var index = look.Account.TreatmentIndex(treatmentId);
        Invariant.Require(index >= 0, "A treatment that runs is in the state.");
        return look.Account.Treatments[index];
    }

    private static void HoldOrResume(Look look)
    {
        var held = look.IsHeld(HoldScope.Treatment, HoldScope.All);
        foreach (var treatment in look.Account.Treatments)
        {
            if (!treatment.IsOpen)
            {
                continue;
            }

            var reason = held ? "hold" : IsHeldByPolicy(look, treatment) ? "policy" : null;
            if (reason is not null && treatment.Status == TreatmentStatus.Active)
            {
                look.Book(new AccountEvent.TreatmentHeld(treatment.TreatmentId, reason));
            }
            else if (reason is null && treatment.Status == TreatmentStatus.Held)
            {
                look.Book(new AccountEvent.TreatmentResumed(treatment.TreatmentId));
            }
        }
    }

    private static bool IsHeldByPolicy(Look look, Treatment treatment) =>
        HoldWhen(look.Configuration, treatment) is { } condition
        && condition.Holds(new AccountDay(look.Facts, look.Policy.Age, look.Today));

    private static bool ActivateNextDue(Look look)
    {
        foreach (var treatment in look.Account.Treatments)
        {
            if (treatment.Status != TreatmentStatus.Active)
            {
                continue;
            }

            foreach (var step in treatment.Steps)
            {
                if (step.Status == StepStatus.Pending && step.DueOn <= look.Today)
                {
                    Activate(look, treatment, step);
                    return true;
                }
            }
        }

        return false;
    }
}
