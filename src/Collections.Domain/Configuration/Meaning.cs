using System.Globalization;
using Collections.Kernel.Documents;

namespace Collections.Domain.Configuration;

/// <summary>A policy's document without the ways in which one meaning can be written differently.</summary>
internal static class Meaning
{
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["from"] = "dueDate",
        ["graceDays"] = "0",
        ["cancelServices"] = "none",
        ["stop"] = "false",
        ["replace"] = "false",
        ["reopen"] = "false",
        ["both"] = "false",
        ["skipDisputed"] = "false",
        ["skipPostponed"] = "true",
        ["count"] = "days",
    };

    private static readonly HashSet<string> EmptyMeansNothing =
        new(["blocks", "onEnter", "rules", "treatments", "reminders", "states", "hold"], StringComparer.Ordinal);

    private static readonly HashSet<string> Numbers = new(
        [
            "atLeast", "moreThan", "atMost", "lessThan", "graceDays", "days", "amount", "percent", "within", "after",
            "reviewEvery", "below",
        ],
        StringComparer.Ordinal);

    /// <summary>The document without what only repeats a default, and with its numbers written in one way.</summary>
    public static Node Of(Node document) => Of(document, string.Empty);

    /// <summary>A node as text: a scalar as its word, everything else as compact JSON.</summary>
    public static string Text(Node node) =>
        node is Node.Scalar scalar ? scalar.Text ?? "null" : JsonDocuments.Write(node);

    private static Node Of(Node node, string key) => node switch
    {
        Node.Mapping map => map with
        {
            Entries =
            [
                .. map.Entries
                    .Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value, entry.Key)))
                    .Where(entry => !IsDefault(entry.Key, entry.Value)),
            ],
        },
        Node.Sequence list => list with { Items = [.. list.Items.Select(item => Of(item, key))] },
        Node.Scalar { Text: { } text } scalar when Numbers.Contains(key) => scalar with { Text = Number(text) },
        _ => node,
    };

    private static bool IsDefault(string key, Node value) => value switch
    {
        Node.Scalar scalar => scalar.IsNull || (Defaults.TryGetValue(key, out var usual) && scalar.Text == usual),
        Node.Sequence list => list.Items.Count == 0 && EmptyMeansNothing.Contains(key),
        Node.Mapping map => map.Entries.Count == 0 && EmptyMeansNothing.Contains(key),
        _ => false,
    };

    /// <summary><c>30</c>, <c>30 day</c> and <c>30 days</c> are one age; <c>5.00</c> is 5.</summary>
    private static string Number(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2
            || !decimal.TryParse(words[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return text;
        }

        var value = number.ToString("0.##########", CultureInfo.InvariantCulture);
        return words.Length == 1 || words[1].TrimEnd('s') == "day" ? value : $"{value} {words[1].TrimEnd('s')}s";
    }
}
