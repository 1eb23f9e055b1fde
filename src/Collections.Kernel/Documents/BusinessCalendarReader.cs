using NodaTime;
using NodaTime.Text;

namespace Collections.Kernel.Documents;

/// <summary>
/// Reads a calendar file: <c>{ weekend: [SAT, SUN], holidays: [2025-10-01/2025-10-08, 2026-01-01],
/// workdays: [2025-09-28], source: TEXT }</c>. Ranges include both ends. <c>weekend</c> defaults to Saturday and
/// Sunday, the lists to empty; <c>source</c> says where the days were announced and changes nothing. Unknown keys are
/// faults.
/// </summary>
public sealed class BusinessCalendarReader
{
    /// <summary>Longest range, in days: a year with its leap day.</summary>
    public const int RangeDaysMax = 366;

    /// <summary>Most days in one list after ranges are spread out; decades of any country's holidays fit.</summary>
    public const int DaysMax = 10_000;

    private static readonly IsoDayOfWeek[] Week =
    [
        IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday,
        IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday,
    ];

    private readonly List<Fault> _faults = [];

    private BusinessCalendarReader()
    {
    }

    /// <summary>Reads a calendar and lists every fault; the calendar is null when there is any.</summary>
    /// <param name="name">The name it will have within the tenant.</param>
    /// <param name="node">The parsed file.</param>
    public static (BusinessCalendar? Calendar, IReadOnlyList<Fault> Faults) Read(string name, Node node)
    {
        var reader = new BusinessCalendarReader();
        if (node is not Node.Mapping map)
        {
            reader.Add(string.Empty, "not_a_map", "A calendar is a map of weekend, holidays and workdays.", node.At);
            return (null, reader._faults);
        }

        var weekend = reader.Weekend(map["weekend"]);
        var holidays = reader.Days("/holidays", map["holidays"]);
        var workdays = reader.Days("/workdays", map["workdays"]);
        reader.RequireText("/source", map["source"]);
        foreach (var (key, value) in map.Entries)
        {
            if (key is not ("weekend" or "holidays" or "workdays" or "source"))
            {
                // JSON pointers (RFC 6901) write ~ and / in a key as ~0 and ~1.
                var tilde = key.Replace("~", "~0", StringComparison.Ordinal);
                var path = "/" + tilde.Replace("/", "~1", StringComparison.Ordinal);
                reader.Add(path, "unknown_key", $"'{key}' is no key of a calendar.", value.At);
            }
        }

        return reader._faults.Count > 0
            ? (null, reader._faults)
            : (new BusinessCalendar(name, weekend, holidays, workdays), []);
    }

    private static bool IsAbsent(Node? node) => node is null or Node.Scalar { IsNull: true };

    private void Add(string path, string code, string message, Position at) =>
        _faults.Add(new Fault(Severity.Error, path, code, message, at));

    private void RequireText(string path, Node? node)
    {
        if (!IsAbsent(node) && node is not Node.Scalar)
        {
            Add(path, "not_text", "A text is expected.", node!.At);
        }
    }

    private IReadOnlyList<Node> Items(string path, Node? node)
    {
        if (IsAbsent(node))
        {
            return [];
        }

        if (node is Node.Sequence list)
        {
            return list.Items;
        }

        Add(path, "not_a_list", "A list is expected.", node!.At);
        return [];
    }

    private HashSet<IsoDayOfWeek> Weekend(Node? node)
    {
        if (IsAbsent(node))
        {
            return [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];
        }

        var days = new HashSet<IsoDayOfWeek>();
        var items = Items("/weekend", node);
        for (var i = 0; i < items.Count; i++)
        {
            var text = (items[i] as Node.Scalar)?.Text;
            var day = Array.Find(Week, d => IsNameOf(d, text));
            if (day == IsoDayOfWeek.None)
            {
                Add($"/weekend/{i}", "unknown_weekday", "One of MON TUE WED THU FRI SAT SUN is expected.", items[i].At);
            }
            else if (!days.Add(day))
            {
                Add($"/weekend/{i}", "duplicate", $"'{text}' is listed twice.", items[i].At);
            }
        }

        if (days.Count == Week.Length)
        {
            Add("/weekend", "no_workday_left", "At least one day of the week is a workday.", node!.At);
        }

        return days;
    }

    /// <summary>Whether a text is the English name of a weekday or its first three letters, in any case.</summary>
    private static bool IsNameOf(IsoDayOfWeek day, string? text)
    {
        var name = day.ToString();
        return string.Equals(text, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(text, name[..3], StringComparison.OrdinalIgnoreCase);
    }

    private HashSet<LocalDate> Days(string path, Node? node)
    {
        var days = new HashSet<LocalDate>();
        var items = Items(path, node);
        for (var i = 0; i < items.Count; i++)
        {
            if (ReadRange($"{path}/{i}", items[i]) is not var (first, last))
            {
                continue;
            }

            for (var day = first; day <= last; day = day.PlusDays(1))
            {
                days.Add(day);
            }

            if (days.Count > DaysMax)
            {
                Add(path, "too_many_days", $"A list holds at most {DaysMax} days.", node!.At);
                break;
            }
        }

        return days;
    }

    private (LocalDate First, LocalDate Last)? ReadRange(string path, Node node)
    {
        var parts = node is Node.Scalar { Text: { } text } ? text.Split('/') : [];
        if (parts.Length is < 1 or > 2
            || !TryDay(parts[0], out var first)
            || !TryDay(parts[^1], out var last))
        {
            Add(path, "not_a_date", "A date YYYY-MM-DD (1900 to 2199) or a range FIRST/LAST is expected.", node.At);
            return null;
        }

        if (last < first)
        {
            Add(path, "range_reversed", "A range ends on or after the day it starts.", node.At);
            return null;
        }

        if (Period.DaysBetween(first, last) >= RangeDaysMax)
        {
            Add(path, "range_too_long", $"A range holds at most {RangeDaysMax} days.", node.At);
            return null;
        }

        return (first, last);
    }

    private static bool TryDay(string text, out LocalDate day) =>
        LocalDatePattern.Iso.Parse(text.Trim()).TryGetValue(default, out day) && day.Year is >= 1900 and < 2200;
}
