using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Collections.Runtime.Kinds;

/// <summary>
/// Writes events of one type by their converter, without the stack that a call of the serializer sets up.
/// </summary>
internal abstract class EventWriter
{
    /// <summary>The writer of a type.</summary>
    public static EventWriter Of(JsonTypeInfo info) =>
        (EventWriter)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(info.Type), info)!;

    /// <summary>Writes an event of the type.</summary>
    public abstract void Write(Utf8JsonWriter writer, object happened);

    [SuppressMessage("Performance", "CA1812", Justification = "Made for each type of event.")]
    private sealed class Typed<T>(JsonTypeInfo info) : EventWriter
    {
        private readonly JsonConverter<T> _converter = (JsonConverter<T>)info.Converter;

        public override void Write(Utf8JsonWriter writer, object happened) =>
            _converter.Write(writer, (T)happened, info.Options);
    }
}
