using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>What must hold of the books after every decision.</summary>
public static class BookInvariants
{
    /// <summary>
    /// Requires that no money appeared or vanished and that credit is applied as soon as a bill is open.
    /// </summary>
    /// <exception cref="BrokenInvariantException">A bug.</exception>
    public static void Require(Account account)
    {
        var covered = 0L;
        var recovered = 0L;
        var unapplied = 0L;
        foreach (var source in account.Sources)
        {
            RequireSource(source, ref covered, ref recovered);
            unapplied += source.UnappliedMinor;
        }

        var owing = false;
        foreach (var bill in account.Bills)
        {
            RequireBill(bill);
            covered -= bill.PaidMinor;
            recovered -= bill.RecoveredMinor;
            owing |= bill.OutstandingMinor > 0;
        }

        Invariant.Require(covered == 0 && recovered == 0, "What sources cover and what bills were covered agree.");
        Invariant.Require(unapplied == 0 || !owing, "No credit is idle while a bill is open.");
    }

    private static void RequireSource(FundingSource source, ref long covered, ref long recovered)
    {
        var allocated = 0L;
        foreach (var allocation in source.Allocations)
        {
            Invariant.Require(allocation.AmountMinor > 0, "An allocation is positive.");
            allocated += allocation.AmountMinor;
            covered += allocation.Recovered ? 0 : allocation.AmountMinor;
            recovered += allocation.Recovered ? allocation.AmountMinor : 0;
        }

        var amount = source.Status == PaymentStatus.Settled ? source.AmountMinor : 0;
        Invariant.Require(source.UnappliedMinor >= 0, "Nobody applies more than there is.");
        Invariant.Require(
            amount == allocated + source.UnappliedMinor + source.ReversedMinor,
            "A source's money is allocated, unapplied or reversed.");
    }

    private static void RequireBill(Bill bill)
    {
        var covered = bill.PaidMinor + bill.RecoveredMinor;
        Invariant.Require(bill.PaidMinor >= 0 && bill.RecoveredMinor >= 0, "Bills are covered, not charged.");
        Invariant.Require(
            bill.TotalMinor >= 0 ? covered <= bill.TotalMinor : covered == 0,
            "A bill is covered up to its total.");
        Invariant.Require(
            bill.Status switch
            {
                BillStatus.Draft or BillStatus.Void => covered == 0,
                BillStatus.Open => bill.UncoveredMinor != 0 && bill.RecoveredMinor == 0,
                BillStatus.Paid => bill.UncoveredMinor == 0 && bill.RecoveredMinor == 0,
                BillStatus.WrittenOff => true,
                _ => false,
            },
            "A bill's status and its amounts agree.");
        Invariant.Require(
            bill.ClosedAt is null == bill.Status is BillStatus.Draft or BillStatus.Open,
            "A bill is closed when it is paid, void or written off.");
    }
}
