using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Collections.Gateways.Notices;

/// <summary>Header fields of Internet messages (RFC 5322) with non-ASCII text as encoded words (RFC 2047).</summary>
internal static class EmlHeaders
{
    private const int LineLengthMax = 76;

    // A line with an encoded word has at most 76 characters (RFC 2047): beside a field's name of 13 and the 12 of
    // "=?UTF-8?B?" and "?=" there is room for 48 of base64, which is 36 bytes.
    private const int WordBytesMax = 36;

    private static readonly InstantPattern DatePattern =
        InstantPattern.CreateWithInvariantCulture("ddd, dd MMM uuuu HH:mm:ss '+0000'");

    /// <summary>An instant as RFC 5322 writes it, in UTC.</summary>
    public static string Date(Instant at) => DatePattern.Format(at);

    /// <summary>Text as the value of a field: one line, encoded where it is not plain ASCII.</summary>
    public static string Text(string text)
    {
        var line = OneLine(text);
        return IsPlain(line) && !line.Contains("=?", StringComparison.Ordinal) ? line : Encoded(line);
    }

    /// <summary>An address with a name for people.</summary>
    public static string Mailbox(string? name, string address)
    {
        var line = OneLine(name ?? string.Empty);
        return line.Length == 0 ? $"<{address}>"
            : IsPlain(line) ? $"\"{Quoted(line)}\" <{address}>"
            : $"{Encoded(line)} <{address}>";
    }

    /// <summary>A field, folded at its spaces where its line grows too long, ended by CRLF.</summary>
    public static string Field(string name, string value)
    {
        var field = new StringBuilder();
        var length = name.Length + 1;
        field.Append(name).Append(':');
        foreach (var word in value.Split(' '))
        {
            if (length + 1 + word.Length > LineLengthMax && length > name.Length + 1)
            {
                field.Append("\r\n");
                length = 0;
            }

            field.Append(' ').Append(word);
            length += 1 + word.Length;
        }

        return field.Append("\r\n").ToString();
    }

    private static string OneLine(string text) => string.Join(
        ' ',
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Where(c => !char.IsControl(c)))));

    private static bool IsPlain(string text) => text.All(char.IsAscii);

    private static string Quoted(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Encoded(string text)
    {
        var words = new List<string>();
        var part = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // A character is never torn between two words.
            if (bytes + rune.Utf8SequenceLength > WordBytesMax)
            {
                words.Add(Word(part));
                bytes = 0;
            }

            part.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        words.Add(Word(part));
        return string.Join(' ', words);
    }

    private static string Word(StringBuilder part)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(part.ToString()));
        part.Clear();
        return string.Create(CultureInfo.InvariantCulture, $"=?UTF-8?B?{encoded}?=");
    }
}
