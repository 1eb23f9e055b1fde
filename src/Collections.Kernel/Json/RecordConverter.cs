using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collections.Kernel.Json;

/// <summary>
/// Reads and writes plain records exactly as the generated metadata does (properties in declared order, defaults left
/// out as the options say), at about a third of its cost: nothing is boxed, no property is looked up by a hash, and
/// texts that return in every snapshot (currencies, zones, states) are kept once. Snapshots are read and written with
/// every command, so this is a large part of what a command costs.
/// </summary>
/// <remarks>
/// A plain record is a sealed record class without an attribute of its own that says how it is written. Of the property
/// attributes only <see cref="JsonIgnoreAttribute"/> (always) and <see cref="JsonConverterAttribute"/> are known.
/// </remarks>
public sealed class RecordConverter : JsonConverterFactory
{
    /// <summary>The method by which the language copies a record for <c>with</c>.</summary>
    internal const string CloneName = "<Clone>$";

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert is { IsClass: true, IsSealed: true }
        && typeToConvert.GetMethod(CloneName) is not null
        && typeToConvert.GetCustomAttribute<JsonConverterAttribute>(inherit: true) is null
        && typeToConvert.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: true) is null;

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(RecordConverter<>).MakeGenericType(typeToConvert), options)!;
}

/// <summary>One type's converter; it belongs to one set of options.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the factory for each record type.")]
internal sealed class RecordConverter<T> : JsonConverter<T>
    where T : class
{
    private readonly RecordField<T>[] _fields;
    private readonly ulong _required;

    // What the language does for `prototype with { ... }`: copy, then set.
    private readonly T _prototype;
    private readonly Func<T, T> _clone;

    public RecordConverter(JsonSerializerOptions options)
    {
        _fields = RecordShape.FieldsOf<T>(options);
        _prototype = RecordShape.PrototypeOf<T>();
        _clone = typeof(T).GetMethod(RecordConverter.CloneName)!.CreateDelegate<Func<T, T>>();
        for (var place = 0; place < _fields.Length; place++)
        {
            _required |= _fields[place].IsRequired ? 1UL << place : 0;
        }
    }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A {typeof(T).Name} is written as an object.");
        }

        var record = _clone(_prototype);
        var expected = 0;
        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var place = PlaceOf(ref reader, expected);
            reader.Read();
            if (place < 0)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                _fields[place].Read(ref reader, record, options);
                seen |= 1UL << place;
                expected = place + 1;
            }
        }

        return (seen & _required) == _required
            ? record
            : throw new JsonException($"A required property of {typeof(T).Name} is missing.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var field in _fields)
        {
            field.Write(writer, value, options);
        }

        writer.WriteEndObject();
    }

    /// <summary>Properties come in declared order, so the search starts where the last one was found.</summary>
    private int PlaceOf(ref Utf8JsonReader reader, int expected)
    {
        // No name of ours needs escaping; one that is written so all the same takes the long way.
        var isPlain = !reader.HasValueSequence && !reader.ValueIsEscaped;
        var bytes = reader.ValueSpan;
        for (var looks = 0; looks < _fields.Length; looks++)
        {
            var place = expected + looks;
            place -= place < _fields.Length ? 0 : _fields.Length;
            var name = _fields[place].Name.EncodedUtf8Bytes;
            if (isPlain ? bytes.SequenceEqual(name) : reader.ValueTextEquals(name))
            {
                return place;
            }
        }

        return -1;
    }
}
