using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>
/// Writes <see cref="Items{T}"/> as a JSON array, items by the source-generated metadata of the context.
/// </summary>
public sealed class ItemsConverter : JsonConverterFactory
{
    private const int ScratchMax = 1_024;

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Items<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(Typed<>).MakeGenericType(typeToConvert.GetGenericArguments()[0]))!;

    [SuppressMessage("Performance", "CA1812", Justification = "Made by CreateConverter for each item type.")]
    private sealed class Typed<T> : JsonConverter<Items<T>>
    {
        // A converter belongs to one set of options, so their converter of the item can be kept. It is called directly:
        // a nested call of the serializer would read every item twice, once to find its end.
        private JsonConverter<T>? _item;

        // The length of a list is known only at its end.
        [ThreadStatic]
        private static List<T>? _scratch;

        public override Items<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new JsonException("A list is written as an array.");
            }

            var item = _item ??= (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
            // Taken while in use, so that a list within an item gets its own.
            var items = _scratch ?? [];
            _scratch = null;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var value = item.Read(ref reader, typeof(T), options);
                Invariant.Require(value is not null, "A list holds no nulls.");
                items.Add(value);
            }

            var read = Items.Create<T>(CollectionsMarshal.AsSpan(items));
            items.Clear();
            _scratch = items.Capacity <= ScratchMax ? items : null;
            return read;
        }

        public override void Write(Utf8JsonWriter writer, Items<T> value, JsonSerializerOptions options)
        {
            var item = _item ??= (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
            writer.WriteStartArray();
            foreach (var each in value)
            {
                item.Write(writer, each, options);
            }

            writer.WriteEndArray();
        }
    }
}
