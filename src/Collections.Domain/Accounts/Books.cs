using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// The books of an account: profile, bills, payments, credits, holds, tags, family. Pure; what a policy makes of the
/// account is judged elsewhere, on the state these events give.
/// </summary>
public static class Books
{
    /// <summary>Events or a refusal. The same input gives the same answer.</summary>
    public static Decision<AccountEvent> Decide(Account account, AccountCommand command, BookContext context)
    {
        if (account.Phase != AccountPhase.Open && !OpensOrPrecedes(command))
        {
            return AccountRejections.AccountUnknown(account.Id);
        }

        var booking = new Booking(account, context);
        if (command is AccountCommand.RecordHistory history)
        {
            var report = History.Record(booking, history);
            return Close(booking, account) with { Report = report };
        }

        return Handle(booking, command) is { } refusal ? refusal : Close(booking, account);
    }

    /// <summary>Everything in the books that falls due by time alone: holds run out.</summary>
    public static Decision<AccountEvent> Wake(Account account, BookContext context) =>
        Close(new Booking(account, context), account);

    /// <summary>The next instant at which time alone changes the books; null for never.</summary>
    public static Instant? NextWake(Account account) => Holding.NextExpiry(account);

    /// <summary>Runs one command; archived items it concerns come back first.</summary>
    internal static Rejection? Handle(Booking booking, AccountCommand command)
    {
        Archiving.Restore(booking, command);
        var refusal = Dispatch(booking, command);
        if (refusal is null)
        {
            // Credit that finds an open bill may pay it, so bills are looked at before and after.
            BillStanding.Settle(booking);
            UnappliedCredit.Apply(booking);
            BillStanding.Settle(booking);
        }

        return refusal;
    }

    private static Rejection? Dispatch(Booking booking, AccountCommand command) => command switch
    {
        AccountCommand.PutAccount c => Opening.Put(booking, c),
        AccountCommand.ForgetPerson c => Opening.Forget(booking, c),
        AccountCommand.AddTag c => Marking.Add(booking, c),
        AccountCommand.RemoveTag c => Marking.Remove(booking, c),
        AccountCommand.PlaceHold c => Holding.Place(booking, c),
        AccountCommand.ReleaseHold c => Holding.Release(booking, c),
        AccountCommand.AnnounceChild c => Family.Announce(booking, c),
        AccountCommand.WithdrawChild c => Family.Withdraw(booking, c),
        AccountCommand.ReceiveParentDebt c => Family.Receive(booking, c),
        AccountCommand.AddBill c => AddingBills.Add(booking, c),
        AccountCommand.CommitBill c => AddingBills.Commit(booking, c),
        AccountCommand.AdjustBill c => Adjusting.Adjust(booking, c),
        AccountCommand.WriteOffBill c => ChangingBills.WriteOff(booking, c),
        AccountCommand.UndoWriteOff c => ChangingBills.UndoWriteOff(booking, c),
        AccountCommand.PostponeBill c => ChangingBills.Postpone(booking, c),
        AccountCommand.VoidBill c => ChangingBills.Void(booking, c),
        AccountCommand.AddPayment c => Paying.Add(booking, c),
        AccountCommand.ReversePayment c => Reversing.Reverse(booking, c),
        AccountCommand.AddCredit c => Crediting.Add(booking, c),
        _ => throw Invariant.Unreachable($"The account does not know the command {command.GetType().Name}."),
    };

    private static Decision<AccountEvent> Close(Booking booking, Account before)
    {
        if (booking.Now.Phase == AccountPhase.Open)
        {
            Holding.Expire(booking);
        }

        if (!booking.ChangedSince(new Booking.Mark(before, 0, 0)))
        {
            return Decision<AccountEvent>.Nothing;
        }

        Archiving.Archive(booking);
        Family.ShareChanges(booking, before);
        BookInvariants.Require(booking.Now);
        return Decision<AccountEvent>.Accept([.. booking.Events]) with
        {
            SideRows = [.. booking.SideRows],
            After = booking.Now,
        };
    }

    private static bool OpensOrPrecedes(AccountCommand command) =>
        command is AccountCommand.PutAccount
            or AccountCommand.AnnounceChild
            or AccountCommand.WithdrawChild
            or AccountCommand.ReceiveParentDebt
            or AccountCommand.RecordHistory;
}
