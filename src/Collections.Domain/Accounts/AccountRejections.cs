using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>The refusals of the books, one code each.</summary>
public static class AccountRejections
{
    /// <summary>404: the account does not exist.</summary>
    public static Rejection AccountUnknown(string id) =>
        Rejection.Unknown("account_unknown", $"There is no account '{id}'.");

    /// <summary>404: the addressed bill does not exist.</summary>
    public static Rejection BillUnknown(string id) =>
        Rejection.Unknown("bill_unknown", $"The account has no bill '{id}'.");

    /// <summary>422: a bill named in the body does not exist.</summary>
    public static Rejection NamedBillUnknown(string pointer, string id) =>
        Rejection.Refused("bill_unknown", $"The account has no bill '{id}'.") with
        {
            Fields = [new FieldFault(pointer, "bill_unknown", $"The account has no bill '{id}'.")],
        };

    /// <summary>404: the addressed payment does not exist.</summary>
    public static Rejection PaymentUnknown(string id) =>
        Rejection.Unknown("payment_unknown", $"The account has no payment '{id}'.");

    /// <summary>404: no such hold stands.</summary>
    public static Rejection HoldUnknown(string id) =>
        Rejection.Unknown("hold_unknown", $"No hold '{id}' stands on the account.");

    /// <summary>404: the account does not carry the tag.</summary>
    public static Rejection TagUnknown(string tag) =>
        Rejection.Unknown("tag_unknown", $"The account does not carry the tag '{tag}'.");

    /// <summary>409: the id is taken by other content.</summary>
    public static Rejection Conflict(string what, string id) =>
        Rejection.Conflict("conflict", $"The {what} '{id}' exists with other content.");

    /// <summary>422: the body names another currency than the account's.</summary>
    public static Rejection CurrencyMismatch(string given, string own) =>
        Rejection.Refused("currency_mismatch", $"The account is kept in {own}, not in {given}.");

    /// <summary>422: the currency cannot change once a bill exists.</summary>
    public static Rejection CurrencyLocked(string own) =>
        Rejection.Refused("currency_locked", $"The account has bills or payments in {own}.");

    /// <summary>422: more digits than the currency has.</summary>
    public static Rejection AmountScale(string pointer, Currency currency)
    {
        var message = $"{currency.Code} has {currency.Digits} decimal digits.";
        return Rejection.Refused("amount_scale", message) with
        {
            Fields = [new FieldFault(pointer, "amount_scale", message)],
        };
    }

    /// <summary>422: the bill is not open (a draft, paid, void or written off).</summary>
    public static Rejection BillNotOpen(Bill bill) =>
        Rejection.Refused("bill_not_open", $"The bill '{bill.BillId}' is {EnumNames.Of(bill.Status)}.");

    /// <summary>422: the bill is no draft.</summary>
    public static Rejection BillNotDraft(Bill bill) =>
        Rejection.Refused("bill_not_draft", $"The bill '{bill.BillId}' is {EnumNames.Of(bill.Status)}.");

    /// <summary>422: the bill was not written off.</summary>
    public static Rejection BillNotWrittenOff(Bill bill) =>
        Rejection.Refused("bill_not_written_off", $"The bill '{bill.BillId}' is {EnumNames.Of(bill.Status)}.");

    /// <summary>422: money covers part of the bill, so it cannot be voided.</summary>
    public static Rejection BillHasPayments(Bill bill) =>
        Rejection.Refused("bill_has_payments", $"Payments cover a part of the bill '{bill.BillId}'.");

    /// <summary>422: the adjustment would turn the bill's sign.</summary>
    public static Rejection AdjustmentExceedsBill(Bill bill) =>
        Rejection.Refused("adjustment_exceeds_bill", $"The adjustment exceeds the bill '{bill.BillId}'.");

    /// <summary>422: the payment's state does not allow that.</summary>
    public static Rejection PaymentState(FundingSource payment) =>
        Rejection.Refused("payment_state", $"The payment '{payment.Id}' is {EnumNames.Of(payment.Status)}.");

    /// <summary>422: more than what is left of the payment.</summary>
    public static Rejection PaymentReversalExceeds(FundingSource payment) =>
        Rejection.Refused("payment_reversal_exceeds", $"Less than that is left of the payment '{payment.Id}'.");

    /// <summary>422: families have one level.</summary>
    public static Rejection ParentIsChild(string id) =>
        Rejection.Refused("parent_is_child", $"The account '{id}' is itself paid by a parent, or pays for children.");
}
