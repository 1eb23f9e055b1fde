using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>
/// A settled payment goes back, in part or whole: first what it does not cover anything with, then its allocations in
/// reverse order. The bills owe again, with their original dates.
/// </summary>
internal static class Reversing
{
    /// <summary>Books a reversal.</summary>
    public static Rejection? Reverse(Booking booking, AccountCommand.ReversePayment command)
    {
        var refusal = Form.Id("/reversalId", command.ReversalId)
            ?? (command.Amount is { } given ? Form.Positive("/amount", given) : null)
            ?? Form.OptionalCurrency(command.Currency);
        if (refusal is not null)
        {
            return refusal;
        }

        if (booking.Now.Source(FundingKind.Payment, command.PaymentId) is not { } payment)
        {
            return AccountRejections.PaymentUnknown(command.PaymentId);
        }

        refusal = Amounts.CheckCurrency(booking, command.Currency)
            ?? Amounts.ToMinor("/amount", command.Amount ?? 0, booking.Currency, out _);
        if (refusal is not null)
        {
            return refusal;
        }

        if (Find(payment, command.ReversalId) is { } before)
        {
            return IsSame(booking, before, command) ? null : AccountRejections.Conflict("reversal", command.ReversalId);
        }

        return IsTaken(booking, command.ReversalId)
            ? AccountRejections.Conflict("reversal", command.ReversalId)
            : Book(booking, payment, command);
    }

    private static Rejection? Book(Booking booking, FundingSource payment, AccountCommand.ReversePayment command)
    {
        if (payment.Status != PaymentStatus.Settled)
        {
            return AccountRejections.PaymentState(payment);
        }

        var remaining = payment.AmountMinor - payment.ReversedMinor;
        var amount = remaining;
        if (command.Amount is { } given)
        {
            Amounts.ToMinor("/amount", given, booking.Currency, out amount);
        }

        if (amount > remaining || remaining == 0)
        {
            return AccountRejections.PaymentReversalExceeds(payment);
        }

        var fromUnapplied = Math.Min(amount, payment.UnappliedMinor);
        booking.Book(new AccountEvent.PaymentReversed(
            payment.Id,
            new Reversal(command.ReversalId, amount, command.Reason, command.Amount is null),
            fromUnapplied,
            Released(payment, amount - fromUnapplied),
            booking.Profile.Currency));
        return null;
    }

    private static Items<Allocation> Released(FundingSource payment, long amountMinor)
    {
        List<Allocation> released = [];
        for (var i = payment.Allocations.Count - 1; i >= 0 && amountMinor > 0; i--)
        {
            var part = Math.Min(amountMinor, payment.Allocations[i].AmountMinor);
            released.Add(payment.Allocations[i] with { AmountMinor = part });
            amountMinor -= part;
        }

        return released.ToItems();
    }

    private static bool IsSame(Booking booking, Reversal before, AccountCommand.ReversePayment command)
    {
        if (command.Amount is not { } given)
        {
            return before.AmountOmitted && before.Reason == command.Reason;
        }

        Amounts.ToMinor("/amount", given, booking.Currency, out var minor);
        return before.AmountMinor == minor && before.Reason == command.Reason;
    }

    private static Reversal? Find(FundingSource payment, string reversalId)
    {
        var index = payment.Reversals.IndexOf(each => each.ReversalId == reversalId);
        return index < 0 ? null : payment.Reversals[index];
    }

    private static bool IsTaken(Booking booking, string reversalId) =>
        booking.Now.Sources.IndexOf(source => Find(source, reversalId) is not null) >= 0
        || (booking.Now.Archived is not null
            && booking.Context.Facts.Archived(ArchiveShelf.Reversal, reversalId) is not null);
}
