using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>
/// A bill's amount changes. It never turns its sign; where more was paid than is left of it, the excess goes back to
/// the payments and credits it came from, latest first.
/// </summary>
internal static class Adjusting
{
    /// <summary>Books an adjustment.</summary>
    public static Rejection? Adjust(Booking booking, AccountCommand.AdjustBill command)
    {
        var refusal = Form.Id("/adjustmentId", command.AdjustmentId)
            ?? Form.NotZero("/amount", command.Amount)
            ?? Form.OptionalCurrency(command.Currency);
        if (refusal is not null)
        {
            return refusal;
        }

        if (booking.Now.Bill(command.BillId) is not { } bill)
        {
            return AccountRejections.BillUnknown(command.BillId);
        }

        refusal = Amounts.CheckCurrency(booking, command.Currency)
            ?? Amounts.ToMinor("/amount", command.Amount, booking.Currency, out _);
        if (refusal is not null)
        {
            return refusal;
        }

        Amounts.ToMinor("/amount", command.Amount, booking.Currency, out var minor);
        var adjustment = new Adjustment(command.AdjustmentId, minor);
        if (bill.Adjustments.IndexOf(each => each == adjustment) >= 0)
        {
            return null;
        }

        return IsTaken(booking.Now, command.AdjustmentId) || IsArchived(booking, command.AdjustmentId)
            ? AccountRejections.Conflict("adjustment", command.AdjustmentId)
            : Book(booking, bill, adjustment);
    }

    /// <summary>Books an adjustment whose id is free.</summary>
    public static Rejection? Book(Booking booking, Bill bill, Adjustment adjustment)
    {
        if (bill.Status is BillStatus.Void or BillStatus.WrittenOff)
        {
            return AccountRejections.BillNotOpen(bill);
        }

        var total = bill.TotalMinor + adjustment.AmountMinor;
        var turns = bill.Terms.AmountMinor < 0 ? total > 0 : total < 0;
        if (turns || total is > Money.MinorMax or < -Money.MinorMax)
        {
            return AccountRejections.AdjustmentExceedsBill(bill);
        }

        booking.Book(new AccountEvent.BillAdjusted(
            bill.BillId,
            adjustment.AdjustmentId,
            adjustment.AmountMinor,
            total,
            Freed(booking.Now, bill, total),
            booking.Profile.Currency));
        return null;
    }

    /// <summary>Whether an adjustment of any bill in the state has that id.</summary>
    public static bool IsTaken(Account account, string adjustmentId) =>
        account.Bills.IndexOf(bill => bill.Adjustments.IndexOf(each => each.AdjustmentId == adjustmentId) >= 0) >= 0;

    private static bool IsArchived(Booking booking, string adjustmentId) =>
        booking.Now.Archived is not null
        && booking.Context.Facts.Archived(ArchiveShelf.Adjustment, adjustmentId) is not null;

    private static Items<Share> Freed(Account account, Bill bill, long totalMinor)
    {
        var excess = bill.PaidMinor - Math.Max(totalMinor, 0);
        List<Share> freed = [];
        for (var i = account.Sources.Count - 1; i >= 0 && excess > 0; i--)
        {
            var source = account.Sources[i];
            for (var k = source.Allocations.Count - 1; k >= 0 && excess > 0; k--)
            {
                var allocation = source.Allocations[k];
                if (allocation.BillId == bill.BillId)
                {
                    var part = Math.Min(excess, allocation.AmountMinor);
                    freed.Add(new Share(source.Kind, source.Id, bill.BillId, part, allocation.Recovered));
                    excess -= part;
                }
            }
        }

        Invariant.Require(excess <= 0, "What covers a bill has its source in the state.");
        return freed.ToItems();
    }
}
