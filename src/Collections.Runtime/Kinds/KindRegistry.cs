using Collections.Kernel;

namespace Collections.Runtime.Kinds;

/// <summary>The kinds that an engine runs.</summary>
public sealed class KindRegistry
{
    private readonly Dictionary<string, EntityKind> _kinds;

    /// <summary>A registry of kinds with distinct names.</summary>
    public KindRegistry(params IEnumerable<EntityKind> kinds) =>
        _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>All kinds, by name.</summary>
    public IEnumerable<EntityKind> All => _kinds.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The kind of a name; asking for an unregistered one is a bug.</summary>
    public EntityKind Of(string name) =>
        OrNull(name) ?? throw Invariant.Unreachable($"The kind '{name}' is registered.");

    /// <summary>The kind of a name, or null.</summary>
    public EntityKind? OrNull(string name) => _kinds.GetValueOrDefault(name);
}
