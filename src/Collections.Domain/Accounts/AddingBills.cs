using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>
/// A bill arrives, as a draft or committed. The same bill again changes nothing, another one under its id
/// conflicts.
/// </summary>
internal static class AddingBills
{
    /// <summary>Most lines of one bill.</summary>
    public const int LinesMax = 500;

    /// <summary>Books a bill.</summary>
    public static Rejection? Add(Booking booking, AccountCommand.AddBill command)
    {
        var refusal = CheckForm(command)
            ?? Amounts.CheckCurrency(booking, command.Currency)
            ?? Amounts.ToMinor("/amountDue", command.AmountDue, booking.Currency, out _)
            ?? BillLines.Check(booking, command);
        if (refusal is not null)
        {
            return refusal;
        }

        var terms = Terms(booking, command);
        if (booking.Now.Bill(command.BillId) is { } existing)
        {
            return SameBill.IsSame(existing.Terms, terms)
                ? null
                : AccountRejections.Conflict("bill", command.BillId);
        }

        BillLines.Seal(booking, command);
        booking.Book(command.Draft
            ? new AccountEvent.BillDrafted(terms, booking.Profile.Currency)
            : new AccountEvent.BillIssued(terms, terms.AmountMinor, booking.Profile.Currency));
        return null;
    }

    /// <summary>Books that a draft is owed from now on; it keeps its dates.</summary>
    public static Rejection? Commit(Booking booking, AccountCommand.CommitBill command)
    {
        if (booking.Now.Bill(command.BillId) is not { } bill)
        {
            return AccountRejections.BillUnknown(command.BillId);
        }

        if (bill.Status != BillStatus.Draft)
        {
            return AccountRejections.BillNotDraft(bill);
        }

        booking.Book(new AccountEvent.BillIssued(bill.Terms, bill.TotalMinor, booking.Profile.Currency));
        return null;
    }

    /// <summary>The terms a command asks for, dates defaulted.</summary>
    public static BillTerms Terms(Booking booking, AccountCommand.AddBill command)
    {
        Amounts.ToMinor("/amountDue", command.AmountDue, booking.Currency, out var minor);
        var issuedOn = command.IssuedOn ?? booking.Today;
        var omitted = (command.IssuedOn is null ? OmittedDates.IssuedOn : OmittedDates.None)
            | (command.DueDate is null ? OmittedDates.DueDate : OmittedDates.None);
        return new BillTerms(
            command.BillId,
            minor,
            issuedOn,
            command.DueDate ?? issuedOn,
            command.Draft,
            omitted,
            BillLines.Of(booking, command));
    }

    private static Rejection? CheckForm(AccountCommand.AddBill command) =>
        Form.Id("/billId", command.BillId)
        ?? Form.OptionalCurrency(command.Currency)
        ?? Form.Range("/amountDue", command.AmountDue)
        ?? ((command.Lines?.Count ?? 0) <= LinesMax
            ? null
            : Rejection.Invalid("/lines", "too_many", $"A bill has at most {LinesMax} lines."));
}
