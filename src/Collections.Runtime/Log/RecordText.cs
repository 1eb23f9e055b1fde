using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Collections.Kernel;
using Collections.Runtime.Kinds;
using NodaTime;

namespace Collections.Runtime.Log;

/// <summary>The one written form of a log record: UTF-8 JSON, properties always in this order.</summary>
public static class RecordText
{
    // Ids, codes and texts stay readable: the log is JSON for people and machines, never embedded in HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a record's bytes.</summary>
    /// <exception cref="JsonException">The bytes are no record.</exception>
    public static LogEntry Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        var head = new RecordHead(
            new EntityKey(Text(root, "tenant"), Text(root, "kind"), Text(root, "id")),
            root.GetProperty("version").GetInt64(),
            Instant.FromUnixTimeMilliseconds(root.GetProperty("at").GetInt64()),
            Instant.FromUnixTimeMilliseconds(root.GetProperty("recordedAt").GetInt64()),
            Text(root, "actor"),
            Text(root, "command"),
            root.GetProperty("config").GetInt64());
        var events = new List<LoggedEvent>();
        foreach (var item in root.GetProperty("events").EnumerateArray())
        {
            var data = System.Text.Encoding.UTF8.GetBytes(item.GetProperty("data").GetRawText());
            events.Add(new LoggedEvent(Text(item, "type"), item.GetProperty("v").GetInt32(), data));
        }

        return new LogEntry(head, events);
    }

    internal static byte[] Write(RecordHead head, EntityKind kind, IReadOnlyList<object> events)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("tenant"u8, head.Key.Tenant);
            writer.WriteString("kind"u8, head.Key.Kind);
            writer.WriteString("id"u8, head.Key.Id);
            writer.WriteNumber("version"u8, head.Version);
            writer.WriteNumber("at"u8, head.At.ToUnixTimeMilliseconds());
            writer.WriteNumber("recordedAt"u8, head.RecordedAt.ToUnixTimeMilliseconds());
            writer.WriteString("actor"u8, head.Actor);
            writer.WriteString("command"u8, head.Command);
            writer.WriteNumber("config"u8, head.Configuration);
            writer.WriteStartArray("events"u8);
            foreach (var happened in events)
            {
                if (happened is DeliveryEvent delivery)
                {
                    delivery.Write(writer);
                }
                else
                {
                    kind.WriteEvent(writer, happened);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new JsonException($"'{name}' is a text.");
}
