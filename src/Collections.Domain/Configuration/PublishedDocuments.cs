using Collections.Domain.Contacts;
using Collections.Domain.Notices;
using Collections.Domain.Overdue;
using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Configuration;

/// <summary>Overdue policies; accounts are judged by them.</summary>
public sealed class PolicyDocument : IPublishedDocument
{
    /// <summary>The kind of the entities and of their publications.</summary>
    public const string KindName = "policy";

    private PolicyDocument()
    {
    }

    /// <inheritdoc/>
    public static string Kind => KindName;

    /// <inheritdoc/>
    public static bool Reevaluates => true;

    /// <inheritdoc/>
    public static IReadOnlyDictionary<string, Node> Shipped { get; } = new Dictionary<string, Node>
    {
        [Policy.DefaultName] = CanonicalContent.Read(ShippedPolicies.DefaultDocument),
    };

    /// <inheritdoc/>
    public static IReadOnlyList<Fault> Check(Node document, string name, TenantConfiguration configuration)
    {
        var reading = PolicyReader.Read(document, name, configuration.Vocabulary);
        return reading.Policy is { } policy ? [.. reading.Faults, .. configuration.TiesWith(policy)] : reading.Faults;
    }
}

/// <summary>Business calendars; steps of treatments fall on their days.</summary>
public sealed class CalendarDocument : IPublishedDocument
{
    /// <summary>The kind of the entities and of their publications.</summary>
    public const string KindName = "calendar";

    private CalendarDocument()
    {
    }

    /// <inheritdoc/>
    public static string Kind => KindName;

    /// <inheritdoc/>
    public static bool Reevaluates => true;

    /// <inheritdoc/>
    public static IReadOnlyDictionary<string, Node> Shipped => ShippedCalendars.Documents;

    /// <inheritdoc/>
    public static IReadOnlyList<Fault> Check(Node document, string name, TenantConfiguration configuration) =>
        BusinessCalendarReader.Read(name, document).Faults;
}

/// <summary>
/// Notice templates. They say how notices read, not when they are due: no account is looked at again.
/// </summary>
public sealed class TemplateDocument : IPublishedDocument
{
    /// <summary>The kind of the entities and of their publications.</summary>
    public const string KindName = "template";

    private TemplateDocument()
    {
    }

    /// <inheritdoc/>
    public static string Kind => KindName;

    /// <inheritdoc/>
    public static bool Reevaluates => false;

    /// <inheritdoc/>
    public static IReadOnlyDictionary<string, Node> Shipped => ShippedTemplates.Documents;

    /// <inheritdoc/>
    public static IReadOnlyList<Fault> Check(Node document, string name, TenantConfiguration configuration)
    {
        var (template, faults) = TemplateReader.Read(document, name);
        return template is null ? faults : [.. faults, .. WordingInForce.FaultsOf(template, configuration)];
    }
}

/// <summary>
/// Contact policies. They say when and how often persons may be contacted, not what accounts owe: no account is looked
/// at again.
/// </summary>
public sealed class ContactPolicyDocument : IPublishedDocument
{
    /// <summary>The kind of the entities and of their publications.</summary>
    public const string KindName = "contact-policy";

    private ContactPolicyDocument()
    {
    }

    /// <inheritdoc/>
    public static string Kind => KindName;

    /// <inheritdoc/>
    public static bool Reevaluates => false;

    /// <inheritdoc/>
    public static IReadOnlyDictionary<string, Node> Shipped => ContactPresets.Documents;

    /// <inheritdoc/>
    public static IReadOnlyList<Fault> Check(Node document, string name, TenantConfiguration configuration)
    {
        var calendars = configuration.Calendars.Keys.ToHashSet(StringComparer.Ordinal);
        var reading = ContactPolicyReader.Read(document, name, calendars);
        return reading.Policy is { } policy
            ? [.. reading.Faults, .. ContactAssignment.TieFaults(policy, configuration.ContactPolicies.Values)]
            : reading.Faults;
    }
}
