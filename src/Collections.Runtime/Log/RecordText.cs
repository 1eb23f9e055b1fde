using System.Text.Json;
using Collections.Kernel;
using Collections.Runtime.Kinds;
using NodaTime;

namespace Collections.Runtime.Log;

/// <summary>The one written form of a log record: UTF-8 JSON, properties always in this order.</summary>
public static class RecordText
{
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

    internal static byte[] Write(RecordHead head, EntityKind kind, IReadOnlyList<object> events) =>
        JsonScratch.Write((head, kind, events), static (writer, value) =>
        {
            var (head, kind, events) = value;
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
                Write(writer, kind, happened);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter writer, EntityKind kind, object happened)
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

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new JsonException($"'{name}' is a text.");
}
