using NodaTime;

namespace Collections.Kernel;

/// <summary>
/// Arithmetic of local days with the time-zone data embedded in the library, so that every machine agrees. A local day
/// starts at its first instant in the zone: usually midnight, later where a daylight-saving gap swallows midnight.
/// </summary>
public static class LocalDays
{
    /// <summary>The zone of an IANA name, or null when the name is unknown.</summary>
    public static DateTimeZone? ZoneOrNull(string? name) =>
        name is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);

    /// <summary>The zone of an IANA name that was checked before.</summary>
    public static DateTimeZone Zone(string name)
    {
        var zone = ZoneOrNull(name);
        Invariant.Require(zone is not null, $"The zone '{name}' was checked at the edge.");
        return zone;
    }

    /// <summary>The local date of an instant.</summary>
    public static LocalDate DayOf(Instant at, DateTimeZone zone) => at.InZone(zone).Date;

    /// <summary>The first instant of a local day.</summary>
    public static Instant StartOf(LocalDate day, DateTimeZone zone) => zone.AtStartOfDay(day).ToInstant();

    /// <summary>The instant cut to whole milliseconds, towards the past: what the edge does once to every instant.</summary>
    public static Instant CutToMilliseconds(Instant at) =>
        Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
