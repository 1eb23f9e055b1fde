using NodaTime;

namespace Collections.Domain.Overdue;

/// <summary>From which date of a bill its age is counted.</summary>
public enum AgeStart
{
    /// <summary>The due day; a bill counts from the day after it on.</summary>
    DueDate,

    /// <summary>The day of issue; a bill counts from that day on.</summary>
    IssuedOn,
}

/// <summary>
/// How a policy ages bills, and from when on it counts them. Grace never reduces an age: until base + grace has passed
/// the bill is not counted, from then on it counts with its full age.
/// </summary>
/// <param name="From">The base date.</param>
/// <param name="GraceDays">Calendar days, 0 to <see cref="GraceDaysMax"/>.</param>
public sealed record AgeBasis(AgeStart From, int GraceDays)
{
    /// <summary>Longest grace: a year.</summary>
    public const int GraceDaysMax = 366;

    /// <summary>From the due date without grace: what ageing and buckets use, whatever the policy says.</summary>
    public static AgeBasis PastDue { get; } = new(AgeStart.DueDate, 0);

    /// <summary>The local day from which the bill's age is counted.</summary>
    public LocalDate BaseOf(AgedBill bill) => From == AgeStart.DueDate ? bill.DueDate : bill.IssuedOn;

    /// <summary>
    /// The first local day on which the bill counts, postponement included; meaningful if it is countable.
    /// </summary>
    public LocalDate CountedFrom(AgedBill bill)
    {
        var from = AgesFrom(bill);
        return bill.PostponedUntil is { } until && until > from ? until : from;
    }

    /// <summary>The first local day on which the bill would count were it not postponed.</summary>
    public LocalDate AgesFrom(AgedBill bill) =>
        From == AgeStart.IssuedOn && GraceDays == 0
            ? bill.IssuedOn
            : new AgeSpan(GraceDays + 1, AgeUnit.Days).AddTo(BaseOf(bill));

    /// <summary>
    /// Whether the bill counts on a local day: something undisputed is open, grace and postponement are over.
    /// </summary>
    public bool Counts(AgedBill bill, LocalDate today) => Payable(bill) > 0 && CountedFrom(bill) <= today;

    /// <summary>The undisputed open part in minor units; 0 for a credit bill or a wholly disputed one.</summary>
    public static long Payable(AgedBill bill) =>
        bill.OutstandingMinor > 0 ? Math.Max(0, bill.OutstandingMinor - bill.DisputedMinor) : 0;
}
