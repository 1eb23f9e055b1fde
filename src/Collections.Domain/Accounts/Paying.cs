using System.Globalization;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>A payment arrives, or a pending one settles or fails.</summary>
internal static class Paying
{
    /// <summary>Most bills one payment may name.</summary>
    public const int AllocationsMax = 500;

    /// <summary>Books a payment.</summary>
    public static Rejection? Add(Booking booking, AccountCommand.AddPayment command)
    {
        var refusal = CheckForm(command)
            ?? Amounts.CheckCurrency(booking, command.Currency)
            ?? CheckScale(booking, command);
        if (refusal is not null)
        {
            return refusal;
        }

        var terms = Terms(booking, command);
        if (booking.Now.Source(FundingKind.Payment, command.PaymentId) is { } existing)
        {
            return Again(booking, command, existing, terms);
        }

        refusal = CheckBills(booking.Now, command);
        if (refusal is null)
        {
            Book(booking, command.Status, terms);
        }

        return refusal;
    }

    private static Rejection? Again(
        Booking booking, AccountCommand.AddPayment command, FundingSource existing, PaymentTerms terms)
    {
        Invariant.Require(existing.Terms is not null, "A payment has terms.");
        if (existing.Status == command.Status)
        {
            return SamePayment.IsSame(existing.Terms, terms, command)
                ? null
                : AccountRejections.Conflict("payment", existing.Id);
        }

        if (!SamePayment.MayFollow(existing.Terms, terms, command))
        {
            return AccountRejections.Conflict("payment", existing.Id);
        }

        if (existing.Status != PaymentStatus.Pending)
        {
            return AccountRejections.PaymentState(existing);
        }

        Book(booking, command.Status, SamePayment.Merge(existing.Terms, terms, command));
        return null;
    }

    private static void Book(Booking booking, PaymentStatus status, PaymentTerms terms)
    {
        var currency = booking.Profile.Currency;
        switch (status)
        {
            case PaymentStatus.Settled:
                var wishes = terms.BillId is null ? terms.Wishes : [new Wish(terms.BillId, terms.AmountMinor)];
                var plan = AllocationPlan.For(booking.Now.Bills, terms.AmountMinor, wishes);
                booking.Book(new AccountEvent.PaymentSettled(terms, plan.Allocations, plan.UnappliedMinor, currency));
                break;
            case PaymentStatus.Pending:
                booking.Book(new AccountEvent.PaymentPending(terms, currency));
                break;
            case PaymentStatus.Failed:
                booking.Book(new AccountEvent.PaymentFailed(terms, currency));
                break;
            default:
                throw Invariant.Unreachable($"Unknown payment status {status}.");
        }
    }

    private static PaymentTerms Terms(Booking booking, AccountCommand.AddPayment command)
    {
        Amounts.ToMinor("/amount", command.Amount, booking.Currency, out var minor);
        return new PaymentTerms
        {
            PaymentId = command.PaymentId,
            AmountMinor = minor,
            ReceivedAt = LocalDays.CutToMilliseconds(command.ReceivedAt ?? booking.Context.At),
            ReceivedAtOmitted = command.ReceivedAt is null,
            ValueDate = command.ValueDate,
            Method = command.Method,
            BillId = command.BillId,
            Wishes = (command.Allocations ?? []).Select(each => Wish(booking, each)).ToItems(),
            DeclineCode = command.Status == PaymentStatus.Failed ? command.DeclineCode : null,
        };
    }

    private static Wish Wish(Booking booking, AccountCommand.NewAllocation given)
    {
        Amounts.ToMinor("/amount", given.Amount, booking.Currency, out var minor);
        return new Wish(given.BillId, minor);
    }

    private static Rejection? CheckForm(AccountCommand.AddPayment command)
    {
        var refusal = Form.Id("/paymentId", command.PaymentId)
            ?? Form.Positive("/amount", command.Amount)
            ?? Form.OptionalCurrency(command.Currency)
            ?? Form.OptionalWord("/method", command.Method)
            ?? Form.OptionalWord("/declineCode", command.DeclineCode);
        if (refusal is not null || command.Allocations is not { Count: > 0 } allocations)
        {
            return refusal;
        }

        if (command.BillId is not null)
        {
            return Rejection.Invalid("/billId", "bill_and_allocations", "Give either billId or allocations.");
        }

        if (allocations.Count > AllocationsMax)
        {
            return Rejection.Invalid("/allocations", "too_many", $"At most {AllocationsMax} allocations.");
        }

        for (var i = 0; i < allocations.Count && refusal is null; i++)
        {
            refusal = Form.Positive(Pointer(i, "amount"), allocations[i].Amount);
        }

        return refusal ?? (allocations.Sum(each => each.Amount) <= command.Amount
            ? null
            : Rejection.Invalid("/allocations", "allocations_sum", "The allocations sum to more than the payment."));
    }

    private static Rejection? CheckScale(Booking booking, AccountCommand.AddPayment command)
    {
        var refusal = Amounts.ToMinor("/amount", command.Amount, booking.Currency, out _);
        var allocations = command.Allocations ?? [];
        for (var i = 0; i < allocations.Count && refusal is null; i++)
        {
            refusal = Amounts.ToMinor(Pointer(i, "amount"), allocations[i].Amount, booking.Currency, out _);
        }

        return refusal;
    }

    private static Rejection? CheckBills(Account account, AccountCommand.AddPayment command)
    {
        if (command.BillId is not null && account.BillIndex(command.BillId) < 0)
        {
            return AccountRejections.NamedBillUnknown("/billId", command.BillId);
        }

        var allocations = command.Allocations ?? [];
        for (var i = 0; i < allocations.Count; i++)
        {
            if (account.BillIndex(allocations[i].BillId) < 0)
            {
                return AccountRejections.NamedBillUnknown(Pointer(i, "billId"), allocations[i].BillId);
            }
        }

        return null;
    }

    private static string Pointer(int index, string field) =>
        $"/allocations/{index.ToString(CultureInfo.InvariantCulture)}/{field}";
}
