using Collections.Domain.Configuration;
using Collections.Gateways.Policies;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;

namespace Collections.Server.Api.Configuration;

/// <summary>What a kind of published documents adds to the common operations.</summary>
internal sealed record PublishedKind
{
    private static readonly string[] PlainTypes =
        ["application/json", "application/yaml", "application/x-yaml", "text/yaml"];

    /// <summary>The kind's name, which is the entity's kind.</summary>
    public required string Name { get; init; }

    /// <summary>Its plural, which is its path.</summary>
    public required string Plural { get; init; }

    /// <summary>The feature's name in the document of operations.</summary>
    public required string Title { get; init; }

    /// <summary>The plural within operation ids.</summary>
    public required string PluralTitle { get; init; }

    /// <summary>Documents that are there without being published, by name.</summary>
    public required IReadOnlyDictionary<string, Node> Shipped { get; init; }

    /// <summary>The faults and warnings of a document.</summary>
    public required Func<Node, string, TenantConfiguration, IReadOnlyList<Fault>> Check { get; init; }

    /// <summary>
    /// What a version changes against the one before, as sentences; null when what the version's event says is all.
    /// </summary>
    public Func<Engine, EntityKey, int, ValueTask<IReadOnlyList<string>>>? Changes { get; init; }

    /// <summary>The media types its documents come as.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>Overdue policies.</summary>
    public static PublishedKind Policies { get; } = Of<PolicyDocument>("policies", "Policy", "Policies") with
    {
        Changes = async (engine, key, version) =>
        [
            .. (await PolicyVersions.ChangesAsync(engine, key.Tenant, key.Id, version)).Select(change => change.Words),
        ],
        Types = [.. PlainTypes, "application/xml", "text/xml"],
    };

    /// <summary>Business calendars.</summary>
    public static PublishedKind Calendars { get; } = Of<CalendarDocument>("calendars", "Calendar", "Calendars");

    /// <summary>Notice templates.</summary>
    public static PublishedKind Templates { get; } = Of<TemplateDocument>("templates", "Template", "Templates");

    /// <summary>Contact policies.</summary>
    public static PublishedKind ContactPolicies { get; } =
        Of<ContactPolicyDocument>("contact-policies", "ContactPolicy", "ContactPolicies");

    private static PublishedKind Of<TDocument>(string plural, string title, string pluralTitle)
        where TDocument : IPublishedDocument => new()
        {
            Name = TDocument.Kind,
            Plural = plural,
            Title = title,
            PluralTitle = pluralTitle,
            Shipped = TDocument.Shipped,
            Check = TDocument.Check,
            Types = PlainTypes,
        };
}
