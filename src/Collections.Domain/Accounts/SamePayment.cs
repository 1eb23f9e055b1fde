namespace Collections.Domain.Accounts;

/// <summary>
/// Whether a payment sent again is the payment that is there, and what a second call adds to a pending one.
/// </summary>
internal static class SamePayment
{
    /// <summary>
    /// Whether the fields as sent are the same. For a payment told in two calls (pending, then the outcome) only what
    /// is sent is compared: each call may have left out what the other said.
    /// </summary>
    public static bool IsSame(PaymentTerms stored, PaymentTerms again, AccountCommand.AddPayment sent)
    {
        if (stored.WasPending)
        {
            return stored == Merge(stored, again, sent);
        }

        // An instant left out now was left out then; one that is given may spell the default out.
        return (!again.ReceivedAtOmitted || stored.ReceivedAtOmitted)
            && stored == again with
            {
                ReceivedAt = again.ReceivedAtOmitted ? stored.ReceivedAt : again.ReceivedAt,
                ReceivedAtOmitted = stored.ReceivedAtOmitted,
            };
    }

    /// <summary>
    /// Whether a call may tell the outcome of a pending payment: same money, meant for the same bills.
    /// </summary>
    public static bool MayFollow(PaymentTerms pending, PaymentTerms outcome, AccountCommand.AddPayment sent) =>
        pending.AmountMinor == outcome.AmountMinor
        && (sent.Method is null || pending.Method is null || sent.Method == pending.Method)
        && ((sent.BillId is null && (sent.Allocations ?? []).Count == 0)
            || (pending.BillId == outcome.BillId && pending.Wishes == outcome.Wishes));

    /// <summary>The terms after the second call: what it says holds, what it leaves out stays.</summary>
    public static PaymentTerms Merge(PaymentTerms pending, PaymentTerms outcome, AccountCommand.AddPayment sent) =>
        outcome with
        {
            ReceivedAt = sent.ReceivedAt is null ? pending.ReceivedAt : outcome.ReceivedAt,
            ReceivedAtOmitted = sent.ReceivedAt is null ? pending.ReceivedAtOmitted : outcome.ReceivedAtOmitted,
            WasPending = true,
            ValueDate = outcome.ValueDate ?? pending.ValueDate,
            Method = outcome.Method ?? pending.Method,
            BillId = outcome.BillId ?? pending.BillId,
            Wishes = outcome.Wishes.Count == 0 ? pending.Wishes : outcome.Wishes,
            DeclineCode = outcome.DeclineCode ?? pending.DeclineCode,
        };
}
