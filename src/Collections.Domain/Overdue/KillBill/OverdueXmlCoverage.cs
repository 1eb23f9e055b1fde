using System.Globalization;

namespace Collections.Domain.Overdue.KillBill;

/// <summary>
/// Whether one condition holds whenever another does, as far as that shows from element to element. Only a sure yes
/// counts: it feeds a warning.
/// </summary>
internal static class OverdueXmlCoverage
{
    private const int DaysPerWeek = 7;
    private const int MonthsPerYear = 12;

    // In any run of calendar months, a month has at least 28 days and at most 31.
    private const int DaysPerMonthMin = 28;
    private const int DaysPerMonthMax = 31;

    /// <summary>Whether the tags a condition asks for exclude each other, or include the one that exempts.</summary>
    internal static bool Contradicts(XmlCondition condition) =>
        condition.TagIncluded is { } tag
        && (tag == condition.TagExcluded || tag == OverdueXmlConversion.EnforcementOff);

    /// <summary>Whether <paramref name="cover"/> holds whenever <paramref name="other"/> does.</summary>
    internal static bool Covers(XmlCondition? cover, XmlCondition other) =>
        cover is not null
        && CoversCount(cover, other)
        && CoversTotal(cover, other)
        && CoversAge(cover, other)
        && (cover.Responses is null || (other.Responses?.All(cover.Responses.Contains) ?? false))
        && (cover.TagIncluded is null || cover.TagIncluded == other.TagIncluded)
        && (cover.TagExcluded is null
            || cover.TagExcluded == OverdueXmlConversion.EnforcementOff
            || cover.TagExcluded == other.TagExcluded);

    private static bool CoversCount(XmlCondition cover, XmlCondition other) => cover.UnpaidCount switch
    {
        null or <= 0 => true,
        1 => other.UnpaidCount >= 1 || other.SinceEarliest is not null,
        { } least => other.UnpaidCount >= least,
    };

    private static bool CoversTotal(XmlCondition cover, XmlCondition other) =>
        cover.UnpaidTotal is null
        || Total(cover) <= 0
        || (other.UnpaidTotal is not null && Total(other) >= Total(cover));

    private static bool CoversAge(XmlCondition cover, XmlCondition other)
    {
        if (cover.SinceEarliest is not { } least)
        {
            return true;
        }

        if (least.IsUnlimited)
        {
            return false;
        }

        if (other.SinceEarliest is { } span)
        {
            return span.IsUnlimited || ReachesNoEarlier(span, least);
        }

        return (least.Number ?? -1) <= 0 && other.UnpaidCount >= 1;
    }

    // Days and weeks compare exactly with each other, months and years too; across, the shortest against the longest.
    private static bool ReachesNoEarlier(XmlDuration later, XmlDuration earlier)
    {
        var (laterNumber, laterInMonths) = Measure(later);
        var (earlierNumber, earlierInMonths) = Measure(earlier);
        return (laterInMonths, earlierInMonths) switch
        {
            (true, false) => laterNumber * DaysPerMonthMin >= earlierNumber,
            (false, true) => laterNumber >= earlierNumber * DaysPerMonthMax,
            _ => laterNumber >= earlierNumber,
        };
    }

    private static (long Number, bool InMonths) Measure(XmlDuration span)
    {
        var number = Math.Max(0L, span.Number ?? -1);
        return span.Unit switch
        {
            "WEEKS" => (number * DaysPerWeek, false),
            "MONTHS" => (number, true),
            "YEARS" => (number * MonthsPerYear, true),
            _ => (number, false),
        };
    }

    private static decimal Total(XmlCondition condition)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var text = condition.UnpaidTotal!;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var total) ? total
            : text.StartsWith('-') ? decimal.MinValue
            : decimal.MaxValue;
    }
}
