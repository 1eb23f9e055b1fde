using System.Reflection;
using Collections.Architecture.Tests.Rules;

namespace Collections.Architecture.Tests.Contracts;

/// <summary>The stored events as text: one line per event with kind, name, version and fields, sorted.</summary>
internal static class EventList
{
    private const string Ending = "Event";

    /// <summary>The list, line by line.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. EventNames.Cases(assembly).Select(Line).Order(StringComparer.Ordinal)];

    private static string Line(EventCase @event)
    {
        var kind = @event.Hierarchy.Name[..^Ending.Length];
        return $"{kind} {@event.Name} v{@event.Version}: {string.Join(", ", Fields(@event.Type))}";
    }

    private static IEnumerable<string> Fields(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => $"{p.Name} {TypeNames.Of(p.PropertyType, nullability.Create(p))}")
            .Order(StringComparer.Ordinal);
    }
}
