using System.Globalization;
using Collections.Kernel.Documents;

namespace Collections.Domain.Contacts;

/// <summary>
/// Reads windows: <c>{ days: WORKDAY, ranges: ['09:00-12:00', '14:00-19:30'], channels: [phone] }</c>.
/// </summary>
internal static class WindowReader
{
    private const int RangesMax = 20;

    private static readonly (string Word, DayKinds Kind)[] Words =
    [
        ("ALL", DayKinds.Every), ("WORKDAY", DayKinds.Workday), ("WEEKEND", DayKinds.Weekend),
        ("HOLIDAY", DayKinds.Holiday), ("MON", DayKinds.Monday), ("TUE", DayKinds.Tuesday),
        ("WED", DayKinds.Wednesday), ("THU", DayKinds.Thursday), ("FRI", DayKinds.Friday),
        ("SAT", DayKinds.Saturday), ("SUN", DayKinds.Sunday),
    ];

    private static readonly string[] Known = [.. Words.Select(each => each.Word)];

    /// <summary>Reads one rule; null when it is at fault.</summary>
    public static WindowRule? Read(NodeCursor item)
    {
        if (item.AsMap("days", "ranges", "channels", "unlessAgreed") is not { } map)
        {
            return null;
        }

        var days = map["days"] is { } field ? Days(field) : DayKinds.Every;
        var ranges = map.Require("ranges") is { } list ? Ranges(list) : null;
        var channels = PolicyParts.Codes(map["channels"]);
        var unlessAgreed = map["unlessAgreed"]?.AsFlag() ?? false;
        return days is { } kinds && ranges is not null
            ? new WindowRule(kinds, ranges, channels) { UnlessAgreed = unlessAgreed }
            : null;
    }

    /// <summary>The kinds of days: one word or a list of words; null when at fault.</summary>
    public static DayKinds? Days(NodeCursor field)
    {
        IReadOnlyList<NodeCursor>? items = field.Node is Node.Scalar ? [field] : field.AsList(Known.Length);
        if (items is null)
        {
            return null;
        }

        var kinds = DayKinds.None;
        foreach (var item in items)
        {
            kinds |= PolicyParts.Word(item, Known) is { } index ? Words[index].Kind : DayKinds.None;
        }

        if (items.Count == 0)
        {
            field.Faults.Error(field, "list_empty", "At least one kind of days is expected here.");
        }

        return kinds == DayKinds.None ? null : kinds;
    }

    /// <summary>Hours in order; an empty list is a closed day. Null when at fault.</summary>
    public static IReadOnlyList<TimeRange>? Ranges(NodeCursor field)
    {
        if (field.AsList(RangesMax) is not { } items)
        {
            return null;
        }

        var ranges = new List<TimeRange>();
        var sound = true;
        foreach (var item in items)
        {
            var read = item.AsText(PolicyParts.NameLengthMax) is { } text ? Parse(text) : null;
            if (read is null)
            {
                item.Faults.Error(
                    item,
                    "not_a_window",
                    "Hours HH:mm-HH:mm are expected here; they end after they begin, at 24:00 at most.");
                sound = false;
            }
            else
            {
                ranges.Add(read.Value);
            }
        }

        ranges.Sort((left, right) => left.Opens.CompareTo(right.Opens));
        return sound ? ranges : null;
    }

    /// <summary>Hours of a day from <c>HH:mm-HH:mm</c>; null when it is none.</summary>
    public static TimeRange? Parse(string text) =>
        Ends(text) is var (opens, closes) && opens < closes ? new TimeRange(opens, closes) : null;

    /// <summary>
    /// Hours of a day as somebody prefers them: <c>22:00-06:00</c> is the morning and the evening. Empty when the text
    /// is none.
    /// </summary>
    public static IReadOnlyList<TimeRange> ParsePreferred(string text)
    {
        if (Ends(text) is not var (opens, closes) || opens == closes)
        {
            return [];
        }

        TimeRange[] ranges = opens < closes
            ? [new TimeRange(opens, closes)]
            : [new TimeRange(0, closes), new TimeRange(opens, TimeRange.DayMinutes)];
        return [.. ranges.Where(range => range.Opens < range.Closes)];
    }

    /// <summary>The two minutes of a day in <c>HH:mm-HH:mm</c>; null when they are none.</summary>
    private static (int Opens, int Closes)? Ends(string text) =>
        text.Split('-') is [var first, var second]
        && Minute(first.Trim()) is { } opens && Minute(second.Trim()) is { } closes
            ? (opens, closes)
            : null;

    private static int? Minute(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon is 1 or 2
            && text.Length == colon + 3
            && int.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            && minute < 60
            && (hour * 60) + minute <= TimeRange.DayMinutes
            ? (hour * 60) + minute
            : null;
    }
}
