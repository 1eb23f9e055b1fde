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
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        try
        {
            return new YamlNodes(parser).Read();
        }
        catch (YamlException e)
        {
            return Refused("malformed", $"This is no YAML: {Reason(e)}", TabAfter(e, text) ?? PlaceOf(e));
        }
        catch (Exception e) when (IsScannerFlaw(e))
        {
            // The last thing that was understood is the nearest place there is.
            var near = parser.Current?.End ?? new Mark(0, 1, 1);
            var at = new Position((int)near.Line, (int)near.Column);
            return Refused("malformed", "This is no YAML: what follows here makes no sense.", at);
        }
    }

    // On some malformed texts the scanner of YamlDotNet 16.3 trips over its own state instead of reporting an error.
    private static bool IsScannerFlaw(Exception e) =>
        e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException
            or OverflowException;

    // Messages of the parser begin with the place, which the fault carries already.
    private static string Reason(YamlException e)
    {
        var end = e.Message.IndexOf("): ", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[(end + 3)..];
    }

    // An error shows where it was found; what was never closed shows where it was opened.
    private static Position PlaceOf(YamlException e)
    {
        var unclosed = e.Message.Contains("end of stream", StringComparison.Ordinal);
        var at = unclosed || e.End.Line < e.Start.Line ? e.Start : e.End;
        return new Position(Math.Max(1, (int)at.Line), Math.Max(1, (int)at.Column));
    }

    // A tab as indentation is reported at the start of the map it stands in; the author needs the tab.
    private static Position? TabAfter(YamlException e, string text)
    {
        if (!e.Message.Contains(" tab ", StringComparison.Ordinal))
        {
            return null;
        }

        var lines = text.Split('\n');
        for (var i = Math.Max(0, (int)e.Start.Line - 1); i < lines.Length; i++)
        {
            var content = lines[i].AsSpan().IndexOfAnyExcept(' ', '\t');
            var tab = lines[i].IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && tab < content)
            {
                return new Position(i + 1, tab + 1);
            }
        }

        return null;
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
            else if (char.IsSurrogate(c) || c == '\uFFFD' || (char.IsControl(c) && !IsBlank(c)))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsBlank(char c) => c is '\t' or '\n' or '\r' or '\u0085';

    private static Position PositionAfter(string before)
    {
        var lineStart = before.LastIndexOf('\n') + 1;
        return new Position(before.AsSpan().Count('\n') + 1, before.Length - lineStart + 1);
    }

    private static (Node? Document, IReadOnlyList<Fault> Faults) Refused(string code, string message, Position at) =>
        (null, [new Fault(Severity.Error, "", code, message, at)]);
}
