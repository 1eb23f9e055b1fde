using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>How bill events change the account.</summary>
internal static class FoldBills
{
    /// <summary>The state after a bill event; null when the event is none.</summary>
    public static Account? Evolve(Account account, AccountEvent happened, Instant at)
    {
        switch (happened)
        {
            case AccountEvent.BillDrafted e:
                return Add(account, New(e.Bill, BillStatus.Draft, e.Bill.AmountMinor));
            case AccountEvent.BillIssued e when account.BillIndex(e.Bill.BillId) < 0:
                return Add(account, New(e.Bill, BillStatus.Open, e.TotalMinor));
            case AccountEvent.BillIssued e:
                return Change(account, e.Bill.BillId, bill => bill with { Status = BillStatus.Open });
            case AccountEvent.BillAdjusted e:
                return FoldMoney.Release(Change(account, e.BillId, bill => Adjusted(bill, e)), e.Freed, at);
            case AccountEvent.BillPostponed e:
                return Change(account, e.BillId, bill => bill with { PostponedUntil = e.Until });
            case AccountEvent.BillPaid e:
                return Close(account, e.BillId, BillStatus.Paid, at);
            case AccountEvent.BillVoided e:
                return Close(account, e.BillId, BillStatus.Void, at);
            case AccountEvent.BillWrittenOff e:
                return Close(account, e.BillId, BillStatus.WrittenOff, at);
            case AccountEvent.BillReopened e:
                return Change(account, e.BillId, Open);
            case AccountEvent.BillWriteOffReversed e:
                return FoldMoney.RecoveriesBecomePayments(Change(account, e.BillId, OpenWithRecoveries), e.BillId);
            default:
                return null;
        }
    }

    /// <summary>The account with one bill changed.</summary>
    public static Account Change(Account account, string billId, Func<Bill, Bill> change)
    {
        var index = account.BillIndex(billId);
        Invariant.Require(index >= 0, "A changed bill is in the state.");
        return account with { Bills = account.Bills.With(index, change(account.Bills[index])) };
    }

    private static Account Add(Account account, Bill bill) => account with { Bills = account.Bills.Add(bill) };

    private static Bill New(BillTerms terms, BillStatus status, long totalMinor) =>
        new() { Terms = terms, Status = status, TotalMinor = totalMinor };

    private static Bill Adjusted(Bill bill, AccountEvent.BillAdjusted e) =>
        bill with
        {
            TotalMinor = e.TotalMinor,
            Adjustments = bill.Adjustments.Add(new Adjustment(e.AdjustmentId, e.AmountMinor)),
        };

    private static Account Close(Account account, string billId, BillStatus status, Instant at) =>
        Change(account, billId, bill => bill with { Status = status, ClosedAt = at });

    private static Bill Open(Bill bill) => bill with { Status = BillStatus.Open, ClosedAt = null };

    private static Bill OpenWithRecoveries(Bill bill) =>
        Open(bill) with { PaidMinor = bill.PaidMinor + bill.RecoveredMinor, RecoveredMinor = 0 };
}
