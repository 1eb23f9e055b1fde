using Collections.Domain.Overdue;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>
/// An account may pay for others, one level deep. A child announces itself; the parent tells its children what it owes
/// in every decision that changes it.
/// </summary>
internal static class Family
{
    /// <summary>Refuses a parent that is itself a child, and a child that itself pays for others.</summary>
    public static Rejection? Check(Booking booking, AccountCommand.PutAccount command)
    {
        if (!command.PaidByParent || command.ParentId is not { } parentId)
        {
            return null;
        }

        if (booking.Now.Children.Count > 0)
        {
            return AccountRejections.ParentIsChild(booking.Now.Id);
        }

        return booking.Context.Facts.Entity("account", parentId)?.Parent is not null
            ? AccountRejections.ParentIsChild(parentId)
            : null;
    }

    /// <summary>Takes a child in and tells it what is owed.</summary>
    public static Rejection? Announce(Booking booking, AccountCommand.AnnounceChild command)
    {
        if (Form.Id("/childId", command.ChildId) is { } refusal)
        {
            return refusal;
        }

        if (!Sorted.Has(booking.Now.Children, command.ChildId))
        {
            booking.Book(new AccountEvent.ChildAnnounced(command.ChildId));
            Share(booking, [command.ChildId], OpenBills(booking.Now));
        }

        return null;
    }

    /// <summary>Lets a child go.</summary>
    public static Rejection? Withdraw(Booking booking, AccountCommand.WithdrawChild command)
    {
        if (Sorted.Has(booking.Now.Children, command.ChildId))
        {
            booking.Book(new AccountEvent.ChildWithdrawn(command.ChildId));
        }

        return null;
    }

    /// <summary>Notes what the parent owes; word from anybody else comes too late and is dropped.</summary>
    public static Rejection? Receive(Booking booking, AccountCommand.ReceiveParentDebt command)
    {
        if (booking.Now.PayingParent == command.Debt.ParentId && booking.Now.ParentDebt != command.Debt)
        {
            booking.Book(new AccountEvent.ParentDebtChanged(command.Debt));
        }

        return null;
    }

    /// <summary>Tells the children when the open bills are others than before the decision.</summary>
    public static void ShareChanges(Booking booking, Account before)
    {
        if (before.Children.Count == 0 || before.Bills == booking.Now.Bills)
        {
            return;
        }

        var bills = OpenBills(booking.Now);
        if (bills != OpenBills(before))
        {
            booking.Book(new AccountEvent.DebtShared(booking.Now.Children, booking.Profile.Currency, bills));
        }
    }

    private static void Share(Booking booking, Items<string> to, Items<AgedBill> bills)
    {
        if (bills.Count > 0)
        {
            booking.Book(new AccountEvent.DebtShared(to, booking.Profile.Currency, bills));
        }
    }

    private static Items<AgedBill> OpenBills(Account account) =>
        account.Bills.Where(bill => bill.Status == BillStatus.Open).Select(bill => bill.Aged()).ToItems();
}
