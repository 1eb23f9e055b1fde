using System.Collections.Frozen;
using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Domain.WhatIf;

/// <summary>
/// What came from outside in a recorded decision: the command that brought it, made anew from the facts that it left in
/// the log, so that the account's own decider can decide it again under another policy.
/// </summary>
internal static class RecordedFacts
{
    private static readonly FrozenDictionary<string, Func<RecordedDecision, Account, AccountCommand?>> Commands =
        new Dictionary<string, Func<RecordedDecision, Account, AccountCommand?>>
        {
            [Name<AccountCommand.AddBill>()] = (past, now) => AddBill(past, now),
            [Name<AccountCommand.CommitBill>()] = (past, _) =>
                First<AccountEvent.BillIssued>(past) is { } e ? new AccountCommand.CommitBill(e.Bill.BillId) : null,
            [Name<AccountCommand.AdjustBill>()] = (past, now) => First<AccountEvent.BillAdjusted>(past) is { } e
                ? new AccountCommand.AdjustBill(e.BillId, e.AdjustmentId, Major(e.AmountMinor, now))
                : null,
            [Name<AccountCommand.WriteOffBill>()] = (past, _) => First<AccountEvent.BillWrittenOff>(past) is { } e
                ? new AccountCommand.WriteOffBill(e.BillId)
                : null,
            [Name<AccountCommand.UndoWriteOff>()] = (past, _) => First<AccountEvent.BillWriteOffReversed>(past) is { } e
                ? new AccountCommand.UndoWriteOff(e.BillId)
                : null,
            [Name<AccountCommand.PostponeBill>()] = (past, _) => First<AccountEvent.BillPostponed>(past) is { } e
                ? new AccountCommand.PostponeBill(e.BillId, e.Until)
                : null,
            [Name<AccountCommand.VoidBill>()] = (past, _) =>
                First<AccountEvent.BillVoided>(past) is { } e ? new AccountCommand.VoidBill(e.BillId) : null,
            [Name<AccountCommand.AddPayment>()] = AddPayment,
            [Name<AccountCommand.ReversePayment>()] = (past, now) => First<AccountEvent.PaymentReversed>(past) is { } e
                ? new AccountCommand.ReversePayment(
                    e.PaymentId,
                    e.Reversal.ReversalId,
                    e.Reversal.AmountOmitted ? null : Major(e.Reversal.AmountMinor, now),
                    e.Reversal.Reason)
                : null,
            [Name<AccountCommand.AddCredit>()] = (past, now) => First<AccountEvent.CreditAdded>(past) is { } e
                ? new AccountCommand.AddCredit(e.CreditId, Major(e.AmountMinor, now))
                : null,
            [Name<AccountCommand.AddTag>()] = (past, _) =>
                First<AccountEvent.TagAdded>(past) is { } e ? new AccountCommand.AddTag(e.Tag) : null,
            [Name<AccountCommand.RemoveTag>()] = (past, _) =>
                First<AccountEvent.TagRemoved>(past) is { } e ? new AccountCommand.RemoveTag(e.Tag) : null,
            [Name<AccountCommand.PlaceHold>()] = (past, _) => First<AccountEvent.HoldPlaced>(past) is { Hold: var h }
                ? new AccountCommand.PlaceHold(h.HoldId, h.Reason, h.FromOmitted ? null : h.From, h.Until, h.Scope)
                : null,
            [Name<AccountCommand.ReleaseHold>()] = (past, _) => First<AccountEvent.HoldReleased>(past) is { } e
                ? new AccountCommand.ReleaseHold(e.HoldId)
                : null,
            [Name<AccountCommand.AnnounceChild>()] = (past, _) => First<AccountEvent.ChildAnnounced>(past) is { } e
                ? new AccountCommand.AnnounceChild(e.ChildId)
                : null,
            [Name<AccountCommand.WithdrawChild>()] = (past, _) => First<AccountEvent.ChildWithdrawn>(past) is { } e
                ? new AccountCommand.WithdrawChild(e.ChildId)
                : null,
            [Name<AccountCommand.ReceiveParentDebt>()] = (past, _) =>
                First<AccountEvent.ParentDebtChanged>(past) is { } e
                    ? new AccountCommand.ReceiveParentDebt(e.Debt)
                    : null,
            [Name<AccountCommand.StartTreatment>()] = (past, _) =>
                First<AccountEvent.TreatmentStarted>(past) is { Treatment: var t }
                    ? new AccountCommand.StartTreatment(t.Template, [.. t.Bills.Select(bill => bill.BillId)])
                    : null,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    // Word about notices and tasks is word about what the recorded policy asked for; profiles and imports are folded as
    // they stand.
    private static readonly FrozenSet<string> Folded = FrozenSet.ToFrozenSet(
        [Name<AccountCommand.PutAccount>(), Name<AccountCommand.ForgetPerson>(), Name<AccountCommand.RecordHistory>()],
        StringComparer.Ordinal);

    /// <summary>The command that a decision answered; null when nothing from outside brought it about.</summary>
    /// <param name="past">The decision.</param>
    /// <param name="now">The account as it stands under the other policy.</param>
    /// <param name="templates">The templates of recorded treatments, by their ids.</param>
    public static AccountCommand? CommandOf(
        RecordedDecision past, Account now, IReadOnlyDictionary<string, string> templates) =>
        past.Command == Name<AccountCommand.WorkTreatment>() ? Work(past, templates)
        : Commands.TryGetValue(past.Command, out var make) ? make(past, now)
        : null;

    /// <summary>The facts of a decision that are taken over as they stand; none for one with a command.</summary>
    public static IEnumerable<AccountEvent> FoldedOf(RecordedDecision past) =>
        Folded.Contains(past.Command) ? past.Events.TakeWhile(happened => !IsJudgement(happened)) : [];

    /// <summary>
    /// Whether an event is what the command itself says, not what a policy makes of it.
    /// </summary>
    public static bool IsFact(string command, AccountEvent happened) => happened switch
    {
        AccountEvent.TagAdded or AccountEvent.TagRemoved =>
            command == Name<AccountCommand.AddTag>() || command == Name<AccountCommand.RemoveTag>()
            || Folded.Contains(command),
        AccountEvent.HoldPlaced => command == Name<AccountCommand.PlaceHold>(),
        AccountEvent.BillWrittenOff => command == Name<AccountCommand.WriteOffBill>(),
        AccountEvent.TreatmentStarted => command == Name<AccountCommand.StartTreatment>(),
        AccountEvent.TreatmentCancelled => command == Name<AccountCommand.WorkTreatment>(),

        // What the gate, or a task's call, made of something that was asked for; the asking was counted.
        AccountEvent.NoticeRequested => command == Name<AccountCommand.TaskUnanswered>(),
        AccountEvent.NoticeFailed => command == Name<AccountCommand.TaskUnanswered>()
            || command == Name<AccountCommand.ContactOutcome>(),
        _ => false,
    };

    private static bool IsJudgement(AccountEvent happened) => happened is AccountEvent.OverdueChanged
        or AccountEvent.BucketChanged or AccountEvent.TreatmentStarted or AccountEvent.TreatmentCancelled
        or AccountEvent.TreatmentHeld or AccountEvent.TreatmentResumed or AccountEvent.NoticeRequested
        or AccountEvent.NoticeFailed or AccountEvent.ReminderRequested or AccountEvent.RulesDropped
        or AccountEvent.Reviewed or AccountEvent.StepActivated or AccountEvent.TaskTold;

    private static AccountCommand.AddBill? AddBill(RecordedDecision past, Account now)
    {
        var terms = First<AccountEvent.BillDrafted>(past)?.Bill ?? First<AccountEvent.BillIssued>(past)?.Bill;
        return terms is null ? null : new AccountCommand.AddBill(terms.BillId, Major(terms.AmountMinor, now))
        {
            IssuedOn = terms.IssuedOn,
            DueDate = terms.DueDate,
            Draft = terms.Draft,
        };
    }

    private static AccountCommand.AddPayment? AddPayment(RecordedDecision past, Account now)
    {
        if (past.Events.Select(TermsOf).FirstOrDefault(each => each is not null) is not var (terms, status))
        {
            return null;
        }

        return new AccountCommand.AddPayment(terms.PaymentId, Major(terms.AmountMinor, now))
        {
            Status = status,
            ReceivedAt = terms.ReceivedAtOmitted ? null : terms.ReceivedAt,
            ValueDate = terms.ValueDate,
            Method = terms.Method,
            BillId = terms.BillId,
            Allocations = terms.Wishes.Count == 0
                ? null
                : terms.Wishes
                    .Select(wish => new AccountCommand.NewAllocation(wish.BillId, Major(wish.AmountMinor, now)))
                    .ToItems(),
            DeclineCode = terms.DeclineCode,
        };
    }

    private static (PaymentTerms Terms, PaymentStatus Status)? TermsOf(AccountEvent happened) => happened switch
    {
        AccountEvent.PaymentPending e => (e.Payment, PaymentStatus.Pending),
        AccountEvent.PaymentSettled e => (e.Payment, PaymentStatus.Settled),
        AccountEvent.PaymentFailed e => (e.Payment, PaymentStatus.Failed),
        _ => null,
    };

    /// <summary>
    /// What somebody did to a treatment by hand, told by what came of it first; now to the latest treatment of the same
    /// template, whichever that is.
    /// </summary>
    private static AccountCommand.WorkTreatment? Work(
        RecordedDecision past, IReadOnlyDictionary<string, string> templates)
    {
        foreach (var happened in past.Events)
        {
            (string Id, TreatmentVerb Verb, string? Step, string? Reason)? work = happened switch
            {
                AccountEvent.StepSkipped e => (e.TreatmentId, TreatmentVerb.Skip, e.Step, e.Reason),
                AccountEvent.StepCancelled { WithTreatment: false } e =>
                    (e.TreatmentId, TreatmentVerb.Cancel, e.Step, e.Reason),
                AccountEvent.TreatmentCancelled e => (e.TreatmentId, TreatmentVerb.Cancel, null, e.Reason),
                AccountEvent.TreatmentReopened e => (e.TreatmentId, TreatmentVerb.Reopen, null, null),
                AccountEvent.StepActivated e => (e.TreatmentId, TreatmentVerb.Trigger, e.Step, null),
                _ => null,
            };
            if (work is { } known)
            {
                var selector = new TreatmentSelector(null, templates.GetValueOrDefault(known.Id));
                return new AccountCommand.WorkTreatment(selector, known.Verb, known.Step, known.Reason);
            }
        }

        return null;
    }

    private static T? First<T>(RecordedDecision past)
        where T : AccountEvent => past.Events.OfType<T>().FirstOrDefault();

    private static decimal Major(long minor, Account now) =>
        new Money(minor, Currency.Of(now.Profile!.Currency)).Amount;

    private static string Name<T>()
        where T : AccountCommand => CommandNames.Of<T>();
}
