using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>The biller grants a credit: it covers bills like a payment that is meant for none.</summary>
internal static class Crediting
{
    /// <summary>Books a credit.</summary>
    public static Rejection? Add(Booking booking, AccountCommand.AddCredit command)
    {
        var refusal = Form.Id("/creditId", command.CreditId)
            ?? Form.Positive("/amount", command.Amount)
            ?? Amounts.CheckCurrency(booking, command.Currency)
            ?? Amounts.ToMinor("/amount", command.Amount, booking.Currency, out _);
        if (refusal is not null)
        {
            return refusal;
        }

        Amounts.ToMinor("/amount", command.Amount, booking.Currency, out var minor);
        if (booking.Now.Source(FundingKind.Credit, command.CreditId) is { } existing)
        {
            return existing.AmountMinor == minor ? null : AccountRejections.Conflict("credit", command.CreditId);
        }

        var plan = AllocationPlan.For(booking.Now.Bills, minor, []);
        booking.Book(new AccountEvent.CreditAdded(
            command.CreditId, minor, plan.Allocations, plan.UnappliedMinor, booking.Profile.Currency));
        return null;
    }
}
