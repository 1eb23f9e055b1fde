using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collections.Kernel.Json;

/// <summary>What reflection tells about a plain record, looked at once per type and set of options.</summary>
internal static class RecordShape
{
    /// <summary>Fields are told apart by bits of one word.</summary>
    private const int FieldsMax = 64;

    /// <summary>The written properties in declared order, positional ones first.</summary>
    public static RecordField<T>[] FieldsOf<T>(JsonSerializerOptions options)
        where T : class
    {
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .OrderBy(property => property.MetadataToken)
            .ToList();
        Invariant.Require(properties.Count <= FieldsMax, $"{typeof(T)} has at most {FieldsMax} written properties.");
        return [.. properties.Select(property => FieldOf<T>(property, options))];
    }

    /// <summary>A record with every property at its default.</summary>
    public static T PrototypeOf<T>()
        where T : class
    {
        var constructor = typeof(T).GetConstructors().OrderBy(each => each.GetParameters().Length).Last();
        var defaults = constructor.GetParameters().Select(parameter =>
            parameter is { HasDefaultValue: true, DefaultValue: { } value }
                ? value
                : DefaultOf(parameter.ParameterType));
        return (T)constructor.Invoke([.. defaults]);
    }

    private static RecordField<T> FieldOf<T>(PropertyInfo property, JsonSerializerOptions options)
        where T : class
    {
        Invariant.Require(
            property.SetMethod is not null, $"{typeof(T)}.{property.Name} is computed, so it says [JsonIgnore].");
        var name = options.PropertyNamingPolicy?.ConvertName(property.Name) ?? property.Name;
        var encoded = JsonEncodedText.Encode(name, options.Encoder);
        return ConverterOf(property, options) is { } converter
            ? Field(typeof(ValueField<,>).MakeGenericType(typeof(T), property.PropertyType), converter)
            : Field(FieldTypeOf<T>(property.PropertyType));

        RecordField<T> Field(Type type, params object[] own) => (RecordField<T>)Activator.CreateInstance(
            type, [property, encoded, options.DefaultIgnoreCondition, .. own])!;
    }

    /// <summary>The converter that a property names for itself; null for none.</summary>
    private static JsonConverter? ConverterOf(PropertyInfo property, JsonSerializerOptions options)
    {
        if (property.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType is not { } type)
        {
            return null;
        }

        var named = (JsonConverter)Activator.CreateInstance(type)!;
        return named is JsonConverterFactory factory ? factory.CreateConverter(property.PropertyType, options) : named;
    }

    private static Type FieldTypeOf<T>(Type type) =>
        type == typeof(string) ? typeof(TextField<>).MakeGenericType(typeof(T))
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? typeof(ListField<,>).MakeGenericType(typeof(T), type.GetGenericArguments()[0])
            : typeof(ValueField<,>).MakeGenericType(typeof(T), type);

    private static object? DefaultOf(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
}
