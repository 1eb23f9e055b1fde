using System.Globalization;
using System.Text;
using Collections.Kernel.Documents;
using YamlDotNet.Core;

namespace Collections.Gateways.Documents;

/// <summary>
/// YAML text to nodes: one document, scalars are the text as written (YAML 1.2 core meaning: <c>NO</c> and <c>0012</c>
/// stay text). Reading never throws for bad text; it gives a fault with line and column.
/// </summary>
public static class YamlText
{
    /// <summary>Longest text in UTF-8 bytes: 1 MiB.</summary>
    public const int BytesMax = 1 << 20;

    /// <summary>Deepest nesting of maps and lists.</summary>
    public const int DepthMax = 32;

    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>Reads UTF-8 bytes; a byte-order mark is skipped.</summary>
    public static (Node? Document, IReadOnlyList<Fault> Faults) Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return Read(Strict.GetString(utf8.Span));
        }
        catch (DecoderFallbackException e)
        {
            // The column counts what stands before the bad byte on its line.
            var before = Encoding.UTF8.GetString(utf8.Span[..Math.Clamp(e.Index, 0, utf8.Length)]);
            return Refused("not_utf8", "The text is not UTF-8.", PositionAfter(before));
        }
    }

    /// <summary>Reads a text.</summary>
    public static (Node? Document, IReadOnlyList<Fault> Faults) Read(string yaml)
    {
        if (Encoding.UTF8.GetByteCount(yaml) > BytesMax)
        {
            return Refused("too_large", $"A document has at most {BytesMax} bytes.", default);
        }

        var text = yaml.StartsWith('\uFEFF') ? yaml[1..] : yaml;
        var unreadable = UnreadableAt(text);
        if (unreadable >= 0)
        {
            var character = ((int)text[unreadable]).ToString("X4", CultureInfo.InvariantCulture);
            var message = $"The character U+{character} is not allowed in a text file.";
            return Refused("unreadable_text", message, PositionAfter(text[..unreadable]));
        }

        return Parse(text);
    }

    private static (Node? Document, IReadOnlyList<Fault> Faults) Parse(string text)
    {
        try
        {
            using var reader = new StringReader(text);
            return new YamlNodes(new Parser(reader)).Read();
        }
        catch (YamlException e)
        {
            // Messages of the parser begin with the place, which the fault carries already.
            var reason = e.Message[(e.Message.IndexOf("): ", StringComparison.Ordinal) is var end and >= 0 ? end + 3 : 0)..];
            var at = new Position((int)e.Start.Line, (int)e.Start.Column);
            return Refused("malformed", $"This is no YAML: {reason}", at);
        }
    }

    private static int UnreadableAt(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(c) || c == '\uFFFD' || (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085')))
            {
                return i;
            }
        }

        return -1;
    }

    private static Position PositionAfter(string before)
    {
        var lineStart = before.LastIndexOf('\n') + 1;
        return new Position(before.AsSpan().Count('\n') + 1, before.Length - lineStart + 1);
    }

    private static (Node? Document, IReadOnlyList<Fault> Faults) Refused(string code, string message, Position at) =>
        (null, [new Fault(Severity.Error, "", code, message, at)]);
}
