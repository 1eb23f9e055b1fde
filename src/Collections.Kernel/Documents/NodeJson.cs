using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Collections.Kernel.Documents;

/// <summary>
/// Documents as JSON. Reading keeps the place of every node; writing gives the canonical form in which configuration is
/// stored: no white space, the author's key order, scalars without quotes as JSON numbers, booleans or null where YAML 1.2
/// takes them for such, everything else as text. Reading what was written and writing it again gives the same bytes.
/// </summary>
public static class NodeJson
{
    /// <summary>Deepest nesting that is read.</summary>
    public const int DepthMax = 64;

    private static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = DepthMax };

    /// <summary>Reads a document; a syntax fault or a doubled key gives null and the fault with its place.</summary>
    public static (Node? Node, Fault? Fault) Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var places = new Places(utf8);
            var reader = new Utf8JsonReader(utf8, ReaderOptions);
            reader.Read();
            var node = ReadValue(ref reader, places);
            return reader.Read() ? throw new JsonException("A document is one value.") : (node, null);
        }
        catch (JsonException fault)
        {
            var at = new Position((int)(fault.LineNumber ?? -1) + 1, (int)(fault.BytePositionInLine ?? -1) + 1);
            return (null, new Fault(Severity.Error, fault.Path ?? string.Empty, "syntax", fault.Message, at));
        }
    }

    /// <summary>Reads canonical JSON that was written by <see cref="Write"/>; anything else is a bug.</summary>
    public static Node ReadCanonical(string json)
    {
        var (node, fault) = Read(Encoding.UTF8.GetBytes(json));
        Invariant.Require(node is not null, $"Stored configuration is readable: {fault?.Message}");
        return node;
    }

    /// <summary>The canonical text of a document.</summary>
    public static string Write(Node node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            WriteValue(writer, node);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static Node ReadValue(ref Utf8JsonReader reader, Places places)
    {
        var at = places.Of(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMap(ref reader, places, at),
            JsonTokenType.StartArray => ReadList(ref reader, places, at),
            JsonTokenType.String => new Node.Scalar(TextOf(ref reader, at), Quoted: true, at),
            JsonTokenType.Null => new Node.Scalar(null, Quoted: false, at),
            _ => new Node.Scalar(Encoding.UTF8.GetString(reader.ValueSpan), Quoted: false, at),
        };
    }

    private static Node.Mapping ReadMap(ref Utf8JsonReader reader, Places places, Position at)
    {
        var entries = new List<KeyValuePair<string, Node>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var place = places.Of(reader.TokenStartIndex);
            var key = TextOf(ref reader, place);
            if (!keys.Add(key))
            {
                throw new JsonException($"The key '{key}' stands twice.", null, place.Line - 1, place.Column - 1);
            }

            reader.Read();
            entries.Add(new(key, ReadValue(ref reader, places)));
        }

        return new Node.Mapping(entries, at);
    }

    private static Node.Sequence ReadList(ref Utf8JsonReader reader, Places places, Position at)
    {
        var items = new List<Node>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader, places));
        }

        return new Node.Sequence(items, at);
    }

    private static string TextOf(ref Utf8JsonReader reader, Position at)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            // Thrown for escapes that are no Unicode text (a lone surrogate) and for bytes that are no UTF-8.
            throw new JsonException("A text is no valid Unicode.", null, at.Line - 1, at.Column - 1, fault);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, Node node)
    {
        switch (node)
        {
            case Node.Mapping map:
                writer.WriteStartObject();
                foreach (var (key, value) in map.Entries)
                {
                    writer.WritePropertyName(key);
                    WriteValue(writer, value);
                }

                writer.WriteEndObject();
                break;
            case Node.Sequence list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    WriteValue(writer, item);
                }

                writer.WriteEndArray();
                break;
            case Node.Scalar scalar:
                WriteScalar(writer, scalar);
                break;
            default:
                throw Invariant.Unreachable($"Unknown node {node.GetType().Name}.");
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, Node.Scalar scalar)
    {
        if (scalar.IsNull)
        {
            writer.WriteNullValue();
        }
        else if (!scalar.Quoted && scalar.Text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
        {
            writer.WriteBooleanValue(scalar.Text is "true" or "True" or "TRUE");
        }
        else if (!scalar.Quoted && IsNumber(scalar.Text!))
        {
            writer.WriteRawValue(scalar.Text!, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(scalar.Text);
        }
    }

    /// <summary>Whether a text is a JSON number as it stands; <c>0012</c> and <c>+1</c> are not, they stay text.</summary>
    private static bool IsNumber(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), ReaderOptions);
            return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length == text.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Turns byte offsets into lines and columns (columns count bytes).</summary>
    private sealed class Places
    {
        private readonly List<int> _starts = [0];

        public Places(ReadOnlySpan<byte> utf8)
        {
            for (var i = 0; i < utf8.Length; i++)
            {
                if (utf8[i] == (byte)'\n')
                {
                    _starts.Add(i + 1);
                }
            }
        }

        public Position Of(long offset)
        {
            var index = _starts.BinarySearch((int)offset);
            var line = index >= 0 ? index : ~index - 1;
            return new Position(line + 1, (int)offset - _starts[line] + 1);
        }
    }
}
