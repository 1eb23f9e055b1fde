using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>
/// Writes <see cref="Items{T}"/> as a JSON array, items by the source-generated metadata of the context.
/// </summary>
public class ItemsConverter : JsonConverterFactory
{
    private const int UsualCount = 16;

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Items<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(Typed<>).MakeGenericType(typeToConvert.GetGenericArguments()[0]), args: [IsTracing])!;

    /// <summary>Whether lists remember what they were read from.</summary>
    private protected virtual bool IsTracing => false;

    [SuppressMessage("Performance", "CA1812", Justification = "Made by CreateConverter for each item type.")]
    private sealed class Typed<T>(bool isTracing) : JsonConverter<Items<T>>
    {
        // A converter belongs to one set of options, so their converter of the item can be kept. It is called directly:
        // a nested call of the serializer would read every item twice, once to find its end.
        private JsonConverter<T>? _item;

        public override Items<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new JsonException("A list is written as an array.");
            }

            var item = ItemOf(options);
            var trace = isTracing ? ItemsTrace.Of(reader) : default;
            // The length of a list is known only at its end.
            var items = ArrayPool<T>.Shared.Rent(UsualCount);
            var count = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (count == items.Length)
                {
                    items = Larger(items);
                }

                var start = reader.TokenStartIndex;
                var value = item.Read(ref reader, typeof(T), options);
                Invariant.Require(value is not null, "A list holds no nulls.");
                trace.Note(count, start, reader);
                items[count++] = value;
            }

            var read = items.AsSpan(0, count).ToArray();
            ArrayPool<T>.Shared.Return(items, clearArray: true);
            return new Items<T>(read, trace.OriginOf(read, this));
        }

        private static T[] Larger(T[] items)
        {
            var larger = ArrayPool<T>.Shared.Rent(items.Length * 2);
            items.CopyTo(larger, 0);
            ArrayPool<T>.Shared.Return(items, clearArray: true);
            return larger;
        }

        public override void Write(Utf8JsonWriter writer, Items<T> value, JsonSerializerOptions options)
        {
            var item = ItemOf(options);
            var origin = value.Origin is { } known && known.IsOf(this) ? known : null;
            var from = 0;
            writer.WriteStartArray();
            foreach (var each in value)
            {
                if (origin is not null && origin.BytesOf(each, ref from) is { IsEmpty: false } bytes)
                {
                    writer.WriteRawValue(bytes, skipInputValidation: true);
                }
                else
                {
                    item.Write(writer, each, options);
                }
            }

            writer.WriteEndArray();
        }

        private JsonConverter<T> ItemOf(JsonSerializerOptions options) =>
            _item ??= (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
    }
}

/// <summary>
/// Lists of a state's own properties, which remember what they were read from: <see cref="ItemsOrigin{T}"/>. A list of
/// an event does not, even when it becomes one of the state's: a state that is folded from old events is written as a
/// release writes it today.
/// </summary>
public sealed class TracedItemsConverter : ItemsConverter
{
    private protected override bool IsTracing => true;
}
