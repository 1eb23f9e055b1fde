using System.Buffers;
using System.Text;

namespace Collections.Domain.Numbers;

/// <summary>What is left of a written number when everything is gone that is not dialed.</summary>
/// <param name="Digits">ASCII digits, at least one.</param>
/// <param name="HasPlus">Whether a plus sign came before them.</param>
/// <param name="Extension">Digits of an extension; null for none.</param>
internal sealed record DialedText(string Digits, bool HasPlus, string? Extension)
{
    /// <summary>Longer texts hold more than a number.</summary>
    private const int LengthMax = 64;

    /// <summary>Longest run of digits that is looked at: a number, a prefix, a code of a carrier.</summary>
    private const int DigitsMax = 24;

    private const int ExtensionMax = 8;

    // Full-width forms stand at a fixed distance from the ASCII ones.
    private const int FullWidth = 0xFEE0;

    private static readonly string[] ExtensionWords =
        [";ext=", "extension", "ext.", "ext", "转分机", "分机", "转", "轉", "x", "#", ","];

    // Most numbers have none of these, so that the words need not be looked for.
    private static readonly SearchValues<char> ExtensionStarts = SearchValues.Create(";e转分轉x#,");

    /// <summary>The digits of a text; null when it is no number.</summary>
    public static DialedText? Of(string text)
    {
        if (text.Length > LengthMax)
        {
            return null;
        }

        var plain = Plain(text).Trim();
        const string scheme = "tel:";
        plain = plain.StartsWith(scheme, StringComparison.Ordinal) ? plain[scheme.Length..] : plain;
        var (number, extension) = Split(plain);
        var hasPlus = number.TrimStart(' ', '(').StartsWith('+');
        var digits = new StringBuilder(number.Length);
        var plusSeen = false;
        foreach (var c in number)
        {
            if (char.IsAsciiDigit(c))
            {
                digits.Append(c);
            }
            else if (c == '+' ? digits.Length > 0 || plusSeen : !IsSeparator(c))
            {
                return null;
            }

            plusSeen |= c == '+';
        }

        var isNumber = digits.Length is > 0 and <= DigitsMax;
        var isExtension = extension is null or { Length: > 0 and <= ExtensionMax };
        return isNumber && isExtension
            ? new DialedText(digits.ToString(), hasPlus, extension)
            : null;
    }

    private static (string Number, string? Extension) Split(string text)
    {
        if (!text.AsSpan().ContainsAny(ExtensionStarts))
        {
            return (text, null);
        }

        foreach (var word in ExtensionWords)
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at > 0)
            {
                var rest = text[(at + word.Length)..].Trim(' ', ':', '.', '-');
                return (text[..at], rest.All(char.IsAsciiDigit) ? rest : string.Empty);
            }
        }

        return (text, null);
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var narrow = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - FullWidth) : c;
            if (IsInvisible(narrow))
            {
                continue;
            }

            plain.Append(char.IsWhiteSpace(narrow) ? ' ' : char.ToLowerInvariant(narrow));
        }

        return plain.ToString();
    }

    private static bool IsInvisible(char c) =>
        c is '\u00AD' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or '\u2060';

    private static bool IsSeparator(char c) =>
        c is ' ' or '-' or '.' or '(' or ')' or '/' or '~' or '[' or ']' or '\u00B7'
            or (>= '\u2010' and <= '\u2015') or '\u2212' or '\u30FC';
}
