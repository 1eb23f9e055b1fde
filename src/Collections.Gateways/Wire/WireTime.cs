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

    /// <summary>A date <c>YYYY-MM-DD</c>, in UTF-8.</summary>
    public static bool TryDate(ReadOnlySpan<byte> utf8, out LocalDate day)
    {
        if (utf8.Length == 10
            && utf8[4] == (byte)'-'
            && utf8[7] == (byte)'-'
            && TryDigits(utf8[..4], out var year)
            && TryDigits(utf8[5..7], out var month)
            && TryDigits(utf8[8..], out var number)
            && month is >= 1 and <= 12
            && number >= 1
            && number <= CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            day = new LocalDate(year, month, number);
            return true;
        }

        day = default;
        return false;
    }

    /// <summary>A date <c>YYYY-MM-DD</c>.</summary>
    public static bool TryDate(string? text, out LocalDate day) =>
        LocalDatePattern.Iso.Parse(text ?? string.Empty).TryGetValue(default, out day);

    private static bool TryDigits(ReadOnlySpan<byte> utf8, out int number)
    {
        number = 0;
        foreach (var digit in utf8)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
