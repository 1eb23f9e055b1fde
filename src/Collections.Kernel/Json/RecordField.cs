using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collections.Kernel.Json;

/// <summary>One written property of a record.</summary>
internal abstract class RecordField<T>(PropertyInfo property, JsonEncodedText name)
{
    /// <summary>Its name in JSON.</summary>
    public JsonEncodedText Name { get; } = name;

    /// <summary>Whether a record without it is damaged.</summary>
    public bool IsRequired { get; } = property.GetCustomAttribute<RequiredMemberAttribute>() is not null
        && !property.PropertyType.IsValueType;

    /// <summary>Reads the value under the reader into the record.</summary>
    public abstract void Read(ref Utf8JsonReader reader, T record, JsonSerializerOptions options);

    /// <summary>Writes name and value; nothing when the options leave such a value out.</summary>
    public abstract void Write(Utf8JsonWriter writer, T record, JsonSerializerOptions options);
}

/// <summary>A property of any type, by the converter it names for itself or the options' one of that type.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by RecordShape for each property type.")]
internal sealed class ValueField<T, TValue>(
    PropertyInfo property, JsonEncodedText name, JsonIgnoreCondition leftOut, JsonConverter<TValue>? own)
    : RecordField<T>(property, name)
{
    private readonly EqualityComparer<TValue> _equality = EqualityComparer<TValue>.Default;
    private readonly Func<T, TValue> _get = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
    private readonly Action<T, TValue> _set = property.SetMethod!.CreateDelegate<Action<T, TValue>>();

    // Found at first use: records may hold each other.
    private JsonConverter<TValue>? _converter = own;

    public ValueField(PropertyInfo property, JsonEncodedText name, JsonIgnoreCondition leftOut)
        : this(property, name, leftOut, null)
    {
    }

    public override void Read(ref Utf8JsonReader reader, T record, JsonSerializerOptions options) =>
        _set(record, ConverterOf(options).Read(ref reader, typeof(TValue), options)!);

    public override void Write(Utf8JsonWriter writer, T record, JsonSerializerOptions options)
    {
        var value = _get(record);
        if (IsLeftOut(value))
        {
            return;
        }

        writer.WritePropertyName(Name);
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            ConverterOf(options).Write(writer, value, options);
        }
    }

    private bool IsLeftOut(TValue value) => leftOut switch
    {
        JsonIgnoreCondition.WhenWritingDefault =>
            value is null || (default(TValue) is not null && _equality.Equals(value, default)),
        JsonIgnoreCondition.WhenWritingNull => value is null,
        _ => false,
    };

    private JsonConverter<TValue> ConverterOf(JsonSerializerOptions options) =>
        _converter ??= (JsonConverter<TValue>)options.GetTypeInfo(typeof(TValue)).Converter;
}

/// <summary>
/// A text. Few different ones come back in most properties, so the last few are kept and compared with the bytes read
/// before a new string is made.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by RecordShape for each text property.")]
internal sealed class TextField<T>(PropertyInfo property, JsonEncodedText name, JsonIgnoreCondition leftOut)
    : RecordField<T>(property, name)
{
    /// <summary>Longer texts are one of a kind.</summary>
    private const int KeptLengthMax = 32;

    /// <summary>A power of two.</summary>
    private const int KeptCount = 16;

    private readonly Func<T, string?> _get = property.GetMethod!.CreateDelegate<Func<T, string?>>();
    private readonly Action<T, string?> _set = property.SetMethod!.CreateDelegate<Action<T, string?>>();

    // Several threads may read: a place holds a whole text at any time, and which one does not matter.
    private readonly string?[] _kept = new string?[KeptCount];

    public override void Read(ref Utf8JsonReader reader, T record, JsonSerializerOptions options) =>
        _set(record, TextOf(ref reader));

    public override void Write(Utf8JsonWriter writer, T record, JsonSerializerOptions options)
    {
        var value = _get(record);
        if (value is not null)
        {
            writer.WriteString(Name, value);
        }
        else if (leftOut == JsonIgnoreCondition.Never)
        {
            writer.WriteNull(Name);
        }
    }

    private string? TextOf(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueIsEscaped
            || bytes.Length is 0 or > KeptLengthMax)
        {
            return reader.GetString();
        }

        ref var kept = ref _kept[((bytes[^1] * 31) + bytes[bytes.Length / 2] + bytes.Length) & (KeptCount - 1)];
        return kept is { } text && Ascii.Equals(bytes, text) ? text : kept = reader.GetString();
    }
}
