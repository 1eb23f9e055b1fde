using System.Text;
using System.Text.Json;

namespace Collections.Kernel.Documents;

/// <summary>One reading of a UTF-8 JSON text into nodes that know their place.</summary>
internal ref struct JsonNodes
{
    // The bytes of a character after its first one read 10xxxxxx in UTF-8.
    private const int ContinuationMask = 0xC0;
    private const int Continuation = 0x80;

    private readonly ReadOnlySpan<byte> _text;
    private readonly List<Fault> _faults = [];
    private Utf8JsonReader _reader;

    // The place of the last token asked for: tokens come in order, so lines are counted once over the whole text.
    private int _seen;
    private int _line = 1;
    private int _column = 1;

    /// <summary>A reading of valid UTF-8 without byte-order mark.</summary>
    internal JsonNodes(ReadOnlySpan<byte> text)
    {
        _text = text;

        // One level more than allowed, so that the fault is ours and says so.
        _reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = JsonDocuments.DepthMax + 1 });
    }

    /// <summary>The document, or the faults that stand in its way.</summary>
    internal (Node? Document, IReadOnlyList<Fault> Faults) Read()
    {
        try
        {
            _reader.Read();
            var document = ReadNode("", 0);
            _reader.Read();
            return (_faults.Count == 0 ? document : null, _faults);
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0);
            var at = new Position(line + 1, (int)(e.BytePositionInLine ?? 0) + 1);
            _faults.Add(new Fault(Severity.Error, "", "malformed", $"This is no JSON: {Reason(e)}", at));
            return (null, _faults);
        }
    }

    private static string Reason(JsonException e)
    {
        // The message ends with the place, which the fault carries already.
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }

    private Node ReadNode(string path, int depth)
    {
        var at = Place();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Deeper(path, depth, at);
                return ReadMapping(path, depth + 1, at);
            case JsonTokenType.StartArray:
                Deeper(path, depth, at);
                return ReadSequence(path, depth + 1, at);
            case JsonTokenType.Null:
                return new Node.Scalar(null, false, at);
            case JsonTokenType.String:
                return new Node.Scalar(Text(path, at), true, at);
            default:
                return new Node.Scalar(Encoding.UTF8.GetString(_reader.ValueSpan), false, at);
        }
    }

    private Node.Mapping ReadMapping(string path, int depth, Position at)
    {
        var entries = new List<KeyValuePair<string, Node>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var keyAt = Place();
            var key = Text(path, keyAt);
            _reader.Read();
            var valuePath = $"{path}/{MapCursor.Escape(key)}";
            var value = ReadNode(valuePath, depth);
            if (keys.Add(key))
            {
                entries.Add(new(key, value));
            }
            else
            {
                var message = $"The key '{key}' stands here twice.";
                _faults.Add(new Fault(Severity.Error, valuePath, "duplicate_key", message, keyAt));
            }
        }

        return new Node.Mapping(entries, at);
    }

    private Node.Sequence ReadSequence(string path, int depth, Position at)
    {
        var items = new List<Node>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadNode($"{path}/{items.Count}", depth));
        }

        return new Node.Sequence(items, at);
    }

    private readonly void Deeper(string path, int depth, Position at)
    {
        if (depth == JsonDocuments.DepthMax)
        {
            var message = $"Maps and lists nest at most {JsonDocuments.DepthMax} deep.";
            _faults.Add(new Fault(Severity.Error, path, "too_deep", message, at));
        }
    }

    private readonly string Text(string path, Position at)
    {
        try
        {
            return _reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair written as an escape: valid JSON, but no text.
            _faults.Add(new Fault(Severity.Error, path, "malformed", "The text holds half a character.", at));
            return "";
        }
    }

    private Position Place()
    {
        var start = (int)_reader.TokenStartIndex;
        for (; _seen < start; _seen++)
        {
            if (_text[_seen] == (byte)'\n')
            {
                _line++;
                _column = 1;
            }
            else if ((_text[_seen] & ContinuationMask) != Continuation)
            {
                _column++;
            }
        }

        return new Position(_line, _column);
    }
}
