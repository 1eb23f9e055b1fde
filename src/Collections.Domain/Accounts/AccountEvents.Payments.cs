using Collections.Kernel;

namespace Collections.Domain.Accounts;

public abstract partial record AccountEvent
{
    /// <summary>A payment is under way.</summary>
    [EventType("payment.pending")]
    public sealed record PaymentPending(PaymentTerms Payment, string Currency) : AccountEvent;

    /// <summary>A payment settled.</summary>
    /// <param name="Payment">Its terms.</param>
    /// <param name="Allocations">What it covers.</param>
    /// <param name="UnappliedMinor">What covers nothing yet.</param>
    /// <param name="Currency">The currency.</param>
    [EventType("payment.settled")]
    public sealed record PaymentSettled(
        PaymentTerms Payment, Items<Allocation> Allocations, long UnappliedMinor, string Currency) : AccountEvent;

    /// <summary>A payment failed.</summary>
    [EventType("payment.failed")]
    public sealed record PaymentFailed(PaymentTerms Payment, string Currency) : AccountEvent;

    /// <summary>A payment was reversed, in part or whole.</summary>
    /// <param name="PaymentId">The payment.</param>
    /// <param name="Reversal">How much and why.</param>
    /// <param name="FromUnappliedMinor">The part that covered nothing.</param>
    /// <param name="Released">The parts that covered bills, in the order they were taken.</param>
    /// <param name="Currency">The currency.</param>
    [EventType("payment.reversed")]
    public sealed record PaymentReversed(
        string PaymentId, Reversal Reversal, long FromUnappliedMinor, Items<Allocation> Released, string Currency)
        : AccountEvent;

    /// <summary>The biller granted a credit.</summary>
    /// <param name="CreditId">Its id.</param>
    /// <param name="AmountMinor">Its amount, positive.</param>
    /// <param name="Allocations">What it covers.</param>
    /// <param name="UnappliedMinor">What covers nothing yet.</param>
    /// <param name="Currency">The currency.</param>
    [EventType("credit.added")]
    public sealed record CreditAdded(
        string CreditId, long AmountMinor, Items<Allocation> Allocations, long UnappliedMinor, string Currency)
        : AccountEvent;

    /// <summary>Money that covered nothing was applied to bills that are open now.</summary>
    [EventType("credit.applied")]
    public sealed record CreditApplied(Items<Share> Shares, string Currency) : AccountEvent;
}
