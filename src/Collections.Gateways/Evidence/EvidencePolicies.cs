using System.Text;
using System.Text.Json;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Runtime.Log;

namespace Collections.Gateways.Evidence;

/// <summary>
/// The contact policies by which the decisions of a bundle were taken: those that were published as histories of their
/// own, every version with its text; those that ship as files.
/// </summary>
internal static class EvidencePolicies
{
    /// <summary>
    /// The names of the policies that findings of a person's history name, with all presets that they named when they
    /// decided; sorted.
    /// </summary>
    public static async ValueTask<IReadOnlyList<string>> NamedAsync(Engine engine, EvidenceChain? person)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        if (person is null)
        {
            return [];
        }

        var timeline = await engine.Configurations.OfAsync(person.Entity.Tenant);
        foreach (var record in person.Records)
        {
            var entry = RecordText.Read(record.Bytes);
            var inForce = ((TenantConfiguration)timeline.At(entry.Head.At)).ContactPolicies;
            foreach (var name in entry.Events.SelectMany(happened => NamesIn(happened.Data)))
            {
                names.Add(name);
                names.UnionWith(inForce.GetValueOrDefault(name)?.Policy.Sets.Select(set => set.Name) ?? []);
            }
        }

        return [.. names];
    }

    /// <summary>The published policies of these names.</summary>
    public static IEnumerable<EntityKey> Published(string tenant, IEnumerable<string> names) =>
        names.Where(EntityKey.IsValidId).Select(name => new EntityKey(tenant, ContactPolicyDocument.KindName, name));

    /// <summary>The files of the shipped ones.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Shipped(IEnumerable<string> names) => names
        .Where(ContactPresets.Documents.ContainsKey)
        .Select(name => (
            $"presets/{name}.json", Encoding.UTF8.GetBytes(JsonDocuments.Write(ContactPresets.Documents[name]))));

    private static IReadOnlyList<string> NamesIn(ReadOnlyMemory<byte> happened)
    {
        using var data = JsonDocument.Parse(happened);
        return data.RootElement.ValueKind == JsonValueKind.Object
            && data.RootElement.TryGetProperty("rules", out var rules)
            ?
            [
                .. rules.EnumerateArray()
                    .Select(rule => rule.TryGetProperty("policy", out var policy) ? policy.GetString() : null)
                    .OfType<string>()
                    .Distinct(),
            ]
            : [];
    }
}
