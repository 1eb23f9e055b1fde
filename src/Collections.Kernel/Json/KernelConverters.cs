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
    /// <inheritdoc/>
    /// <exception cref="JsonException">No date in that form.</exception>
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            && LocalDatePattern.Iso.Parse(reader.GetString()!).TryGetValue(default, out var date)
            ? date
            : throw new JsonException("A date is a text YYYY-MM-DD.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}
