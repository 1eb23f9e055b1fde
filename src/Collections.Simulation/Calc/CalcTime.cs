using NodaTime;
using NodaTime.Text;

namespace Collections.Simulation.Calc;

/// <summary>Times as rule cases write them.</summary>
internal static class CalcTime
{
    private static readonly LocalDateTimePattern[] Locals =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.FFFFFFF"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"),
    ];

    private static readonly LocalTimePattern[] Times =
    [
        LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss"),
        LocalTimePattern.CreateWithInvariantCulture("HH:mm"),
    ];

    private static readonly OffsetDateTimePattern[] Offsets =
    [
        OffsetDateTimePattern.ExtendedIso,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<G>"),
    ];

    /// <summary>The instant of a text; null when it is none.</summary>
    public static Instant? Parse(string text, DateTimeZone zone, LocalDate day)
    {
        foreach (var pattern in Offsets)
        {
            if (pattern.Parse(text).TryGetValue(default, out var offset))
            {
                return offset.ToInstant();
            }
        }

        foreach (var pattern in Locals)
        {
            if (pattern.Parse(text).TryGetValue(default, out var local))
            {
                return zone.AtLeniently(local).ToInstant();
            }
        }

        foreach (var pattern in Times)
        {
            if (pattern.Parse(text).TryGetValue(default, out var time))
            {
                return zone.AtLeniently(day.At(time)).ToInstant();
            }
        }

        return LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date)
            ? zone.AtStartOfDay(date).ToInstant()
            : null;
    }

    /// <summary>An instant in the form of an expected text: the very text when it means the same.</summary>
    public static string Like(string? expected, Instant actual, DateTimeZone zone, LocalDate day)
    {
        if (expected is not null && Parse(expected, zone, day) == actual)
        {
            return expected;
        }

        if (actual == Instant.MaxValue)
        {
            // Hours that never close, a limit that never lifts: no calendar holds that instant.
            return "never";
        }

        var local = actual.InZone(zone).LocalDateTime;
        return expected switch
        {
            null => Locals[0].Format(local),
            _ when Times.Any(pattern => pattern.Parse(expected).Success) && local.Date == day =>
                Times[local.Second == 0 ? 1 : 0].Format(local.TimeOfDay),
            _ when Offsets.Any(pattern => pattern.Parse(expected).Success) => InstantPattern.ExtendedIso.Format(actual),
            _ => Locals[0].Format(local),
        };
    }
}
