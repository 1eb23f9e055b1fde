using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Collections.Kernel.Json;

/// <summary>Instants as integers: Unix milliseconds. Finer parts were cut at the edge.</summary>
public sealed class InstantMillisecondsConverter : JsonConverter<Instant>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">No integer, or outside the years -9998 to 9999.</exception>
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var milliseconds)
            || milliseconds < Instant.MinValue.ToUnixTimeMilliseconds()
            || milliseconds > Instant.MaxValue.ToUnixTimeMilliseconds())
        {
            throw new JsonException("An instant is an integer of Unix milliseconds.");
        }

        return Instant.FromUnixTimeMilliseconds(milliseconds);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}

/// <summary>Local dates as <c>YYYY-MM-DD</c>.</summary>
public sealed class LocalDateConverter : JsonConverter<LocalDate>
{
    private const int Length = 10;
    private const int YearMax = 9_999;

    /// <inheritdoc/>
    /// <exception cref="JsonException">No date in that form.</exception>
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            if (TryReadPlain(reader.ValueSpan, out var plain))
            {
                return plain;
            }

            if (LocalDatePattern.Iso.Parse(reader.GetString()!).TryGetValue(default, out var date))
            {
                return date;
            }
        }

        throw new JsonException("A date is a text YYYY-MM-DD.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options)
    {
        var (year, month, day) = value;
        if (year is < 0 or > YearMax)
        {
            writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
            return;
        }

        Span<byte> text = stackalloc byte[Length];
        WriteDigits(text[..4], year);
        WriteDigits(text[5..7], month);
        WriteDigits(text[8..], day);
        text[4] = text[7] = (byte)'-';
        writer.WriteStringValue(text);
    }

    /// <summary>Ten ASCII characters that are a date of the years 0-9999; anything else takes the long way.</summary>
    private static bool TryReadPlain(ReadOnlySpan<byte> text, out LocalDate date)
    {
        date = default;
        if (text.Length != Length || text[4] != '-' || text[7] != '-'
            || !TryReadDigits(text[..4], out var year)
            || !TryReadDigits(text[5..7], out var month)
            || !TryReadDigits(text[8..], out var day)
            || year == 0 || month is < 1 or > 12 || day < 1
            || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return false;
        }

        date = new LocalDate(year, month, day);
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit((char)character))
            {
                return false;
            }

            number = (number * 10) + (character - '0');
        }

        return true;
    }

    private static void WriteDigits(Span<byte> text, int number)
    {
        for (var place = text.Length - 1; place >= 0; place--)
        {
            text[place] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
