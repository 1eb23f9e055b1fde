using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>
/// Deadlines in hours: elapsed hours of workdays. What falls on a day that is no workday in the tenant's zone does not
/// run; the calendar is the one named like the tenant's country, else Monday to Friday.
/// </summary>
internal static class SlaClock
{
    /// <summary>The longest deadline in hours: a year.</summary>
    public const int HoursMax = 8_784;

    /// <summary>The instant at which so many hours have run.</summary>
    public static Instant DueAt(Instant from, int hours, TenantConfiguration configuration)
    {
        var (zone, calendar) = (configuration.Zone, configuration.CalendarOrDefault(configuration.Settings.Country));
        var left = Duration.FromHours(hours);
        var at = from;
        while (true)
        {
            var day = LocalDays.DayOf(at, zone);
            var workday = calendar.NextWorkday(day);
            if (workday != day)
            {
                at = LocalDays.StartOf(workday, zone);
                continue;
            }

            var end = LocalDays.NextStart(at, zone);
            if (at + left <= end)
            {
                return LocalDays.CutToMilliseconds(at + left);
            }

            left -= end - at;
            at = end;
        }
    }
}
