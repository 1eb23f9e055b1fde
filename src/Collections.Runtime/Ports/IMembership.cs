using Collections.Kernel;

namespace Collections.Runtime.Ports;

/// <summary>
/// Who may run an entity. It gives speed, never correctness: two engines that both believe they own an entity are kept
/// honest by the version check in the commit. The simulator's membership lies.
/// </summary>
public interface IMembership
{
    /// <summary>Whether this engine may sweep the entity's wake-ups.</summary>
    bool MayRun(EntityKey key);
}

/// <summary>One process that owns everything: the embedded default.</summary>
public sealed class SoleMember : IMembership
{
    /// <inheritdoc/>
    public bool MayRun(EntityKey key) => true;
}
