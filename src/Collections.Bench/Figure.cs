using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Collections.Bench;

/// <summary>One measured figure beside the limit it is compared with.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The measurement.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Limit">What the same database does with the same bytes in bulk, in the same run; null where there is
/// none.</param>
public sealed record Figure(string Name, double Value, string Unit, double? Limit = null)
{
    /// <summary>Value over limit; null without a limit.</summary>
    public double? Ratio => Limit is > 0 ? Value / Limit : null;

    /// <summary>The figure as one JSON line.</summary>
    public string ToJson() => new JsonObject
    {
        ["name"] = Name,
        ["value"] = Round(Value),
        ["unit"] = Unit,
        ["limit"] = Limit is { } limit ? Round(limit) : null,
        ["ratio"] = Ratio is { } ratio ? Round(ratio) : null,
    }.ToJsonString(JsonSerializerOptions.Web);

    private static decimal Round(double value) =>
        decimal.Parse(value.ToString(value < 10
            ? "F2"
            : "F1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
