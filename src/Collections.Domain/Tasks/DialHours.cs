using Collections.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Tasks;

/// <summary>
/// The hours in which a strategy dials: local windows, half-open, on all days or on workdays. A window that begins in a
/// gap of the clocks begins after the gap; of two equal local times the earlier one counts.
/// </summary>
public static class DialHours
{
    // Longer than any run of days that are no workdays.
    private const int DaysMax = 400;

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>
    /// The stretch [from, until) of dial hours that an instant lies in, cut to begin at it, or the next one. Without
    /// windows whole days are open.
    /// </summary>
    /// <param name="strategy">The strategy; its windows were checked.</param>
    /// <param name="zone">The zone of its windows.</param>
    /// <param name="calendar">The calendar of its workdays.</param>
    /// <param name="at">The instant.</param>
    public static (Instant From, Instant Until) Next(
        TaskStrategy strategy, DateTimeZone zone, BusinessCalendar calendar, Instant at)
    {
        if (strategy.Window.Count == 0 && strategy.Days == DialDays.All)
        {
            return (at, Instant.MaxValue);
        }

        var windows = Windows(strategy);
        var first = LocalDays.DayOf(at, zone);
        for (var i = 0; i < DaysMax; i++)
        {
            var day = first.PlusDays(i);
            if (strategy.Days == DialDays.Workday && !calendar.IsWorkday(day))
            {
                continue;
            }

            foreach (var (opens, closes) in windows)
            {
                var (from, until) = (At(day, opens, zone), At(day, closes, zone));
                if (at < until && from < until)
                {
                    return (Instant.Max(at, from), until);
                }
            }
        }

        throw Invariant.Unreachable("A year has workdays.");
    }

    /// <summary>
    /// A window from its text <c>HH:mm-HH:mm</c> as minutes of the day; <c>24:00</c> is the day's end. Null when it is
    /// none or ends before it begins.
    /// </summary>
    public static (int Opens, int Closes)? ReadOrNull(string text)
    {
        const int Day = 24 * 60;
        var parts = text.Split('-');
        if (parts.Length != 2 || Minutes(parts[0]) is not { } opens)
        {
            return null;
        }

        var closes = parts[1] == "24:00" ? Day : Minutes(parts[1]);
        return closes > opens ? (opens, closes.Value) : null;
    }

    private static List<(int Opens, int Closes)> Windows(TaskStrategy strategy) => strategy.Window.Count == 0
        ? [ReadOrNull("00:00-24:00")!.Value]
        : [.. strategy.Window.Select(window => ReadOrNull(window)!.Value).Order()];

    private static int? Minutes(string text) =>
        text.Length == 5 && Time.Parse(text).TryGetValue(default, out var time)
            ? (time.Hour * 60) + time.Minute
            : null;

    private static Instant At(LocalDate day, int minutes, DateTimeZone zone)
    {
        const int Hour = 60;
        if (minutes == 24 * Hour)
        {
            return LocalDays.StartOf(day.PlusDays(1), zone);
        }

        return minutes == 0
            ? LocalDays.StartOf(day, zone)
            : day.At(new LocalTime(minutes / Hour, minutes % Hour)).InZoneLeniently(zone).ToInstant();
    }
}
