using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using NodaTime;

namespace Collections.Gateways.Policies;

/// <summary>A published version of a policy.</summary>
/// <param name="Version">Its version; 0 for the shipped one.</param>
/// <param name="EffectiveFrom">Since when it applies; the earliest instant for the shipped one.</param>
/// <param name="Document">The policy.</param>
public sealed record PolicyVersionText(int Version, Instant EffectiveFrom, Node Document);

/// <summary>Reads the published versions of policies.</summary>
public static class PolicyVersions
{
    /// <summary>
    /// All versions of a name, oldest first; of <see cref="Policy.DefaultName"/> the shipped one is the first. None for
    /// a name nobody published.
    /// </summary>
    public static async ValueTask<IReadOnlyList<PolicyVersionText>> ReadAsync(Engine engine, string tenant, string name)
    {
        var versions = new List<PolicyVersionText>();
        if (name == Policy.DefaultName)
        {
            versions.Add(new PolicyVersionText(0, Instant.MinValue, Read(ShippedPolicies.DefaultDocument)));
        }

        foreach (var publication in await engine.Setup.Store.ReadPublicationsAsync(tenant, 0))
        {
            if (publication.Kind == PolicyDocument.KindName && publication.Name == name)
            {
                versions.Add(new PolicyVersionText(
                    publication.Version, publication.EffectiveFrom, Read(publication.Content)));
            }
        }

        return versions;
    }

    /// <summary>
    /// What a version changes against the one before it; empty when there is no such version, or none before it.
    /// </summary>
    public static async ValueTask<IReadOnlyList<PolicyChange>> ChangesAsync(
        Engine engine, string tenant, string name, int version)
    {
        var versions = await ReadAsync(engine, tenant, name);
        var after = versions.FirstOrDefault(each => each.Version == version);
        var before = versions.LastOrDefault(each => each.Version < version);
        return before is null || after is null ? [] : PolicyDiff.Between(before.Document, after.Document);
    }

    private static Node Read(string content)
    {
        var (document, _) = JsonDocuments.Read(content);
        Invariant.Require(document is not null, "What was published is readable.");
        return document;
    }
}
