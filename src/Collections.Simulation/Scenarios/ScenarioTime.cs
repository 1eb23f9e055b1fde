using Collections.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Collections.Simulation.Scenarios;

/// <summary>Reads the instants and dates of a scenario.</summary>
internal static class ScenarioTime
{
    public static bool TryInstant(string text, out Instant instant)
    {
        var parsed = OffsetDateTimePattern.Rfc3339.Parse(text);
        instant = parsed.Success ? LocalDays.CutToMilliseconds(parsed.Value.ToInstant()) : default;
        return parsed.Success;
    }

    public static bool TryDate(string text, out LocalDate day) =>
        LocalDatePattern.Iso.Parse(text).TryGetValue(default, out day);

    /// <summary>A step's instant: an instant as it is, a date at the clock's time of day in UTC.</summary>
    public static bool TryStep(string text, Instant clock, out Instant at)
    {
        if (!TryDate(text, out var day))
        {
            return TryInstant(text, out at);
        }

        at = (day + clock.InUtc().TimeOfDay).InUtc().ToInstant();
        return true;
    }
}
