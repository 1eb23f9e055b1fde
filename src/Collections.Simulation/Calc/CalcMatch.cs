using System.Globalization;
using System.Text.Json.Nodes;
using Collections.Kernel.Documents;
using Collections.Simulation.Scenarios;

namespace Collections.Simulation.Calc;

/// <summary>
/// Compares what a case expects with what came out: maps by the keys that are expected, lists item by item, numbers by
/// value, everything else as text in any case.
/// </summary>
internal static class CalcMatch
{
    /// <summary>Every difference, with its path.</summary>
    public static IEnumerable<Difference> Compare(string path, Node expected, JsonNode? actual) => expected switch
    {
        Node.Mapping map => CompareMap(path, map, actual),
        Node.Sequence list => CompareList(path, list, actual),
        _ => CompareScalar(path, (Node.Scalar)expected, actual),
    };

    private static IEnumerable<Difference> CompareMap(string path, Node.Mapping expected, JsonNode? actual)
    {
        if (actual is not JsonObject found)
        {
            return [new Difference(path, JsonOf(expected), actual?.DeepClone())];
        }

        return expected.Entries.SelectMany(entry => Compare($"{path}/{entry.Key}", entry.Value, found[entry.Key]));
    }

    private static IEnumerable<Difference> CompareList(string path, Node.Sequence expected, JsonNode? actual)
    {
        if (actual is not JsonArray found || found.Count != expected.Items.Count)
        {
            return [new Difference(path, JsonOf(expected), actual?.DeepClone())];
        }

        return expected.Items.SelectMany((item, i) => Compare(
            string.Create(CultureInfo.InvariantCulture, $"{path}/{i}"), item, found[i]));
    }

    private static IEnumerable<Difference> CompareScalar(string path, Node.Scalar expected, JsonNode? actual)
    {
        var said = expected.IsNull ? null : expected.Text;
        var came = actual?.ToString();
        var same = string.Equals(said, came, StringComparison.OrdinalIgnoreCase)
            || (said is not null && came is not null
                && ExactDecimal.TryParse(said, out var left) && ExactDecimal.TryParse(came, out var right)
                && left == right);
        return same ? [] : [new Difference(path, JsonOf(expected), actual?.DeepClone())];
    }

    private static JsonNode? JsonOf(Node node) => JsonNode.Parse(JsonDocuments.Write(node));
}
