using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Contacts;

/// <summary>
/// The presets that contact policies may name, each a file of its own beside the code: a new preset is a new file. The
/// policy <c>default</c> that every tenant starts with is one of them.
/// </summary>
public static class ContactPresets
{
    private const string Folder = "contact-policies/";

    /// <summary>The documents by name.</summary>
    public static IReadOnlyDictionary<string, Node> Documents { get; } =
        EmbeddedDocuments.InFolder(typeof(ContactPresets).Assembly, Folder);

    /// <summary>The presets by name, <c>default</c> included.</summary>
    public static IReadOnlyDictionary<string, ContactPolicy> All { get; } =
        Documents.Keys.ToDictionary(name => name, name => Read(name, []), StringComparer.Ordinal);

    /// <summary>The preset of a name; null when there is none.</summary>
    public static ContactPolicy? Find(string name) => All.GetValueOrDefault(name);

    private static ContactPolicy Read(string name, IReadOnlyList<string> within)
    {
        Invariant.Require(!within.Contains(name), $"The preset {name} does not name itself.");
        var (policy, faults) = ContactPolicyReader.Read(
            Documents[name],
            name,
            ShippedCalendars.All.Keys.ToHashSet(StringComparer.Ordinal),
            inner => Documents.ContainsKey(inner) ? Read(inner, [.. within, name]) : null);
        var found = string.Join("; ", faults.Select(fault => $"{fault.Path} {fault.Message}"));
        Invariant.Require(policy is not null, $"The preset {name} is sound, but for: {found}");
        return policy;
    }
}
