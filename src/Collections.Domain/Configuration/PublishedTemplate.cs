using System.Text.Json.Serialization;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>The state of a <c>template</c> entity: the versions published under one name.</summary>
public sealed record PublishedTemplate
{
    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The template's name, which is the entity's id.</summary>
    public required string Name { get; init; }

    /// <summary>Its versions.</summary>
    public VersionHistory History { get; init; } = VersionHistory.Empty;
}

/// <summary>What can be asked of a template.</summary>
public abstract record TemplateCommand : ICommand
{
    private TemplateCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>Publishes a version. Refusals: see <see cref="PublicationRules.Publish{TEvent}"/>.</summary>
    /// <param name="Format">How its author wrote it: <c>yaml</c>, <c>json</c>.</param>
    /// <param name="Source">The text as its author wrote it.</param>
    /// <param name="Content">The template as JSON.</param>
    /// <param name="EffectiveFrom">Null for at once.</param>
    [CommandType("publishTemplate")]
    public sealed record PublishTemplate(string Format, string Source, string Content, Instant? EffectiveFrom)
        : TemplateCommand
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override IReadOnlyList<Lookup> Lookups => [new Lookup.NextConfigurationNumber()];
    }
}

/// <summary>What happened to a template.</summary>
public abstract record TemplateEvent
{
    private TemplateEvent()
    {
    }

    /// <summary>A version was published.</summary>
    /// <param name="Version">From 1.</param>
    /// <param name="Number">The tenant's configuration number it makes.</param>
    /// <param name="EffectiveFrom">When it takes effect.</param>
    /// <param name="Format">How its author wrote it.</param>
    /// <param name="Source">The text as its author wrote it.</param>
    /// <param name="Content">Canonical JSON.</param>
    /// <param name="Changes">What it changes against the version published before it.</param>
    [EventType("template.published")]
    public sealed record Published(
        int Version,
        long Number,
        Instant EffectiveFrom,
        string Format,
        string Source,
        string Content,
        IReadOnlyList<string> Changes) : TemplateEvent;

    /// <summary>A version took effect: notices are written by it from now on.</summary>
    [EventType("template.effective")]
    public sealed record Effective(int Version, long Number) : TemplateEvent;
}
