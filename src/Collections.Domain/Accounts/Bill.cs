using System.Text.Json.Serialization;
using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>Where a bill stands.</summary>
public enum BillStatus
{
    /// <summary>Prepared; owes nothing yet.</summary>
    [JsonStringEnumMemberName("draft")]
    Draft,

    /// <summary>Committed and not settled; a credit bill stays here with its negative amount.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Nothing is left to pay.</summary>
    [JsonStringEnumMemberName("paid")]
    Paid,

    /// <summary>Never to be paid, as if not written.</summary>
    [JsonStringEnumMemberName("void")]
    Void,

    /// <summary>Given up; what still comes in is a recovery.</summary>
    [JsonStringEnumMemberName("written_off")]
    WrittenOff,
}

/// <summary>Which dates of a bill its sender left out, so that the same body sent again is known as the same.</summary>
[Flags]
public enum OmittedDates
{
    /// <summary>Both were given.</summary>
    [JsonStringEnumMemberName("none")]
    None = 0,

    /// <summary>The issue day was left out.</summary>
    [JsonStringEnumMemberName("issuedOn")]
    IssuedOn = 1,

    /// <summary>The due day was left out.</summary>
    [JsonStringEnumMemberName("dueDate")]
    DueDate = 2,
}

/// <summary>A bill as its biller sent it; never changes.</summary>
/// <param name="BillId">Its id, unique within the account.</param>
/// <param name="AmountMinor">The amount as first billed; negative for a credit bill.</param>
/// <param name="IssuedOn">Local day of issue; a draft committed later keeps it.</param>
/// <param name="DueDate">Local due day; may lie before the issue day (late billing).</param>
/// <param name="Draft">Whether it arrived as a draft.</param>
/// <param name="Omitted">Which dates were defaulted.</param>
/// <param name="Lines">Its lines; empty when none were given.</param>
public sealed record BillTerms(
    string BillId,
    long AmountMinor,
    LocalDate IssuedOn,
    LocalDate DueDate,
    bool Draft,
    OmittedDates Omitted,
    Items<BillLine> Lines);

/// <summary>One line of a bill.</summary>
/// <param name="LineId">Its id; null when none was given.</param>
/// <param name="Kind">What is billed, a code; null when not said.</param>
/// <param name="AmountMinor">Its amount.</param>
/// <param name="Description">Its text, by reference; null when none was given.</param>
public sealed record BillLine(string? LineId, string? Kind, long AmountMinor, PersonalRef? Description);

/// <summary>A change of a bill's amount.</summary>
/// <param name="AdjustmentId">Its id, unique within the account.</param>
/// <param name="AmountMinor">Added to the total; negative lowers it.</param>
public sealed record Adjustment(string AdjustmentId, long AmountMinor);

/// <summary>A bill: its terms and what became of it.</summary>
public sealed record Bill
{
    /// <summary>As sent.</summary>
    public required BillTerms Terms { get; init; }

    /// <summary>Where it stands.</summary>
    public BillStatus Status { get; init; }

    /// <summary>Changes of the amount, in order.</summary>
    public Items<Adjustment> Adjustments { get; init; }

    /// <summary>The amount after adjustments; negative for a credit bill.</summary>
    public long TotalMinor { get; init; }

    /// <summary>Allocated to it while it was open.</summary>
    public long PaidMinor { get; init; }

    /// <summary>Allocated to it after it was written off.</summary>
    public long RecoveredMinor { get; init; }

    /// <summary>The disputed part of the outstanding amount.</summary>
    public long DisputedMinor { get; init; }

    /// <summary>Not counted by policies on days before this one; null when not postponed.</summary>
    public LocalDate? PostponedUntil { get; init; }

    /// <summary>The aging bucket last announced by <c>account.bucket.changed</c>; null before the first.</summary>
    public string? Bucket { get; init; }

    /// <summary>The last local day on which reminders of it went out; null for none.</summary>
    public LocalDate? RemindedOn { get; init; }

    /// <summary>When it was paid, voided or written off; null while it is not closed.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>Its id.</summary>
    [JsonIgnore]
    public string BillId => Terms.BillId;

    /// <summary>What no money was received for, whatever the status.</summary>
    [JsonIgnore]
    public long UncoveredMinor => TotalMinor - PaidMinor - RecoveredMinor;

    /// <summary>What is still open; 0 unless the bill is open, negative for an open credit bill.</summary>
    [JsonIgnore]
    public long OutstandingMinor => Status == BillStatus.Open ? UncoveredMinor : 0;

    /// <summary>The bill as aging sees it.</summary>
    public AgedBill Aged() =>
        new(
            Terms.BillId,
            Terms.IssuedOn,
            Terms.DueDate,
            TotalMinor,
            OutstandingMinor,
            DisputedMinor,
            PostponedUntil);
}
