using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>The hours of one set of rules for one channel.</summary>
internal sealed class SetHours
{
    /// <summary>A whole day.</summary>
    public static readonly IReadOnlyList<TimeRange> WholeDay = [new TimeRange(0, TimeRange.DayMinutes)];

    private static readonly DayKinds[] Levels =
    [
        DayKinds.Holiday,
        DayKinds.Monday | DayKinds.Tuesday | DayKinds.Wednesday | DayKinds.Thursday | DayKinds.Friday
            | DayKinds.Saturday | DayKinds.Sunday,
        DayKinds.Workday | DayKinds.Weekend,
        DayKinds.Every,
    ];

    private readonly ContactRuleSet _set;

    private readonly BusinessCalendar _calendar;

    private readonly WindowRule[] _rules;

    /// <summary>The hours of a set for a contact.</summary>
    public SetHours(ContactRuleSet set, BusinessCalendar calendar, ContactQuery query)
    {
        var channel = query.Channel;
        _set = set;
        _calendar = calendar;
        WindowRule[] named =
            [.. set.Windows.Where(rule => rule.Channels is not null && ContactChannels.Takes(rule.Channels, channel))];
        _rules = named.Length > 0 ? named : [.. set.Windows.Where(rule => rule.Channels is null)];
        if (query.HoursAgreed is not null)
        {
            _rules = [.. _rules.Select(rule => rule.UnlessAgreed ? rule with { Ranges = WholeDay } : rule)];
        }
    }

    /// <summary>Whether the set limits the hours of the channel at all.</summary>
    public bool Limits => _rules.Length > 0;

    /// <summary>The hours of a local day, in order.</summary>
    public IReadOnlyList<TimeRange> On(LocalDate day)
    {
        if (_set.EffectiveFrom > day)
        {
            return WholeDay;
        }

        var kinds = KindsOf(day);
        foreach (var level in Levels)
        {
            if (OfKind(level & kinds) is { } ranges)
            {
                return ranges;
            }
        }

        return [];
    }

    /// <summary>The hours of the rules for some kinds of days, in order; null when there is no such rule.</summary>
    private IReadOnlyList<TimeRange>? OfKind(DayKinds kinds)
    {
        IReadOnlyList<TimeRange>? ranges = null;
        foreach (var rule in _rules)
        {
            if ((rule.Days & kinds) != 0)
            {
                ranges = ranges is null ? rule.Ranges
                    : [.. ranges.Concat(rule.Ranges).OrderBy(range => range.Opens)];
            }
        }

        return ranges;
    }

    private DayKinds KindsOf(LocalDate day)
    {
        var kinds = DayKinds.Every | (DayKinds)(1 << ((int)day.DayOfWeek - 1));
        return kinds | (_calendar.IsWorkday(day) ? DayKinds.Workday
            : _calendar.Holidays.Contains(day) ? DayKinds.Holiday
            : DayKinds.Weekend);
    }
}
