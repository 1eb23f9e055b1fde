using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// What a notice may say, as the account knew it when the notice fell due: amounts, dates, ids; no personal value, no
/// free text of a person.
/// </summary>
public sealed record NoticeFacts
{
    /// <summary>Most bills named in a notice; the count tells how many there are.</summary>
    public const int BillsMax = 20;

    /// <summary>ISO 4217 code of all amounts; null when there are none.</summary>
    public string? Currency { get; init; }

    /// <summary>The account's balance, minor units.</summary>
    public long BalanceMinor { get; init; }

    /// <summary>What of it is overdue, minor units.</summary>
    public long OverdueMinor { get; init; }

    /// <summary>Days past due of the oldest bill; 0 when nothing is past due.</summary>
    public int DaysPastDue { get; init; }

    /// <summary>The name of the overdue state; null for none.</summary>
    public string? State { get; init; }

    /// <summary>The policy's message for that state; null for none.</summary>
    public string? Message { get; init; }

    /// <summary>The amount the notice is about (the bills named, a promise, an installment), minor units.</summary>
    public long AmountMinor { get; init; }

    /// <summary>
    /// The date the notice is about (the due day of the bill, the day of the promise); null for none.
    /// </summary>
    public LocalDate? Day { get; init; }

    /// <summary>How many bills the notice is about; may be more than are named.</summary>
    public int BillCount { get; init; }

    /// <summary>The bills, oldest due first, at most <see cref="BillsMax"/>.</summary>
    public IReadOnlyList<NoticeBill> Bills { get; init; } = [];
}

/// <summary>A bill as a notice names it.</summary>
/// <param name="BillId">Its id.</param>
/// <param name="OutstandingMinor">What is unpaid of it, minor units.</param>
/// <param name="DueDate">Its due day.</param>
public sealed record NoticeBill(string BillId, long OutstandingMinor, LocalDate DueDate);
