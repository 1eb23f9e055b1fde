using System.Globalization;
using NodaTime;

namespace Collections.Domain.Overdue.Conditions;

/// <summary>The four comparisons of the policy language.</summary>
internal enum ComparisonKind
{
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

/// <summary>Compares the age of a base date with a span, in local calendar days.</summary>
internal readonly record struct AgeComparison(ComparisonKind Kind, AgeSpan Span)
{
    /// <summary>Whether something of that base date has such an age.</summary>
    internal bool Holds(LocalDate start, LocalDate today)
    {
        var threshold = Span.AddTo(start);
        return Kind switch
        {
            ComparisonKind.AtLeast => threshold <= today,
            ComparisonKind.MoreThan => threshold < today,
            ComparisonKind.AtMost => threshold >= today,
            _ => threshold > today,
        };
    }

    /// <summary>The one day on which the answer for a base date turns over.</summary>
    internal LocalDate TurnsOn(LocalDate start)
    {
        var threshold = Span.AddTo(start);
        return Kind is ComparisonKind.AtLeast or ComparisonKind.LessThan ? threshold : AgeSpan.DayAfter(threshold);
    }

    internal static bool AllHold(AgeComparison[] comparisons, LocalDate start, LocalDate today)
    {
        foreach (var comparison in comparisons)
        {
            if (!comparison.Holds(start, today))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first day after today on which one of the answers turns over.</summary>
    internal static LocalDate NextTurn(AgeComparison[] comparisons, LocalDate start, LocalDate today)
    {
        var next = AgeSpan.Never;
        foreach (var comparison in comparisons)
        {
            var turn = comparison.TurnsOn(start);
            next = turn > today ? AgeSpan.Earlier(next, turn) : next;
        }

        return next;
    }

    public override string ToString() => $"{ComparisonText.Word(Kind)}: {Span}";
}

/// <summary>Compares a number (a count or an amount in major units) exactly.</summary>
internal readonly record struct NumberComparison(ComparisonKind Kind, decimal Limit)
{
    internal bool Holds(decimal value) => Kind switch
    {
        ComparisonKind.AtLeast => value >= Limit,
        ComparisonKind.MoreThan => value > Limit,
        ComparisonKind.AtMost => value <= Limit,
        _ => value < Limit,
    };

    internal static bool AllHold(NumberComparison[] comparisons, decimal value)
    {
        foreach (var comparison in comparisons)
        {
            if (!comparison.Holds(value))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() =>
        $"{ComparisonText.Word(Kind)}: {Limit.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>The words of the comparisons.</summary>
internal static class ComparisonText
{
    /// <summary>The words in the order of <see cref="ComparisonKind"/>.</summary>
    internal static readonly string[] Words = ["atLeast", "moreThan", "atMost", "lessThan"];

    internal static string Word(ComparisonKind kind) => Words[(int)kind];

    internal static string Join<T>(T[] comparisons)
        where T : struct => string.Join(", ", comparisons);
}
