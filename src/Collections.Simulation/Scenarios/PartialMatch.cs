using System.Text.Json.Nodes;
using Collections.Kernel.Documents;

namespace Collections.Simulation.Scenarios;

/// <summary>
/// Compares what a scenario expects with a view: only what the scenario names is looked at. Maps compare by key,
/// numbers by value, dates as text; a list of maps may be given as a map keyed by its items' ids; lists of plain values
/// are equal as sets; null matches absent.
/// </summary>
public static class PartialMatch
{
    // A promise or dispute carries a billId too, so the list's own name decides before the shape of its items does.
    private static readonly Dictionary<string, string> KeysByList = new(StringComparer.Ordinal)
    {
        ["bills"] = "billId",
        ["promises"] = "promiseId",
        ["plans"] = "planId",
        ["disputes"] = "disputeId",
        ["holds"] = "holdId",
        ["steps"] = "name",
        ["treatments"] = "template",
    };

    private static readonly string[] KeysByShape =
        ["promiseId", "planId", "disputeId", "holdId", "template", "paymentId", "creditId", "billId", "name", "id"];

    /// <summary>Everything in which <paramref name="actual"/> does not meet <paramref name="expected"/>.</summary>
    /// <param name="expected">What the scenario says.</param>
    /// <param name="actual">The view or a part of it; null when absent.</param>
    /// <param name="path">The path of this part, for the report.</param>
    public static IReadOnlyList<Difference> Compare(Node expected, JsonNode? actual, string path)
    {
        var differences = new List<Difference>();
        Walk(expected, actual, path, differences);
        return differences;
    }

    private static void Walk(Node expected, JsonNode? actual, string path, List<Difference> differences)
    {
        switch (expected, actual)
        {
            case (Node.Scalar scalar, _) when PlainValue.Equal(scalar, actual):
                break;
            case (Node.Mapping mapping, JsonObject map):
                WalkMap(mapping, map, path, differences);
                break;
            case (Node.Mapping mapping, JsonArray list):
                WalkKeyed(mapping, list, path, differences);
                break;
            case (Node.Sequence sequence, JsonArray list) when IsPlain(sequence, list):
                WalkSet(sequence, list, path, differences);
                break;
            case (Node.Sequence sequence, JsonArray list):
                WalkList(sequence, list, path, differences);
                break;
            default:
                differences.Add(Differ(path, expected, actual));
                break;
        }
    }

    private static void WalkMap(Node.Mapping expected, JsonObject actual, string path, List<Difference> differences)
    {
        foreach (var (key, value) in expected.Entries)
        {
            Walk(value, actual[key], $"{path}/{key}", differences);
        }
    }

    /// <summary>
    /// A list given as a map: each key names one item, the latest of that key; further items are allowed.
    /// </summary>
    private static void WalkKeyed(Node.Mapping expected, JsonArray actual, string path, List<Difference> differences)
    {
        foreach (var (key, value) in expected.Entries)
        {
            var item = actual.LastOrDefault(candidate => KeyOf(candidate, path) == key);
            Walk(value, item, $"{path}/{key}", differences);
        }
    }

    private static void WalkList(Node.Sequence expected, JsonArray actual, string path, List<Difference> differences)
    {
        if (expected.Items.Count != actual.Count)
        {
            differences.Add(Differ(path, expected, actual));
            return;
        }

        for (var i = 0; i < actual.Count; i++)
        {
            Walk(expected.Items[i], actual[i], $"{path}/{i}", differences);
        }
    }

    private static void WalkSet(Node.Sequence expected, JsonArray actual, string path, List<Difference> differences)
    {
        var wanted = expected.Items.Cast<Node.Scalar>().ToList();
        var equal = wanted.TrueForAll(item => actual.Any(value => PlainValue.Equal(item, value)))
            && actual.All(value => wanted.Exists(item => PlainValue.Equal(item, value)));
        if (!equal)
        {
            differences.Add(Differ(path, expected, actual));
        }
    }

    private static bool IsPlain(Node.Sequence expected, JsonArray actual) =>
        expected.Items.All(item => item is Node.Scalar) && actual.All(item => item is null or JsonValue);

    private static string? KeyOf(JsonNode? item, string path)
    {
        if (item is not JsonObject map)
        {
            return null;
        }

        var list = path[(path.LastIndexOf('/') + 1)..];
        var name = KeysByList.TryGetValue(list, out var known) && map.ContainsKey(known)
            ? known
            : Array.Find(KeysByShape, map.ContainsKey);
        return name is null ? null : map[name]?.ToString();
    }

    private static Difference Differ(string path, Node expected, JsonNode? actual) =>
        new(path, PlainValue.ToJson(expected), actual?.DeepClone());
}
