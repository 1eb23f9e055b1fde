using Collections.Domain.Accounts;
using Collections.Domain.Treatments;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Accounts;

/// <summary>What holds of the treatments of an account after every decision, whatever happened.</summary>
internal static class TreatmentInvariants
{
    internal static void Check(Account account)
    {
        if (account.Profile is null)
        {
            return;
        }

        var treated = new HashSet<string>(StringComparer.Ordinal);
        foreach (var treatment in account.Treatments)
        {
            CheckSteps(treatment);
            if (treatment.IsOpen)
            {
                Assert.All(treatment.Bills, bill => Assert.True(treated.Add(bill.BillId), "Two treatments of one bill."));
                Assert.False(IsSettled(account, treatment), "A settled treatment is over.");
                Assert.Null(account.PayingParent);
            }
        }

        var today = LocalDays.DayOf(account.AsOf, LocalDays.Zone(account.Profile.TimeZone));
        Assert.All(
            account.Treatments.Where(treatment => treatment.Status == TreatmentStatus.Active).SelectMany(t => t.Steps),
            step => Assert.False(step.Status == StepStatus.Pending && step.DueOn <= today, "A due step was activated."));
    }

    /// <summary>A rule starts once per bill until the bill is paid, gone, or owed again after a reversal.</summary>
    internal static void CheckOncePerBill(IEnumerable<AccountEvent> history)
    {
        var started = new HashSet<(string, string, string)>();
        foreach (var happened in history)
        {
            switch (happened)
            {
                case AccountEvent.TreatmentStarted { Look: not null } e:
                    Assert.All(e.Treatment.Bills, bill => Assert.True(
                        started.Add((e.Treatment.Policy, e.Treatment.Rule, bill.BillId)), "Once per bill."));
                    break;
                case AccountEvent.BillPaid e:
                    started.RemoveWhere(mark => mark.Item3 == e.BillId);
                    break;
                case AccountEvent.BillVoided e:
                    started.RemoveWhere(mark => mark.Item3 == e.BillId);
                    break;
                case AccountEvent.BillWrittenOff e:
                    started.RemoveWhere(mark => mark.Item3 == e.BillId);
                    break;
                case AccountEvent.PaymentReversed e:
                    started.RemoveWhere(mark => e.Released.Any(released => released.BillId == mark.Item3));
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckSteps(Treatment treatment)
    {
        Assert.Equal(treatment.IsOpen, treatment.Steps.Any(step => !step.HasEnded));
        Assert.Equal(treatment.IsOpen, treatment.ClosedAt is null);
        Assert.Equal(treatment.Status is TreatmentStatus.Held or TreatmentStatus.Cancelled, treatment.Reason is not null);
        foreach (var step in treatment.Steps)
        {
            Assert.Equal(step.HasEnded, step.EndedAt is not null);
            Assert.True(step.Status != StepStatus.Waiting || step.TaskId is not null);
            if (step.Status == StepStatus.Pending)
            {
                var ready = step.After.Steps.All(name => treatment.Steps[treatment.StepIndex(name)].HasEnded);
                Assert.Equal(ready, step.DueOn is not null);
            }
        }
    }

    private static bool IsSettled(Account account, Treatment treatment)
    {
        var unpaid = treatment.Bills.Sum(each => account.Bill(each.BillId) is { } bill
            ? Math.Abs(bill.OutstandingMinor) - bill.DisputedMinor
            : 0);
        return treatment.Cancel.IsMet(unpaid / 100m, treatment.Bills.Sum(bill => bill.OriginalMinor) / 100m);
    }
}
