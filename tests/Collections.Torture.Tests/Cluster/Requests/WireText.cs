using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Collections.Torture.Tests.Cluster.Requests;

/// <summary>How dates, instants and what may be missing stand in bodies.</summary>
internal static class WireText
{
    public static string Of(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static string Of(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>Puts a field into a body unless there is nothing to say.</summary>
    public static JsonObject With(this JsonObject body, string field, JsonNode? value)
    {
        if (value is not null)
        {
            body[field] = value;
        }

        return body;
    }

    public static JsonObject With(this JsonObject body, string field, LocalDate? day) =>
        body.With(field, day is { } given ? JsonValue.Create(Of(given)) : null);

    public static JsonObject With(this JsonObject body, string field, Instant? instant) =>
        body.With(field, instant is { } given ? JsonValue.Create(Of(given)) : null);

    public static JsonArray List(IEnumerable<string> words) =>
        new([.. words.Select(word => (JsonNode?)JsonValue.Create(word))]);
}
