using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Collections.Kernel.Documents;

/// <summary>
/// JSON text to nodes and back. Reading never throws for bad text: it gives a fault with line and column. Numbers keep
/// their digits; strings count as quoted, numbers and words as plain.
/// </summary>
public static class JsonDocuments
{
    /// <summary>Deepest nesting of maps and lists.</summary>
    public const int DepthMax = 32;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a JSON text.</summary>
    public static (Node? Document, IReadOnlyList<Fault> Faults) Read(string json) =>
        Read(Encoding.UTF8.GetBytes(json).AsMemory());

    /// <summary>Reads UTF-8 JSON; a byte-order mark is skipped.</summary>
    public static (Node? Document, IReadOnlyList<Fault> Faults) Read(ReadOnlyMemory<byte> utf8)
    {
        var bytes = utf8.Span;
        bytes = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        if (!Utf8.IsValid(bytes))
        {
            return (null, [new Fault(Severity.Error, "", "not_utf8", "The text is not UTF-8.", default)]);
        }

        return new JsonNodes(bytes).Read();
    }

    /// <summary>
    /// Writes a document as compact JSON, keys in the document's order. Plain numbers, true, false and null stay what
    /// they are, everything else becomes a string, so reading the text again gives the same meaning.
    /// </summary>
    public static string Write(Node document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, document);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, Node node)
    {
        switch (node)
        {
            case Node.Mapping mapping:
                writer.WriteStartObject();
                foreach (var (key, value) in mapping.Entries)
                {
                    writer.WritePropertyName(key);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case Node.Sequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteScalar(writer, (Node.Scalar)node);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, Node.Scalar scalar)
    {
        if (scalar.IsNull || scalar.Text is null)
        {
            writer.WriteNullValue();
        }
        else if (scalar.Quoted)
        {
            writer.WriteStringValue(scalar.Text);
        }
        else if (scalar.Text is "true" or "True" or "TRUE")
        {
            writer.WriteBooleanValue(true);
        }
        else if (scalar.Text is "false" or "False" or "FALSE")
        {
            writer.WriteBooleanValue(false);
        }
        else if (JsonNumber.IsOne(scalar.Text))
        {
            writer.WriteRawValue(scalar.Text);
        }
        else
        {
            writer.WriteStringValue(scalar.Text);
        }
    }
}
