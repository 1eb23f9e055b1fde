using System.Globalization;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>What became of one row of an import.</summary>
public enum RowResult
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It changed what was there.</summary>
    Changed,

    /// <summary>It says what is already there.</summary>
    Unchanged,

    /// <summary>It was refused and changed nothing.</summary>
    Rejected,
}

/// <summary>The outcome of one row.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Code">The refusal's code; null unless rejected.</param>
/// <param name="Pointer">JSON pointer of the field at fault; null for the whole row.</param>
/// <param name="Message">The refusal's text; null unless rejected.</param>
public sealed record RowOutcome(RowResult Result, string? Code, string? Pointer, string? Message)
{
    /// <summary>It is new.</summary>
    public static RowOutcome Added { get; } = new(RowResult.Added, null, null, null);

    /// <summary>It changed what was there.</summary>
    public static RowOutcome Changed { get; } = new(RowResult.Changed, null, null, null);

    /// <summary>It says what is already there.</summary>
    public static RowOutcome Unchanged { get; } = new(RowResult.Unchanged, null, null, null);
}

/// <summary>The outcome of <see cref="AccountCommand.RecordHistory"/>, row by row in the order given.</summary>
/// <param name="Profile">The profile's row; null when there was none.</param>
/// <param name="Bills">The bills' rows.</param>
/// <param name="Payments">The payments' rows.</param>
public sealed record HistoryReport(
    RowOutcome? Profile, IReadOnlyList<RowOutcome> Bills, IReadOnlyList<RowOutcome> Payments);

/// <summary>
/// Books the history of an account: facts at their own dates, nothing fires. A row that is refused changes nothing and
/// stops no other; the same history again changes nothing.
/// </summary>
internal static class History
{
    /// <summary>Books the rows and reports on each.</summary>
    public static HistoryReport Record(Booking booking, AccountCommand.RecordHistory history)
    {
        var start = booking.Here();
        var profile = history.Profile is { } row ? RecordProfile(booking, row) : null;
        var seenBills = new SeenRows<AccountCommand.AddBill>(history.Bills.Count);
        var seenPayments = new SeenRows<AccountCommand.AddPayment>(history.Payments.Count);
        var bills = new RowOutcome[history.Bills.Count];
        var payments = new RowOutcome[history.Payments.Count];
        for (var i = 0; i < bills.Length; i++)
        {
            var bill = history.Bills[i];
            bills[i] = seenBills.HasOther(bill.BillId, bill)
                ? Rejected(Duplicate(bill.BillId))
                : Attempt(booking, bill, RecordBill);
        }

        for (var i = 0; i < payments.Length; i++)
        {
            var payment = history.Payments[i];
            payments[i] = seenPayments.HasOther(payment.PaymentId, payment)
                ? Rejected(Duplicate(payment.PaymentId))
                : Attempt(booking, payment, RecordPayment);
        }

        if (booking.ChangedSince(start))
        {
            booking.Book(new AccountEvent.Imported(booking.Context.At));
        }

        return new HistoryReport(profile, bills, payments);
    }

    private static RowOutcome RecordProfile(Booking booking, AccountCommand.PutAccount row)
    {
        var opened = booking.Now.Phase == AccountPhase.Open;
        var before = booking.Here();
        if (Books.Handle(booking, row) is { } refusal)
        {
            booking.ReturnTo(before);
            return Rejected(refusal);
        }

        return !booking.ChangedSince(before) ? Unchanged() : Accepted(opened);
    }

    private static RowOutcome Attempt<TRow>(
        Booking booking, TRow row, Func<Booking, TRow, (Rejection? Refusal, bool Existed)> record)
    {
        if (booking.Now.Phase != AccountPhase.Open)
        {
            return Rejected(AccountRejections.AccountUnknown(booking.Now.Id));
        }

        var before = booking.Here();
        var (refusal, existed) = record(booking, row);
        if (refusal is not null)
        {
            booking.ReturnTo(before);
            return Rejected(refusal);
        }

        if (!booking.ChangedSince(before))
        {
            booking.ReturnTo(before);
            return Unchanged();
        }

        return Accepted(existed);
    }

    private static (Rejection? Refusal, bool Existed) RecordBill(Booking booking, AccountCommand.AddBill row)
    {
        Archiving.Restore(booking, row);
        var refusal = Amounts.CheckCurrency(booking, row.Currency)
            ?? Amounts.ToMinor("/amountDue", row.AmountDue, booking.Currency, out _);
        if (refusal is not null || booking.Now.Bill(row.BillId) is not { } bill)
        {
            return (refusal ?? Books.Handle(booking, row), false);
        }

        // The amount that counts is today's, after adjustments; everything else must be as it was sent.
        var asked = AddingBills.Terms(booking, row);
        var same = asked with
        {
            AmountMinor = bill.Terms.AmountMinor,
            Lines = row.Lines is null ? bill.Terms.Lines : asked.Lines,
        };
        if (!SameBill.IsSame(bill.Terms, same))
        {
            return (AccountRejections.Conflict("bill", row.BillId), true);
        }

        if (asked.AmountMinor == bill.TotalMinor)
        {
            return (null, true);
        }

        refusal = Adjusting.Book(booking, bill, Adjustment(booking, bill, asked.AmountMinor));
        if (refusal is null)
        {
            BillStanding.Settle(booking);
            UnappliedCredit.Apply(booking);
            BillStanding.Settle(booking);
        }

        return (refusal, true);
    }

    private static Adjustment Adjustment(Booking booking, Bill bill, long amountMinor)
    {
        // Amounts may come and go: the second time to the same amount is another adjustment.
        var name = $"import:{new Money(amountMinor, booking.Currency).ToText()}";
        var id = name;
        for (var again = 2; Adjusting.IsTaken(booking.Now, id); again++)
        {
            id = $"{name}~{again.ToString(CultureInfo.InvariantCulture)}";
        }

        return new Adjustment(id, amountMinor - bill.TotalMinor);
    }

    private static (Rejection? Refusal, bool Existed) RecordPayment(Booking booking, AccountCommand.AddPayment row)
    {
        Archiving.Restore(booking, row);
        var existed = booking.Now.SourceIndex(FundingKind.Payment, row.PaymentId) >= 0;
        var refusal = Books.Handle(booking, row);
        return refusal?.Code == "payment_state"
            ? (AccountRejections.Conflict("payment", row.PaymentId), existed)
            : (refusal, existed);
    }

    private static Rejection Duplicate(string id) =>
        Rejection.Conflict("duplicate_id", $"The id '{id}' stands in the file twice, with different content.");

    private static RowOutcome Accepted(bool existed) => existed ? RowOutcome.Changed : RowOutcome.Added;

    private static RowOutcome Unchanged() => RowOutcome.Unchanged;

    private static RowOutcome Rejected(Rejection refusal)
    {
        // A malformed row is told by its field's code: the class is plain from the file.
        var field = refusal.Fields.Count > 0 ? refusal.Fields[0] : null;
        var code = refusal.Class == RejectionClass.Invalid && field is not null ? field.Code : refusal.Code;
        return new RowOutcome(RowResult.Rejected, code, field?.Pointer, refusal.Message);
    }
}
