using Collections.Runtime.Kinds;
using Collections.Runtime.Ports;

namespace Collections.Simulation.Runs;

/// <summary>
/// A mistake planted at a seam of the product (what a kind decides, what a store is told, under which key an effect
/// leaves), to see whether the auditor notices. The honest one changes nothing.
/// </summary>
internal class Mutant
{
    /// <summary>No mistake.</summary>
    public static Mutant Honest { get; } = new();

    /// <summary>What it gets wrong.</summary>
    public virtual string Name => "honest";

    /// <summary>The kind an engine runs instead.</summary>
    public virtual EntityKind Kind(EntityKind kind) => kind;

    /// <summary>The commits the store is told instead.</summary>
    public virtual IReadOnlyList<Commit> Commits(IReadOnlyList<Commit> commits) => commits;

    /// <summary>The key under which an effect leaves instead.</summary>
    public virtual string EffectKey(string key, int attempt) => key;
}
