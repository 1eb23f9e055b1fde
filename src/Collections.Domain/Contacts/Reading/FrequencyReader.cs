using System.Globalization;
using System.Text.RegularExpressions;
using Collections.Kernel.Documents;

namespace Collections.Domain.Contacts;

/// <summary>
/// Reads limits: <c>{ rule: R, metric: ATTEMPT, scope: PERSON_DEBT, channels: [phone], window: CALENDAR_DAYS(7),
/// limit: 7, excludeOutcomes: [BUSY], consentExempt: true, outboundOnly: true }</c>.
/// </summary>
internal static partial class FrequencyReader
{
    private const int LimitMax = 10_000;

    private const int HoursOfDay = 24;

    private const int MinutesOfHour = 60;

    private const string Form =
        "A window is CALENDAR_DAYS(n), ROLLING(n) in hours, ROLLING(n min), CAL_WEEK, CAL_WEEK(n), CAL_MONTH or "
        + "CAL_MONTH(n), together at most 93 days.";

    /// <summary>Reads one limit; null when it is at fault.</summary>
    public static FrequencyLimit? Read(NodeCursor item)
    {
        if (item.AsMap(
            "rule", "metric", "scope", "channels", "window", "limit", "excludeOutcomes", "consentExempt",
            "outboundOnly")
            is not { } map)
        {
            return null;
        }

        var rule = map.Require("rule")?.AsText(PolicyParts.NameLengthMax);
        var metric = map.Require("metric") is { } field
            ? (ContactMetric?)PolicyParts.Word(field, "ATTEMPT", "CONNECTED", "CONVERSATION", "MESSAGE")
            : null;
        var scope = map["scope"] is { } wanted ? Scope(wanted) : LimitScope.Person;
        var window = map.Require("window") is { } written ? Window(written) : null;
        var limit = map.Require("limit")?.AsInteger(0, LimitMax);
        var channels = PolicyParts.Codes(map["channels"]);
        var excluded = Outcomes(map["excludeOutcomes"]);
        var exempt = map["consentExempt"]?.AsFlag() ?? false;
        return rule is null || metric is null || scope is null || window is null || limit is null
            ? null
            : new FrequencyLimit
            {
                Rule = rule,
                Metric = metric.Value,
                Scope = scope.Value,
                Window = window,
                Limit = limit.Value,
                Channels = channels,
                ExcludeOutcomes = excluded,
                ConsentExempt = exempt,
                OutboundOnly = map["outboundOnly"]?.AsFlag() ?? false,
            };
    }

    /// <summary>The scope of a limit or a cool-down; null when at fault.</summary>
    public static LimitScope? Scope(NodeCursor field) =>
        (LimitScope?)PolicyParts.Word(field, "PERSON", "PERSON_DEBT", "NUMBER", "INSTITUTION");

    private static IReadOnlyList<string> Outcomes(NodeCursor? field)
    {
        if (PolicyParts.Codes(field) is not { } codes)
        {
            return [];
        }

        foreach (var code in codes)
        {
            if (!ContactResults.IsKnown(code))
            {
                field!.Value.Faults.Error(field.Value, "unknown_outcome", $"'{code}' is no outcome of a contact.");
            }
        }

        return [.. codes.Select(ContactResults.Canonical)];
    }

    private static LimitWindow? Window(NodeCursor field)
    {
        if (field.AsText(PolicyParts.NameLengthMax) is not { } text)
        {
            return null;
        }

        if (Pattern().Match(text) is { Success: true } match
            && int.TryParse(
                match.Groups["n"].Success ? match.Groups["n"].ValueSpan : "1",
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var count)
            && Of(match.Groups["unit"].Value.ToUpperInvariant(), match.Groups["part"].Value, count) is { } window)
        {
            return window;
        }

        field.Faults.Error(field, "not_a_window", Form);
        return null;
    }

    private static LimitWindow? Of(string unit, string part, int count)
    {
        var minutes = part.StartsWith('m');
        (WindowUnit Unit, int PerDay, int Days)? shape = unit switch
        {
            "ROLLING" when minutes => (WindowUnit.RollingMinutes, HoursOfDay * MinutesOfHour, 1),
            "ROLLING" => (WindowUnit.RollingHours, HoursOfDay, 1),
            "CALENDAR_DAYS" when part.Length == 0 => (WindowUnit.CalendarDays, 1, 1),
            "CAL_WEEK" when part.Length == 0 => (WindowUnit.CalendarWeeks, 1, 7),
            "CAL_MONTH" when part.Length == 0 => (WindowUnit.CalendarMonths, 1, 31),
            _ => null,
        };
        return shape is var (found, perDay, days)
            && count >= 1
            && (long)count * days <= (long)LimitWindow.DaysMax * perDay
            ? new LimitWindow(found, count)
            : null;
    }

    [GeneratedRegex(
        @"\A(?<unit>ROLLING|CALENDAR_DAYS|CAL_WEEK|CAL_MONTH)(\((?<n>[0-9]{1,6}) ?(?<part>min|m|h)?\))?\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
