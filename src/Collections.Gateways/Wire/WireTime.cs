using Collections.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Collections.Gateways.Wire;

/// <summary>Dates and instants as they come over the wire.</summary>
public static class WireTime
{
    /// <summary>An RFC 3339 instant with any offset, cut to milliseconds.</summary>
    public static bool TryInstant(string? text, out Instant instant)
    {
        var parsed = OffsetDateTimePattern.Rfc3339.Parse(text ?? string.Empty);
        instant = parsed.Success ? LocalDays.CutToMilliseconds(parsed.Value.ToInstant()) : default;
        return parsed.Success;
    }

    /// <summary>A date <c>YYYY-MM-DD</c>.</summary>
    public static bool TryDate(string? text, out LocalDate day) =>
        LocalDatePattern.Iso.Parse(text ?? string.Empty).TryGetValue(default, out day);
}
