using Collections.Domain.Configuration;
using Collections.Domain.Notices;
using Collections.Domain.Overdue;
using Collections.Gateways.Policies;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using NodaTime;

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

    /// <summary>The command that publishes a document.</summary>
    public required Func<DraftText, ICommand> Publish { get; init; }

    /// <summary>The versions of an entity's state.</summary>
    public required Func<object, VersionHistory> HistoryOf { get; init; }

    /// <summary>Documents that are there without being published, by name.</summary>
    public required Func<IReadOnlyDictionary<string, Node>> Shipped { get; init; }

    /// <summary>The faults and warnings of a document.</summary>
    public required Func<Node, string, TenantConfiguration, IReadOnlyList<Fault>> Check { get; init; }

    /// <summary>
    /// What a version changes against the one before, as sentences; null when what the version's event says is all.
    /// </summary>
    public Func<Engine, EntityKey, int, ValueTask<IReadOnlyList<string>>>? Changes { get; init; }

    /// <summary>The media types its documents come as.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>Overdue policies.</summary>
    public static PublishedKind Policies { get; } = new()
    {
        Name = PolicyDecider.Kind,
        Plural = "policies",
        Title = "Policy",
        PluralTitle = "Policies",
        Publish = text => new PolicyCommand.PublishPolicy(text.Format, text.Source, text.Content, text.From),
        HistoryOf = state => ((PublishedPolicy)state).History,
        Shipped = () => new Dictionary<string, Node>
        {
            [Policy.DefaultName] = JsonDocuments.Read(ShippedPolicies.DefaultDocument).Document!,
        },
        Check = (document, name, configuration) =>
            PolicyReader.Read(document, name, configuration.Vocabulary).Faults,
        Changes = async (engine, key, version) =>
        [
            .. (await PolicyVersions.ChangesAsync(engine, key.Tenant, key.Id, version)).Select(change => change.Words),
        ],
        Types = [.. PlainTypes, "application/xml", "text/xml"],
    };

    /// <summary>Business calendars.</summary>
    public static PublishedKind Calendars { get; } = new()
    {
        Name = CalendarDecider.Kind,
        Plural = "calendars",
        Title = "Calendar",
        PluralTitle = "Calendars",
        Publish = text => new CalendarCommand.PublishCalendar(text.Format, text.Source, text.Content, text.From),
        HistoryOf = state => ((PublishedCalendar)state).History,
        Shipped = () => ShippedCalendars.Documents,
        Check = (document, name, _) => BusinessCalendarReader.Read(name, document).Faults,
        Types = PlainTypes,
    };

    /// <summary>Notice templates.</summary>
    public static PublishedKind Templates { get; } = new()
    {
        Name = TemplateDecider.Kind,
        Plural = "templates",
        Title = "Template",
        PluralTitle = "Templates",
        Publish = text => new TemplateCommand.PublishTemplate(text.Format, text.Source, text.Content, text.From),
        HistoryOf = state => ((PublishedTemplate)state).History,
        Shipped = () => ShippedTemplates.Documents,
        Check = (document, name, _) => TemplateReader.Read(document, name).Faults,
        Types = PlainTypes,
    };
}

/// <summary>A document on its way to be published.</summary>
/// <param name="Format"><c>yaml</c>, <c>json</c> or <c>killbill</c>.</param>
/// <param name="Source">The text as its author wrote it.</param>
/// <param name="Content">The document as JSON.</param>
/// <param name="From">When it takes effect; null for at once.</param>
internal sealed record DraftText(string Format, string Source, string Content, Instant? From);
