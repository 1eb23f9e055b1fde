using System.Text.RegularExpressions;

namespace Collections.Kernel.Documents;

/// <summary>
/// Tells the texts that are numbers in JSON (<c>12</c>, <c>-0.50</c>) from those that are not (<c>0012</c>).
/// </summary>
internal static partial class JsonNumber
{
    /// <summary>Whether JSON accepts the text as a number (RFC 8259, section 6).</summary>
    internal static bool IsOne(string text) => Pattern().IsMatch(text);

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
