using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>What a limit looks at.</summary>
/// <param name="Channel">The channel of the contact thought of.</param>
/// <param name="AccountId">The account it is about.</param>
/// <param name="Consented">Whether the person asked for it.</param>
/// <param name="NumberId">The number it goes over; null for none.</param>
public sealed record LimitQuery(string Channel, string? AccountId, bool Consented = false, string? NumberId = null);

/// <summary>Contacts counted against a limit.</summary>
/// <param name="Count">How many count.</param>
/// <param name="Until">When one more is allowed; null when it is now; the end of time when it never is.</param>
public sealed record LimitCount(int Count, Instant? Until);

/// <summary>Counts contacts against limits: pure, for persons and for numbers alike.</summary>
public static class FrequencyJudge
{
    /// <summary>
    /// How far two servers' clocks may be apart, five minutes either way: a contact that one of them permitted a little
    /// later than now, by the other's clock, has been made and counts.
    /// </summary>
    public static readonly Duration ClocksApart = Duration.FromMinutes(10);

    /// <summary>
    /// Counts the contacts of a history; null when the limit does not concern the contact thought of. In several zones
    /// the one that waits longest decides.
    /// </summary>
    /// <param name="limit">The limit.</param>
    /// <param name="history">The contacts so far, in any order.</param>
    /// <param name="query">The contact thought of.</param>
    /// <param name="at">The zones in which local days are counted, at least one, and the instant.</param>
    public static LimitCount? Count(
        FrequencyLimit limit,
        IEnumerable<ContactMark> history,
        LimitQuery query,
        (IReadOnlyList<DateTimeZone> Zones, Instant At) at)
    {
        if (!Concerns(limit, query))
        {
            return null;
        }

        var counted = new List<Instant>();
        foreach (var mark in history)
        {
            if (Counts(limit, mark, query) && mark.At <= at.At + ClocksApart)
            {
                counted.Add(mark.At);
            }
        }

        counted.Sort();
        LimitCount? worst = null;
        foreach (var zone in at.Zones)
        {
            var found = CountIn(limit, counted, zone, at.At);
            worst = worst is null || (found.Until ?? Instant.MinValue) > (worst.Until ?? Instant.MinValue)
                ? found
                : worst;
        }

        return worst;
    }

    /// <summary>Whether a limit has anything to say about a contact.</summary>
    public static bool Concerns(FrequencyLimit limit, LimitQuery query) =>
        Takes(limit, query.Channel)
        && !(limit.ConsentExempt && query.Consented)
        && !(limit.Scope == LimitScope.Number && query.NumberId is null);

    /// <summary>Whether a contact counts against a limit that a contact thought of has to keep.</summary>
    private static bool Counts(FrequencyLimit limit, ContactMark mark, LimitQuery query) =>
        Takes(limit, mark.Channel)
        && !(limit.ConsentExempt && mark.Consented)
        && (mark.Result is null || !limit.ExcludeOutcomes.Contains(mark.Result))
        && !(limit.OutboundOnly && mark.Inbound)
        && IsOfMetric(limit.Metric, mark)
        && limit.Scope switch
        {
            LimitScope.PersonDebt =>
                mark.AccountId is null || query.AccountId is null || mark.AccountId == query.AccountId,
            LimitScope.Number => mark.NumberId is null || mark.NumberId == query.NumberId,
            LimitScope.Person or LimitScope.Institution => true,
            _ => throw Invariant.Unreachable($"Unknown scope {limit.Scope}."),
        };

    /// <summary>The channels it names; when it names none, those that its metric knows.</summary>
    private static bool Takes(FrequencyLimit limit, string channel) => limit.Channels is null
        ? ContactChannels.IsLive(channel) != (limit.Metric == ContactMetric.Message)
        : ContactChannels.Takes(limit.Channels, channel);

    private static bool IsOfMetric(ContactMetric metric, ContactMark mark) => metric switch
    {
        ContactMetric.Attempt or ContactMetric.Message => !mark.Inbound,
        ContactMetric.Connected => !mark.Inbound && ContactResults.IsConnected(mark.Result),
        ContactMetric.Conversation => ContactResults.IsConversation(mark.Result),
        _ => throw Invariant.Unreachable($"Unknown metric {metric}."),
    };

    private static LimitCount CountIn(FrequencyLimit limit, List<Instant> marks, DateTimeZone zone, Instant at)
    {
        var inside = marks.FindAll(mark => LeavesAt(limit.Window, mark, zone) > at);
        if (inside.Count < limit.Limit)
        {
            return new LimitCount(inside.Count, null);
        }

        return new LimitCount(
            inside.Count,
            limit.Limit == 0 ? Instant.MaxValue : LeavesAt(limit.Window, inside[^limit.Limit], zone));
    }

    /// <summary>The first instant at which a contact is out of the window that looks back from it.</summary>
    private static Instant LeavesAt(LimitWindow window, Instant mark, DateTimeZone zone)
    {
        if (window.Unit is WindowUnit.RollingMinutes)
        {
            return mark + Duration.FromMinutes(window.Count);
        }

        if (window.Unit is WindowUnit.RollingHours)
        {
            return mark + Duration.FromHours(window.Count);
        }

        var day = LocalDays.DayOf(mark, zone);
        var first = window.Unit switch
        {
            WindowUnit.CalendarDays => day.PlusDays(window.Count),
            WindowUnit.CalendarWeeks => day.PlusDays(1 - (int)day.DayOfWeek).PlusWeeks(window.Count),
            WindowUnit.CalendarMonths => new LocalDate(day.Year, day.Month, 1).PlusMonths(window.Count),
            _ => throw Invariant.Unreachable($"Unknown window {window.Unit}."),
        };
        return LocalDays.StartOf(first, zone);
    }
}
