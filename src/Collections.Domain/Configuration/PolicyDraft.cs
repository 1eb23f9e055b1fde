using Collections.Domain.Overdue;
using Collections.Kernel.Documents;

namespace Collections.Domain.Configuration;

/// <summary>A policy that somebody wrote, judged as if it were published now.</summary>
/// <param name="Policy">The policy; null when a fault refuses it.</param>
/// <param name="Content">Its canonical JSON.</param>
/// <param name="Faults">Everything found.</param>
public sealed record PolicyDraft(Policy? Policy, string Content, IReadOnlyList<Fault> Faults)
{
    /// <summary>
    /// Reads a document as a policy of a name among the tenant's others. A policy that could claim an account with the
    /// same right as another one in force is a fault.
    /// </summary>
    /// <param name="json">The document as JSON.</param>
    /// <param name="name">The name it goes by.</param>
    /// <param name="configuration">The configuration in force.</param>
    public static PolicyDraft Read(string json, string name, TenantConfiguration configuration)
    {
        var (document, faults) = JsonDocuments.Read(json);
        if (document is null)
        {
            return new PolicyDraft(null, json, faults);
        }

        var content = JsonDocuments.Write(document);
        return content.Length > PublicationRules.ContentLengthMax
            ? new PolicyDraft(null, content, [PublicationRules.TooLong])
            : Read(CanonicalContent.Read(content), content, name, configuration);
    }

    private static PolicyDraft Read(Node document, string content, string name, TenantConfiguration configuration)
    {
        var reading = PolicyReader.Read(document, name, configuration.Vocabulary);
        IReadOnlyList<Fault> faults = reading.Policy is null
            ? reading.Faults
            : [.. reading.Faults, .. configuration.TiesWith(reading.Policy)];
        var refused = faults.Any(fault => fault.Severity == Severity.Error);
        return new PolicyDraft(refused ? null : reading.Policy, content, faults);
    }
}
