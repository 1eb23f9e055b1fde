using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Kernel.Documents;
using NodaTime.Text;

namespace Collections.Simulation.Scenarios;

/// <summary>How a scalar of a scenario file compares with a plain value of the account view.</summary>
internal static class PlainValue
{
    /// <summary>Numbers by value (0 is 0.00), dates and words as text, null matches absent.</summary>
    public static bool Equal(Node.Scalar expected, JsonNode? actual)
    {
        if (expected.IsNull || actual is null)
        {
            return expected.IsNull && actual is null;
        }

        var text = expected.Text ?? string.Empty;
        return actual.GetValueKind() switch
        {
            JsonValueKind.Number => NumbersEqual(text, actual.ToJsonString()),
            JsonValueKind.True => text == "true",
            JsonValueKind.False => text == "false",
            JsonValueKind.String => TextsEqual(text, actual.GetValue<string>()),
            _ => false,
        };
    }

    /// <summary>The node as JSON, for reports: plain numbers and booleans stay what they look like.</summary>
    public static JsonNode? ToJson(Node node) => node switch
    {
        Node.Mapping mapping => new JsonObject(
            mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, ToJson(entry.Value)))),
        Node.Sequence sequence => new JsonArray([.. sequence.Items.Select(ToJson)]),
        Node.Scalar { IsNull: true } => null,
        Node.Scalar { Quoted: false, Text: "true" } => JsonValue.Create(true),
        Node.Scalar { Quoted: false, Text: "false" } => JsonValue.Create(false),
        Node.Scalar { Quoted: false, Text: var text } when TryNumber(text!, out var number) && !HasLeadingZero(text!) =>
            JsonValue.Create(number),
        Node.Scalar scalar => JsonValue.Create(scalar.Text),
        _ => null,
    };

    private static bool NumbersEqual(string expected, string actual) =>
        TryNumber(expected, out var left) && TryNumber(actual, out var right) ? left == right : expected == actual;

    // An instant may be written with any offset; everything else that is text must be the same text.
    private static bool TextsEqual(string expected, string actual) =>
        expected == actual
        || (OffsetDateTimePattern.Rfc3339.Parse(expected) is { Success: true } left
            && OffsetDateTimePattern.Rfc3339.Parse(actual) is { Success: true } right
            && left.Value.ToInstant() == right.Value.ToInstant());

    private static bool TryNumber(string text, out decimal number) => decimal.TryParse(
        text,
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
        CultureInfo.InvariantCulture,
        out number);

    private static bool HasLeadingZero(string text) => text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1]);
}
