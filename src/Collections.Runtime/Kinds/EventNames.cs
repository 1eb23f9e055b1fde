using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Collections.Kernel;

namespace Collections.Runtime.Kinds;

/// <summary>The stable names of a kind's events and how each is written.</summary>
internal sealed class EventNames
{
    private readonly Dictionary<Type, Entry> _byType = [];
    private readonly Dictionary<(string Name, int Version), Entry> _byName = [];

    public EventNames(Type hierarchy, JsonSerializerContext json, string kind)
    {
        foreach (var type in hierarchy.Assembly.GetTypes().Where(t => t.IsSubclassOf(hierarchy) && !t.IsAbstract))
        {
            var attribute = type.GetCustomAttribute<EventTypeAttribute>()
                ?? throw Invariant.Unreachable($"{type} carries its event type.");
            var info = json.GetTypeInfo(type)
                ?? throw Invariant.Unreachable($"{type} is in the JSON context.");
            var name = attribute.Name.StartsWith('*') ? kind + attribute.Name[1..] : attribute.Name;
            var entry = new Entry(JsonEncodedText.Encode(name), name, attribute.Version, info);
            _byType.Add(type, entry);
            _byName.Add((name, attribute.Version), entry);
        }

        All = [.. _byName.Keys.Select(k => $"{k.Name}@{k.Version}").Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> All { get; }

    public Entry Of(object happened) => _byType.TryGetValue(happened.GetType(), out var entry)
        ? entry
        : throw Invariant.Unreachable($"{happened.GetType()} is an event of this kind.");

    public void Write(Utf8JsonWriter writer, object happened)
    {
        var entry = Of(happened);
        writer.WriteStartObject();
        writer.WriteString("type"u8, entry.Encoded);
        writer.WriteNumber("v"u8, entry.Version);
        writer.WritePropertyName("data"u8);
        entry.Writer.Write(writer, happened);
        writer.WriteEndObject();
    }

    public object Read(string name, int version, ref Utf8JsonReader data)
    {
        Invariant.Require(_byName.TryGetValue((name, version), out var entry), $"The event {name}@{version} is known.");
        return JsonSerializer.Deserialize(ref data, entry.Info)
            ?? throw Invariant.Unreachable($"The event {name} has data.");
    }

    internal sealed record Entry(JsonEncodedText Encoded, string Name, int Version, JsonTypeInfo Info)
    {
        private EventWriter? _writer;

        /// <summary>Made when the first event of the type is written: a start need not wait for all of them.</summary>
        public EventWriter Writer => _writer ??= EventWriter.Of(Info);
    }
}
