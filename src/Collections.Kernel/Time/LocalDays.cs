using NodaTime;
using NodaTime.TimeZones;

namespace Collections.Kernel;

/// <summary>
/// Arithmetic of local days with the time-zone data embedded in the library, so that every machine agrees. A local day
/// starts at its first instant in the zone: usually midnight, later where a daylight-saving gap swallows midnight. The
/// days of a zone cut time into half-open pieces: an instant belongs to day D exactly when it is not before the start
/// of D and before the start of D + 1. Clocks turned back across midnight therefore never bring a day back.
/// </summary>
public static class LocalDays
{
    // Midnight that happens twice is the first one; midnight that never happens is the first instant after the gap. A
    // gap of a whole day (Pacific/Apia skipped 2011-12-30) leaves that day empty: it starts where the next one starts.
    private static readonly ZoneLocalMappingResolver FirstInstant =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    // Further from a change of the clocks than any change is long (a day, at the date line), local and universal time
    // differ by one offset and nothing has to be resolved.
    private static readonly Duration NearChange = Duration.FromDays(3);

    /// <summary>
    /// The zone of an IANA name, or null when the name is unknown. Names are case-sensitive; offsets such as
    /// <c>UTC+05:00</c> are no IANA names.
    /// </summary>
    public static DateTimeZone? ZoneOrNull(string? name) =>
        name is null || (name.StartsWith("UTC", StringComparison.Ordinal) && name.Length > "UTC".Length)
            ? null
            : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);

    /// <summary>The zone of an IANA name that was checked before.</summary>
    public static DateTimeZone Zone(string name)
    {
        var zone = ZoneOrNull(name);
        Invariant.Require(zone is not null, $"The zone '{name}' was checked at the edge.");
        return zone;
    }

    /// <summary>The local date of an instant; never earlier than that of an earlier instant.</summary>
    public static LocalDate DayOf(Instant at, DateTimeZone zone)
    {
        var interval = zone.GetZoneInterval(at);
        var day = at.WithOffset(interval.WallOffset).Date;
        if (IsFarFromChanges(at, interval))
        {
            return day;
        }

        return day < LocalDate.MaxIsoValue && at >= StartOf(day.PlusDays(1), zone) ? day.PlusDays(1) : day;
    }

    /// <summary>The first instant of a local day; of a day that the zone skipped, the start of the next day.</summary>
    public static Instant StartOf(LocalDate day, DateTimeZone zone)
    {
        var midnight = day.AtMidnight();
        var near = midnight.WithOffset(Offset.Zero).ToInstant();
        var interval = zone.GetZoneInterval(near);
        return IsFarFromChanges(near, interval)
            ? midnight.WithOffset(interval.WallOffset).ToInstant()
            : zone.ResolveLocal(midnight, FirstInstant).ToInstant();
    }

    /// <summary>
    /// The one offset of a local day and the days around it; null near a change of the clocks, where a local time may
    /// come twice or never.
    /// </summary>
    public static Offset? SteadyOffset(LocalDate day, DateTimeZone zone)
    {
        var near = day.AtMidnight().WithOffset(Offset.Zero).ToInstant();
        var interval = zone.GetZoneInterval(near);
        return IsFarFromChanges(near, interval) ? interval.WallOffset : null;
    }

    /// <summary>
    /// The start of the next local day: the first instant after <paramref name="at"/> on another day.
    /// </summary>
    public static Instant NextStart(Instant at, DateTimeZone zone)
    {
        var day = DayOf(at, zone).PlusDays(1);
        var start = StartOf(day, zone);
        Invariant.Require(start > at, "A local day ends after each of its instants.");
        return start;
    }

    /// <summary>
    /// The instant cut to whole milliseconds, towards the past: what the edge does once to every instant.
    /// </summary>
    public static Instant CutToMilliseconds(Instant at) =>
        Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static bool IsFarFromChanges(Instant at, ZoneInterval interval) =>
        (!interval.HasStart || at - interval.Start > NearChange)
        && (!interval.HasEnd || interval.End - at > NearChange);
}
