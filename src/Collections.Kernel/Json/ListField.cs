using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collections.Kernel.Json;

/// <summary>
/// A list, with the bytes of the options' own converter. That one keeps a stack of its own for every list and makes an
/// object for every empty one; a person has eleven lists, most of them empty, in every snapshot. What is read is an
/// array of just its length: it is kept in memory as long as its record.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by RecordShape for each list property.")]
internal sealed class ListField<T, TItem>(PropertyInfo property, JsonEncodedText name, JsonIgnoreCondition leftOut)
    : RecordField<T>(property, name)
{
    private readonly Func<T, IReadOnlyList<TItem>?> _get =
        property.GetMethod!.CreateDelegate<Func<T, IReadOnlyList<TItem>?>>();

    private readonly Action<T, IReadOnlyList<TItem>> _set =
        property.SetMethod!.CreateDelegate<Action<T, IReadOnlyList<TItem>>>();

    // Found at first use: records may hold each other.
    private JsonConverter<TItem>? _converter;

    public override void Read(ref Utf8JsonReader reader, T record, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"{Name} of a {typeof(T).Name} is written as a list.");
        }

        var items = Array.Empty<TItem>();
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == items.Length)
            {
                Array.Resize(ref items, Math.Max(count * 2, 1));
            }

            items[count++] = ReadItem(ref reader, options);
        }

        Array.Resize(ref items, count);
        _set(record, items);
    }

    public override void Write(Utf8JsonWriter writer, T record, JsonSerializerOptions options)
    {
        var list = _get(record);
        if (list is null)
        {
            if (leftOut == JsonIgnoreCondition.Never)
            {
                writer.WriteNull(Name);
            }

            return;
        }

        writer.WriteStartArray(Name);
        for (var place = 0; place < list.Count; place++)
        {
            WriteItem(writer, list[place], options);
        }

        writer.WriteEndArray();
    }

    private TItem ReadItem(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null && default(TItem) is null
            ? default!
            : ConverterOf(options).Read(ref reader, typeof(TItem), options)!;

    private void WriteItem(Utf8JsonWriter writer, TItem item, JsonSerializerOptions options)
    {
        if (item is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            ConverterOf(options).Write(writer, item, options);
        }
    }

    private JsonConverter<TItem> ConverterOf(JsonSerializerOptions options) =>
        _converter ??= (JsonConverter<TItem>)options.GetTypeInfo(typeof(TItem)).Converter;
}
