using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>What people decide about a bill: to give it up, to ask for it again, to wait, to void it.</summary>
internal static class ChangingBills
{
    /// <summary>Gives an open bill up: nothing is outstanding any more, what still comes in is a recovery.</summary>
    public static Rejection? WriteOff(Booking booking, AccountCommand.WriteOffBill command)
    {
        if (booking.Now.Bill(command.BillId) is not { } bill)
        {
            return AccountRejections.BillUnknown(command.BillId);
        }

        if (bill.Status != BillStatus.Open)
        {
            return AccountRejections.BillNotOpen(bill);
        }

        booking.Book(new AccountEvent.BillWrittenOff(
            bill.BillId, bill.OutstandingMinor, booking.Profile.Currency));
        return null;
    }

    /// <summary>Asks for a bill again that was given up, less what was recovered.</summary>
    public static Rejection? UndoWriteOff(Booking booking, AccountCommand.UndoWriteOff command)
    {
        if (booking.Now.Bill(command.BillId) is not { } bill)
        {
            return AccountRejections.BillUnknown(command.BillId);
        }

        if (bill.Status != BillStatus.WrittenOff)
        {
            return AccountRejections.BillNotWrittenOff(bill);
        }

        booking.Book(new AccountEvent.BillWriteOffReversed(
            bill.BillId, bill.UncoveredMinor, booking.Profile.Currency));
        return null;
    }

    /// <summary>Keeps an open bill from counting before a day, or lifts that.</summary>
    public static Rejection? Postpone(Booking booking, AccountCommand.PostponeBill command)
    {
        if (booking.Now.Bill(command.BillId) is not { } bill)
        {
            return AccountRejections.BillUnknown(command.BillId);
        }

        if (bill.Status != BillStatus.Open)
        {
            return AccountRejections.BillNotOpen(bill);
        }

        if (bill.PostponedUntil != command.Until)
        {
            booking.Book(new AccountEvent.BillPostponed(bill.BillId, command.Until));
        }

        return null;
    }

    /// <summary>Voids a draft or a bill that no money covers.</summary>
    public static Rejection? Void(Booking booking, AccountCommand.VoidBill command)
    {
        if (booking.Now.Bill(command.BillId) is not { } bill)
        {
            return AccountRejections.BillUnknown(command.BillId);
        }

        if (bill.Status is not (BillStatus.Draft or BillStatus.Open))
        {
            return AccountRejections.BillNotOpen(bill);
        }

        if (bill.PaidMinor != 0)
        {
            return AccountRejections.BillHasPayments(bill);
        }

        booking.Book(new AccountEvent.BillVoided(bill.BillId));
        return null;
    }
}
