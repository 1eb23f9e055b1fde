using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Collections.Simulation.Auditing;

/// <summary>Reads events as plain JSON: what has its default value was left out.</summary>
internal static class Json
{
    public static string Text(this JsonElement data, string name, string absent = "") =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : absent;

    public static long Number(this JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;

    public static bool Flag(this JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static LocalDate? Day(this JsonElement data, string name) =>
        data.Text(name) is { Length: > 0 } text ? LocalDatePattern.Iso.Parse(text).Value : null;

    public static JsonElement Part(this JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) ? value : default;

    public static IEnumerable<JsonElement> Each(this JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var list)
            && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray()
                : [];
}
