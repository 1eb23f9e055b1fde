using System.Reflection;

namespace Collections.Architecture.Tests.Contracts;

/// <summary>Types spelt as C# spells them, without namespaces, the same on every machine.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>The type as C# writes it.</summary>
    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value) + "?";
        }

        if (type.IsArray || type.IsByRef || type.IsPointer)
        {
            return Of(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        }

        return Qualified(type);
    }

    /// <summary>The type with a question mark where the declaration says that it may be null.</summary>
    public static string Of(Type type, NullabilityInfo nullability) =>
        !type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? Of(type) + "?" : Of(type);

    private static string Qualified(Type type)
    {
        var own = type.Name.Split('`')[0];
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var arguments = type.GetGenericArguments().Skip(inherited).Select(Of).ToList();
        var spelt = arguments.Count == 0 ? own : $"{own}<{string.Join(", ", arguments)}>";
        return type.IsNested && !type.IsGenericParameter ? $"{Of(type.DeclaringType!)}.{spelt}" : spelt;
    }
}
