using Collections.Domain.Accounts;

namespace Collections.Domain.Treatments;

/// <summary>Treatments are called off, and go on again after a reversal.</summary>
internal static class Ending
{
    /// <summary>Calls a treatment off with all its steps that have not ended.</summary>
    internal static void Cancel(Look look, Treatment treatment, string reason)
    {
        foreach (var step in treatment.Steps)
        {
            if (!step.HasEnded)
            {
                var task = step.Status == StepStatus.Waiting ? step.TaskId : null;
                look.Book(new AccountEvent.StepCancelled(treatment.TreatmentId, step.Name, reason, task, true, []));
            }
        }

        look.Book(new AccountEvent.TreatmentCancelled(treatment.TreatmentId, treatment.Template, reason));
    }

    /// <summary>Calls off every treatment under way.</summary>
    internal static void CancelAll(Look look, string reason)
    {
        foreach (var treatment in look.Account.Treatments)
        {
            if (treatment.IsOpen)
            {
                Cancel(look, treatment, reason);
            }
        }
    }

    /// <summary>Calls off what is settled.</summary>
    internal static void CancelSettled(Look look)
    {
        foreach (var treatment in look.Account.Treatments)
        {
            if (treatment.IsOpen && Unpaid.IsSettled(look, treatment))
            {
                Cancel(look, treatment, Unpaid.ReasonOf(look.Account, treatment));
            }
        }
    }

    /// <summary>
    /// After a reversed payment, treatments that say so go on where they stood: the latest of each bill that is owed
    /// again and in no other treatment.
    /// </summary>
    internal static void ReopenReversed(Look look)
    {
        var count = look.EventCount;
        for (var i = 0; i < count; i++)
        {
            if (look.EventAt(i) is AccountEvent.PaymentReversed reversed)
            {
                Reopen(look, reversed);
            }
        }
    }

    private static void Reopen(Look look, AccountEvent.PaymentReversed reversed)
    {
        foreach (var released in reversed.Released)
        {
            if (LatestOf(look.Account, released.BillId) is { Reopens: true } treatment
                && treatment is { Status: TreatmentStatus.Cancelled, Reason: "paid" }
                && !Unpaid.IsSettled(look, treatment)
                && IsFree(look.Account, treatment))
            {
                look.Book(new AccountEvent.TreatmentReopened(treatment.TreatmentId, treatment.Template));
            }
        }
    }

    /// <summary>Whether no bill of a treatment is in another one that is under way.</summary>
    internal static bool IsFree(Account account, Treatment treatment) =>
        !account.Treatments.Any(other =>
            other.IsOpen
            && other.TreatmentId != treatment.TreatmentId
            && other.Bills.Any(bill => treatment.Treats(bill.BillId)));

    private static Treatment? LatestOf(Account account, string billId)
    {
        for (var i = account.Treatments.Count - 1; i >= 0; i--)
        {
            if (account.Treatments[i].Treats(billId))
            {
                return account.Treatments[i];
            }
        }

        return null;
    }
}
