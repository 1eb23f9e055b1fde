using System.Globalization;
using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;
using NodaTime;

namespace Collections.Domain.Rules;

/// <summary>Which kind of bills a rule takes.</summary>
internal enum BillSelection
{
    /// <summary>All past due: what a rule without <c>bills</c> takes.</summary>
    PastDue,

    /// <summary>Those of an age and amount.</summary>
    Matching,

    /// <summary>Open credit bills.</summary>
    Credit,
}

/// <summary>
/// Which open bills a rule takes. The age is that of the policy's base date; the amount is the undisputed open part.
/// </summary>
public sealed class BillFilter
{
    private readonly BillSelection _selection;
    private readonly AgeComparison[] _ages;
    private readonly NumberComparison[] _amounts;

    private BillFilter(BillSelection selection, AgeComparison[] ages, NumberComparison[] amounts)
    {
        _selection = selection;
        _ages = ages;
        _amounts = amounts;
    }

    /// <summary>Bills past due that are not postponed.</summary>
    internal static BillFilter PastDue { get; } = new(BillSelection.PastDue, [], []);

    /// <summary>Open credit bills.</summary>
    internal static BillFilter Credit { get; } = new(BillSelection.Credit, [], []);

    /// <summary>Whether bills postponed to a later day are left out.</summary>
    internal bool SkipPostponed { get; private init; } = true;

    /// <summary>Whether bills with a disputed part are left out whole.</summary>
    internal bool SkipDisputed { get; private init; }

    /// <summary>Counted bills of such ages and amounts.</summary>
    internal static BillFilter Of(
        AgeComparison[] ages, NumberComparison[] amounts, bool skipPostponed, bool skipDisputed) =>
        new(BillSelection.Matching, ages, amounts)
        {
            SkipPostponed = skipPostponed,
            SkipDisputed = skipDisputed,
        };

    /// <summary>Whether the rule takes a bill on a day.</summary>
    internal bool Takes(AgedBill bill, in AccountDay day) => WhyNot(bill, day) is null;

    /// <summary>Why the rule leaves a bill; null when it takes it.</summary>
    internal string? WhyNot(AgedBill bill, in AccountDay day)
    {
        if (_selection == BillSelection.Credit)
        {
            return bill.OutstandingMinor < 0 ? null : "no credit bill";
        }

        if (AgeBasis.Payable(bill) == 0)
        {
            return bill.OutstandingMinor < 0 ? "a credit bill" : "nothing undisputed is open";
        }

        if (SkipDisputed && bill.DisputedMinor > 0)
        {
            return "disputed";
        }

        if (SkipPostponed && bill.PostponedUntil > day.Today)
        {
            return $"postponed until {AgeText.Day(bill.PostponedUntil.Value)}";
        }

        if (day.Age.AgesFrom(bill) > day.Today)
        {
            return $"counts from {AgeText.Day(day.Age.AgesFrom(bill))}";
        }

        return _selection == BillSelection.PastDue
            ? bill.DueDate < day.Today ? null : "not past due"
            : WhyNotMatching(bill, day);
    }

    /// <summary>The first later day on which the passing of time may change the answer for a bill.</summary>
    internal LocalDate NextTurn(AgedBill bill, in AccountDay day)
    {
        if (_selection == BillSelection.Credit || AgeBasis.Payable(bill) == 0)
        {
            return AgeSpan.Never;
        }

        var next = Later(day.Age.AgesFrom(bill), day.Today);
        if (SkipPostponed && bill.PostponedUntil is { } until)
        {
            next = AgeSpan.Earlier(next, Later(until, day.Today));
        }

        return _selection == BillSelection.PastDue
            ? AgeSpan.Earlier(next, Later(AgeSpan.DayAfter(bill.DueDate), day.Today))
            : AgeSpan.Earlier(next, AgeComparison.NextTurn(_ages, day.Age.BaseOf(bill), day.Today));
    }

    private string? WhyNotMatching(AgedBill bill, in AccountDay day)
    {
        var start = day.Age.BaseOf(bill);
        if (!AgeComparison.AllHold(_ages, start, day.Today))
        {
            return $"age {AgeText.Of(start, day.Today)}, not {ComparisonText.Join(_ages)}";
        }

        var amount = day.Major(AgeBasis.Payable(bill));
        return NumberComparison.AllHold(_amounts, amount)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"amount {amount}, not {ComparisonText.Join(_amounts)}");
    }

    private static LocalDate Later(LocalDate turn, LocalDate today) => turn > today ? turn : AgeSpan.Never;
}
