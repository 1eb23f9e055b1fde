using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Collections.Kernel.Documents;

namespace Collections.Gateways.Documents;

/// <summary>
/// Writes scalars so that they read back as they are: plain where nothing can be misread, else quoted.
/// </summary>
internal static partial class YamlScalars
{
    private const char LineSeparator = '\u2028';
    private const char ParagraphSeparator = '\u2029';

    /// <summary>A key; keys are always text.</summary>
    internal static string Key(string key) => IsSafe(key) ? key : Quoted(key);

    /// <summary>A value.</summary>
    internal static string Value(Node.Scalar scalar)
    {
        if (scalar.IsNull || scalar.Text is null)
        {
            return "null";
        }

        // Words and numbers mean something when they stand plain, so a text that looks like one keeps its quotes.
        var plain = IsSafe(scalar.Text) && (!scalar.Quoted || !LooksTyped(scalar.Text));
        return plain ? scalar.Text : Quoted(scalar.Text);
    }

    private static bool IsSafe(string text) => SafePattern().IsMatch(text) && text[^1] != ' ';

    private static bool LooksTyped(string text) =>
        text.ToUpperInvariant() is "NULL" or "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF"
        || char.IsAsciiDigit(text[0])
        || text[0] == '-';

    private static bool NeedsEscape(char c) =>
        char.IsControl(c)
        || char.IsSurrogate(c)
        || c is LineSeparator or ParagraphSeparator or '\uFEFF' or '\uFFFD';

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (pair)
            {
                quoted.Append(c).Append(text[++i]);
            }
            else if (c is '"' or '\\')
            {
                quoted.Append('\\').Append(c);
            }
            else if (c == '\n')
            {
                quoted.Append("\\n");
            }
            else if (NeedsEscape(c))
            {
                quoted.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('"').ToString();
    }

    // A number, or no sign of YAML at all: no colon, comma, hash, bracket, quote, and no dash in front.
    [GeneratedRegex(@"\A(-?[0-9]+(\.[0-9]+)?|[\p{L}0-9_][\p{L}0-9_ ./+()%-]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex SafePattern();
}
