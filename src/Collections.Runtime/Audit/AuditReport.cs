namespace Collections.Runtime.Audit;

/// <summary>What an audit found.</summary>
/// <param name="Records">Records looked at.</param>
/// <param name="Chains">Chains looked at.</param>
/// <param name="Checkpoints">Checkpoints compared.</param>
/// <param name="FirstBroken">The first broken link, for a person; null when everything holds.</param>
public sealed record AuditReport(long Records, long Chains, long Checkpoints, string? FirstBroken)
{
    /// <summary>Whether nothing was tampered with.</summary>
    public bool Holds => FirstBroken is null;
}
