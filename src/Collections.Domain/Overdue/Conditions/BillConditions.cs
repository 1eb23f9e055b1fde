using System.Globalization;
using NodaTime;

namespace Collections.Domain.Overdue.Conditions;

/// <summary>
/// <c>oldestUnpaid</c>: the age of the oldest counted bill; false for every comparison when none counts.
/// </summary>
internal sealed class OldestUnpaid(AgeComparison[] comparisons) : Condition
{
    /// <inheritdoc/>
    public override string Text { get; } = $"oldestUnpaid: {{ {ComparisonText.Join(comparisons)} }}";

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day) =>
        day.Oldest is { } oldest && AgeComparison.AllHold(comparisons, oldest, day.Today);

    /// <inheritdoc/>
    internal override LocalDate NextCandidate(in AccountDay day)
    {
        var next = AgeSpan.Never;
        var reign = AgeSpan.Never;
        while (reign > day.Today && OldestBill.TryFind(day.Facts, day.Age, reign, out var oldest))
        {
            next = AgeSpan.Earlier(next, AgeComparison.NextTurn(comparisons, oldest.Start, day.Today));
            next = oldest.CountedFrom > day.Today ? AgeSpan.Earlier(next, oldest.CountedFrom) : next;
            reign = oldest.CountedFrom;
        }

        return next;
    }

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) =>
        day.Oldest is { } oldest ? AgeText.Of(oldest, day.Today) : "no unpaid bill";
}

/// <summary><c>unpaidCount</c>: how many bills count.</summary>
internal sealed class UnpaidCount(NumberComparison[] comparisons) : Condition
{
    /// <inheritdoc/>
    public override string Text { get; } = $"unpaidCount: {{ {ComparisonText.Join(comparisons)} }}";

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day) => NumberComparison.AllHold(comparisons, day.Count);

    /// <inheritdoc/>
    internal override LocalDate NextCandidate(in AccountDay day) => OldestBill.NextCounted(day);

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) => day.Count.ToString(CultureInfo.InvariantCulture);
}

/// <summary><c>unpaidTotal</c>: what is open on counted bills, in major units of the account's currency.</summary>
internal sealed class UnpaidTotal(NumberComparison[] comparisons) : Condition
{
    /// <inheritdoc/>
    public override string Text { get; } = $"unpaidTotal: {{ {ComparisonText.Join(comparisons)} }}";

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day) => NumberComparison.AllHold(comparisons, day.Total);

    /// <inheritdoc/>
    internal override LocalDate NextCandidate(in AccountDay day) => OldestBill.NextCounted(day);

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) => AgeText.Amount(day, day.Total);
}

/// <summary>
/// <c>billAge</c> and <c>billAmount</c>: one and the same counted bill has such an age and open amount.
/// </summary>
internal sealed class SomeBill(AgeComparison[] ages, NumberComparison[] amounts) : Condition
{
    /// <inheritdoc/>
    public override string Text { get; } = string.Join(
        ", ",
        new[]
        {
            ages.Length > 0 ? $"billAge: {{ {ComparisonText.Join(ages)} }}" : "",
            amounts.Length > 0 ? $"billAmount: {{ {ComparisonText.Join(amounts)} }}" : "",
        }.Where(part => part.Length > 0));

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day) => Find(day) is not null;

    /// <inheritdoc/>
    internal override LocalDate NextCandidate(in AccountDay day)
    {
        var next = AgeSpan.Never;
        var bills = day.Facts.Bills;
        for (var i = 0; i < bills.Count; i++)
        {
            var bill = bills[i];
            if (AgeBasis.Payable(bill) == 0 || !AmountFits(bill, day))
            {
                continue;
            }

            var counted = day.Age.CountedFrom(bill);
            next = counted > day.Today ? AgeSpan.Earlier(next, counted) : next;
            next = AgeSpan.Earlier(next, AgeComparison.NextTurn(ages, day.Age.BaseOf(bill), day.Today));
        }

        return next;
    }

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) => Find(day) is { } bill
        ? $"bill {bill.BillId}: {AgeText.Of(day.Age.BaseOf(bill), day.Today)}, "
            + AgeText.Amount(day, day.Major(AgeBasis.Payable(bill)))
        : $"no such bill among {day.Count.ToString(CultureInfo.InvariantCulture)} unpaid";

    private AgedBill? Find(in AccountDay day)
    {
        var bills = day.Facts.Bills;
        for (var i = 0; i < bills.Count; i++)
        {
            var bill = bills[i];
            if (day.Age.Counts(bill, day.Today)
                && AgeComparison.AllHold(ages, day.Age.BaseOf(bill), day.Today)
                && AmountFits(bill, day))
            {
                return bill;
            }
        }

        return null;
    }

    private bool AmountFits(AgedBill bill, in AccountDay day) =>
        NumberComparison.AllHold(amounts, day.Major(AgeBasis.Payable(bill)));
}
