using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;

namespace Collections.Domain.Overdue;

/// <summary>Units in which policies write ages.</summary>
public enum AgeUnit
{
    /// <summary>Calendar days.</summary>
    [JsonStringEnumMemberName("days")]
    Days,

    /// <summary>Seven calendar days.</summary>
    [JsonStringEnumMemberName("weeks")]
    Weeks,

    /// <summary>Calendar months; a day that the month lacks becomes its last day.</summary>
    [JsonStringEnumMemberName("months")]
    Months,

    /// <summary>Calendar years; 29 February becomes 28 February.</summary>
    [JsonStringEnumMemberName("years")]
    Years,
}

/// <summary>
/// A length of time as policies write it: <c>30 days</c>, <c>1 week</c>, <c>3 months</c>, <c>1 year</c>; a bare number
/// is days. It has no fixed length: what counts is the day it leads to from a given day.
/// </summary>
/// <param name="Number">0 to <see cref="NumberMax"/>.</param>
/// <param name="Unit">The unit.</param>
public readonly record struct AgeSpan(int Number, AgeUnit Unit)
{
    /// <summary>
    /// Largest number: far beyond any receivable, small enough never to leave the calendar unnoticed.
    /// </summary>
    public const int NumberMax = 100_000;

    // Adding up to NumberMax days or weeks from here still lies on the calendar; later bases saturate.
    private const int LastYear = 9_999;
    private const int MonthsPerYear = 12;
    private const int DaysPerWeek = 7;
    private const int DaysPerYearMin = 365;

    /// <summary>
    /// The day this span after <paramref name="start"/>; the calendar's last day when it would lie beyond.
    /// </summary>
    public LocalDate AddTo(LocalDate start)
    {
        var yearsAtMost = Unit switch
        {
            AgeUnit.Days => (Number / DaysPerYearMin) + 1,
            AgeUnit.Weeks => (Number * DaysPerWeek / DaysPerYearMin) + 1,
            AgeUnit.Months => (Number / MonthsPerYear) + 1,
            _ => Number,
        };
        if (start.Year + yearsAtMost > LastYear)
        {
            return Never;
        }

        return Unit switch
        {
            AgeUnit.Days => start.PlusDays(Number),
            AgeUnit.Weeks => start.PlusWeeks(Number),
            AgeUnit.Months => start.PlusMonths(Number),
            _ => start.PlusYears(Number),
        };
    }

    /// <summary>Reads <c>N</c>, <c>N days</c>, <c>N day</c> and likewise weeks, months, years.</summary>
    public static bool TryParse(string text, out AgeSpan span)
    {
        span = default;
        var body = text.AsSpan().Trim();
        var digits = body.IndexOfAnyExceptInRange('0', '9');
        var number = digits < 0 ? body : body[..digits];
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > NumberMax)
        {
            return false;
        }

        AgeUnit? unit = (digits < 0 ? "" : body[digits..].Trim()) switch
        {
            "" or "day" or "days" => AgeUnit.Days,
            "week" or "weeks" => AgeUnit.Weeks,
            "month" or "months" => AgeUnit.Months,
            "year" or "years" => AgeUnit.Years,
            _ => null,
        };
        span = new AgeSpan(value, unit ?? AgeUnit.Days);
        return unit is not null;
    }

    /// <summary>The span as a policy writes it.</summary>
    public override string ToString()
    {
        var unit = Unit switch
        {
            AgeUnit.Days => "day",
            AgeUnit.Weeks => "week",
            AgeUnit.Months => "month",
            _ => "year",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Number} {unit}{(Number == 1 ? "" : "s")}");
    }

    /// <summary>The calendar's last day stands for never.</summary>
    internal static LocalDate Never => LocalDate.MaxIsoValue;

    /// <summary>The following day; never stays never.</summary>
    internal static LocalDate DayAfter(LocalDate day) => day == Never ? Never : day.PlusDays(1);

    /// <summary>The earlier of two days.</summary>
    internal static LocalDate Earlier(LocalDate left, LocalDate right) => left < right ? left : right;
}
