using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

public abstract partial record AccountEvent
{
    /// <summary>A draft arrived.</summary>
    [EventType("bill.drafted")]
    public sealed record BillDrafted(BillTerms Bill, string Currency) : AccountEvent;

    /// <summary>A bill was committed: it is owed from now on.</summary>
    /// <param name="Bill">Its terms.</param>
    /// <param name="TotalMinor">Its amount, adjustments of the draft included.</param>
    /// <param name="Currency">Its currency.</param>
    [EventType("bill.issued")]
    public sealed record BillIssued(BillTerms Bill, long TotalMinor, string Currency) : AccountEvent;

    /// <summary>A bill's amount was changed.</summary>
    /// <param name="BillId">The bill.</param>
    /// <param name="AdjustmentId">The adjustment.</param>
    /// <param name="AmountMinor">Added to the total; negative lowers it.</param>
    /// <param name="TotalMinor">The total after it.</param>
    /// <param name="Freed">Money that covered more than is left of the bill, back to its sources.</param>
    /// <param name="Currency">The currency.</param>
    [EventType("bill.adjusted")]
    public sealed record BillAdjusted(
        string BillId, string AdjustmentId, long AmountMinor, long TotalMinor, Items<Share> Freed, string Currency)
        : AccountEvent;

    /// <summary>A bill is not counted on days before a day, or is again.</summary>
    /// <param name="BillId">The bill.</param>
    /// <param name="Until">First local day it counts; null lifts the postponement.</param>
    [EventType("bill.postponed")]
    public sealed record BillPostponed(string BillId, LocalDate? Until) : AccountEvent;

    /// <summary>Nothing is left to pay of a bill.</summary>
    [EventType("bill.paid")]
    public sealed record BillPaid(string BillId) : AccountEvent;

    /// <summary>A paid bill owes again, with its original dates.</summary>
    [EventType("bill.reopened")]
    public sealed record BillReopened(string BillId, long OutstandingMinor, string Currency) : AccountEvent;

    /// <summary>A draft or unpaid bill was voided.</summary>
    [EventType("bill.voided")]
    public sealed record BillVoided(string BillId) : AccountEvent;

    /// <summary>A bill was given up.</summary>
    /// <param name="BillId">The bill.</param>
    /// <param name="AmountMinor">What was outstanding.</param>
    /// <param name="Currency">The currency.</param>
    [EventType("bill.written_off")]
    public sealed record BillWrittenOff(string BillId, long AmountMinor, string Currency) : AccountEvent;

    /// <summary>A bill that was given up is owed again, less what was recovered.</summary>
    /// <param name="BillId">The bill.</param>
    /// <param name="OutstandingMinor">What is outstanding again.</param>
    /// <param name="Currency">The currency.</param>
    [EventType("bill.write_off_reversed")]
    public sealed record BillWriteOffReversed(string BillId, long OutstandingMinor, string Currency) : AccountEvent;
}
