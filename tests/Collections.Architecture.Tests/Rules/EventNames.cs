using System.Reflection;
using System.Text.RegularExpressions;

namespace Collections.Architecture.Tests.Rules;

/// <summary>
/// Events are for ever: every concrete case of a closed event hierarchy carries a stable name and version, unique in
/// its hierarchy. (That every case is handled by its Evolve is a law that the deciders' own tests check.)
/// </summary>
internal static partial class EventNames
{
    private const string Attribute = "EventTypeAttribute";

    /// <summary>Events without a name, with an ill-formed one, or with one that is taken.</summary>
    public static IReadOnlyList<string> Violations(Assembly assembly) =>
        [.. Cases(assembly).GroupBy(c => c.Hierarchy).SelectMany(hierarchy => Faults([.. hierarchy]))];

    /// <summary>
    /// The concrete cases of all event hierarchies: types below an abstract type whose name ends in Event.
    /// </summary>
    public static IEnumerable<EventCase> Cases(Assembly assembly) =>
        from type in assembly.GetTypes()
        where !type.IsAbstract && HierarchyOf(type) is not null
        orderby type.FullName
        let name = type.GetCustomAttributesData().FirstOrDefault(a => a.AttributeType.Name == Attribute)
        select new EventCase(
            HierarchyOf(type)!,
            type,
            (string?)name?.ConstructorArguments[0].Value,
            (int?)name?.ConstructorArguments[1].Value ?? 0);

    private static Type? HierarchyOf(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.IsAbstract && parent.Name.EndsWith("Event", StringComparison.Ordinal))
            {
                return parent;
            }
        }

        return null;
    }

    private static IEnumerable<string> Faults(IReadOnlyList<EventCase> cases)
    {
        var named = cases.Where(c => c.Name is not null).ToList();
        var nameless = cases.Except(named).Select(c => $"{c.Type.FullName} has no event name.");
        var illFormed = named.Where(c => !Form().IsMatch(c.Name!)).Select(c => $"{c.Name} is no event name.");
        var versions = named.Where(c => c.Version < 1).Select(c => $"{c.Name} has the version {c.Version}.");
        var taken = named.GroupBy(c => (c.Name, c.Version))
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key.Name} v{g.Key.Version} names {g.Count()} events.");
        return nameless.Concat(illFormed).Concat(versions).Concat(taken);
    }

    [GeneratedRegex(@"^([a-z]+|\*)(\.[a-z_]+)+$")]
    private static partial Regex Form();
}

/// <summary>One event of a closed hierarchy.</summary>
/// <param name="Hierarchy">The abstract base.</param>
/// <param name="Type">The concrete type.</param>
/// <param name="Name">Its stable name; null when it has none.</param>
/// <param name="Version">Its version; 0 when it has none.</param>
internal sealed record EventCase(Type Hierarchy, Type Type, string? Name, int Version);
