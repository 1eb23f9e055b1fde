using Collections.Domain.Treatments;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>How events of treatments, notices and reminders change the account.</summary>
internal static class FoldTreatments
{
    /// <summary>The state after such an event; null when the event is none.</summary>
    public static Account? Evolve(Account account, AccountEvent happened, Instant at)
    {
        switch (happened)
        {
            case AccountEvent.TreatmentStarted e:
                return Start(account, e);
            case AccountEvent.TreatmentHeld e:
                return Change(account, e.TreatmentId, t => t with { Status = TreatmentStatus.Held, Reason = e.Reason });
            case AccountEvent.TreatmentResumed e:
                return Change(account, e.TreatmentId, t => t with { Status = TreatmentStatus.Active, Reason = null });
            case AccountEvent.TreatmentCompleted e:
                return Close(account, e.TreatmentId, t => t with
                {
                    Status = TreatmentStatus.Completed,
                    Reason = null,
                    ClosedAt = at,
                });
            case AccountEvent.TreatmentCancelled e:
                return Close(account, e.TreatmentId, t => t with
                {
                    Status = TreatmentStatus.Cancelled,
                    Reason = e.Reason,
                    ClosedAt = at,
                });
            case AccountEvent.TreatmentReopened e:
                return Change(account, e.TreatmentId, Reopened);
            default:
                return Step(account, happened, at) ?? Trace(account, happened);
        }
    }

    /// <summary>Marks of bills that are paid, gone or owed again are forgotten.</summary>
    public static Account Forget(Account account, AccountEvent happened)
    {
        if (account.RuleMarks.Count == 0)
        {
            return account;
        }

        return happened switch
        {
            AccountEvent.BillPaid e => Forget(account, e.BillId),
            AccountEvent.BillVoided e => Forget(account, e.BillId),
            AccountEvent.BillWrittenOff e => Forget(account, e.BillId),
            AccountEvent.PaymentReversed e => e.Released.ToArray().Aggregate(
                account, (state, released) => Forget(state, released.BillId)),
            _ => account,
        };
    }

    private static Account Forget(Account account, string billId) =>
        account.RuleMarks.IndexOf(mark => mark.BillId == billId) < 0
            ? account
            : account with { RuleMarks = account.RuleMarks.Without(mark => mark.BillId == billId) };

    private static Account Start(Account account, AccountEvent.TreatmentStarted started)
    {
        var treatment = started.Treatment;
        var marks = new List<RuleMark>([.. account.RuleMarks]);
        foreach (var bill in started.Look is null ? [] : treatment.Bills)
        {
            marks.Add(new RuleMark(treatment.Policy, treatment.Rule, bill.BillId));
        }

        return account with
        {
            Treatments = account.Treatments.Add(treatment),
            RuleMarks = marks.ToItems(),
            LastHit = started.Look ?? account.LastHit,
        };
    }

    private static Treatment Reopened(Treatment treatment) => treatment with
    {
        Status = TreatmentStatus.Active,
        Reason = null,
        ClosedAt = null,
        Steps =
        [
            .. treatment.Steps.Select(step => step.EndedWithTreatment
                ? step with { Status = StepStatus.Pending, EndedAt = null, EndedWithTreatment = false, TaskId = null }
                : step),
        ],
    };

    private static Account? Step(Account account, AccountEvent happened, Instant at) => happened switch
    {
        AccountEvent.StepActivated e => Change(account, (e.TreatmentId, e.Step), [], step => step with
        {
            Status = e.TaskId is null ? step.Status : StepStatus.Waiting,
            TaskId = e.TaskId,
        }),
        AccountEvent.StepCompleted e => Change(Done(account, e), (e.TreatmentId, e.Step), e.Released, step => step with
        {
            Status = StepStatus.Completed,
            Outcome = e.Outcome,
            EndedAt = at,
        }),
        AccountEvent.StepCancelled e => Change(
            TaskWatch.Without(account, e.TaskId), (e.TreatmentId, e.Step), e.Released, step => step with
        {
            Status = StepStatus.Cancelled,
            EndedAt = at,
            EndedWithTreatment = e.WithTreatment,
        }),
        AccountEvent.StepSkipped e => Change(
            TaskWatch.Without(account, e.TaskId), (e.TreatmentId, e.Step), e.Released, step => step with
        {
            Status = StepStatus.Skipped,
            EndedAt = at,
        }),
        _ => null,
    };

    /// <summary>The account without the link of the task that the completed step waited for.</summary>
    private static Account Done(Account account, AccountEvent.StepCompleted completed)
    {
        var treatment = account.Treatments[account.TreatmentIndex(completed.TreatmentId)];
        return TaskWatch.Without(account, treatment.Steps[treatment.StepIndex(completed.Step)].TaskId);
    }

    private static Account? Trace(Account account, AccountEvent happened) => happened switch
    {
        AccountEvent.RulesDropped e => account with
        {
            RuleMarks = account.RuleMarks.Without(mark => e.Marks.Contains(mark)),
        },
        AccountEvent.ServiceStopRequested e => account with { ServiceStops = account.ServiceStops.Add(e.Stop) },
        AccountEvent.ServiceRestoreRequested => account with { ServiceStops = [] },
        AccountEvent.ReminderRequested e =>
            FoldBills.Change(account, e.BillId, bill => bill with { RemindedOn = e.On }),
        AccountEvent.NoticeRequested
            or AccountEvent.NoticeSent
            or AccountEvent.NoticeFailed
            or AccountEvent.ReferralRequested => account with { },
        _ => null,
    };

    private static Account Change(Account account, string treatmentId, Func<Treatment, Treatment> change)
    {
        var index = account.TreatmentIndex(treatmentId);
        Invariant.Require(index >= 0, "A changed treatment is in the state.");
        return account with { Treatments = account.Treatments.With(index, change(account.Treatments[index])) };
    }

    private static Account Change(
        Account account,
        (string TreatmentId, string Step) place,
        Items<ReleasedStep> released,
        Func<TreatmentStep, TreatmentStep> change) => Change(account, place.TreatmentId, treatment =>
    {
        var index = treatment.StepIndex(place.Step);
        Invariant.Require(index >= 0, "A changed step is in the treatment.");
        var steps = treatment.Steps.With(index, change(treatment.Steps[index]));
        foreach (var each in released)
        {
            var place = steps.IndexOf(step => step.Name == each.Step);
            steps = steps.With(place, steps[place] with { DueOn = each.DueOn });
        }

        return treatment with { Steps = steps };
    });

    // The oldest closed ones leave: their story stays in the log, and nothing looks at them any more.
    private static Account Close(Account account, string treatmentId, Func<Treatment, Treatment> close)
    {
        var after = Change(account, treatmentId, close);
        var leaving = ClosedItems.Oldest(after.Treatments, treatment => treatment.ClosedAt, Archiving.ClosedKept);
        return leaving.Count == 0
            ? after
            : after with { Treatments = after.Treatments.Without(leaving.Contains) };
    }
}
