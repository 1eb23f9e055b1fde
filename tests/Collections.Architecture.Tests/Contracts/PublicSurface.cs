using System.Reflection;
using System.Runtime.CompilerServices;

namespace Collections.Architecture.Tests.Contracts;

/// <summary>
/// The public surface of an assembly as text: one line per type, one indented line per member, sorted.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Type[] UnspeltParents = [typeof(object), typeof(ValueType), typeof(Enum)];

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The surface, line by line.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly) => Of(assembly.GetExportedTypes());

    /// <summary>The surface of some types.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Type> types) =>
    [
        .. types.OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => Members(type).Prepend(Header(type))),
    ];

    private static string Header(Type type)
    {
        var parents = Parents(type).Select(TypeNames.Of).ToList();
        var list = parents.Count > 0 ? " : " + string.Join(", ", parents) : string.Empty;
        return $"{Kind(type)} {type.Namespace}.{TypeNames.Of(type)}{list}";
    }

    /// <summary>The base class and our own interfaces; those of the platform come and go with its versions.</summary>
    private static IEnumerable<Type> Parents(Type type)
    {
        var interfaces = type.GetInterfaces().Where(IsOurs).OrderBy(i => i.FullName, StringComparer.Ordinal);
        return type.BaseType is { } parent && !UnspeltParents.Contains(parent)
            ? interfaces.Prepend(parent)
            : interfaces;
    }

    private static bool IsOurs(Type type) =>
        type.IsPublic && type.Namespace?.StartsWith("Collections", StringComparison.Ordinal) == true;

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Members(Type type) =>
        type.GetMembers(Declared)
            .Select(Member)
            .OfType<string>()
            .Order(StringComparer.Ordinal)
            .Select(line => "  " + line);

    private static string? Member(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) => null,
        FieldInfo field => Field(field),
        ConstructorInfo constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
        PropertyInfo property => Property(property),
        MethodInfo method when IsVisible(method) && IsSpelt(method) =>
            $"{Static(method)}{Returned(method)} {method.Name}{Generics(method)}({Parameters(method)})",
        _ => null,
    };

    private static string? Field(FieldInfo field) => field switch
    {
        { IsSpecialName: true } or { IsPublic: false } => null,
        { IsLiteral: true } => $"const {TypeNames.Of(field.FieldType)} {field.Name} = {OneLine(field)}",
        _ => $"{(field.IsStatic ? "static " : string.Empty)}{TypeNames.Of(field.FieldType)} {field.Name}",
    };

    /// <summary>A constant's value on one line: the approved text is compared line by line.</summary>
    private static string OneLine(FieldInfo constant) =>
        $"{constant.GetRawConstantValue()}".ReplaceLineEndings(" ");

    private static string? Property(PropertyInfo property)
    {
        if (property.GetMethod is not { } get || !IsVisible(get))
        {
            return null;
        }

        var type = TypeNames.Of(property.PropertyType, Nullability.Create(property));
        return $"{Static(get)}{type} {property.Name} {{ get; {Setter(property.SetMethod)}}}";
    }

    private static string Setter(MethodInfo? set) => set switch
    {
        null => string.Empty,
        _ when !IsVisible(set) => string.Empty,
        _ when set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) => "init; ",
        _ => "set; ",
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>Accessors are shown as properties; operators are spelt, other special names are not.</summary>
    private static bool IsSpelt(MethodInfo method) =>
        !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : string.Empty;

    private static string Returned(MethodInfo method) =>
        TypeNames.Of(method.ReturnType, Nullability.Create(method.ReturnParameter));

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>"
            : string.Empty;

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        $"{TypeNames.Of(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}";
}
