using System.Text.Json.Serialization;
using Collections.Kernel;
using Collections.Kernel.Json;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>The state of an entity of published documents: the versions published under one name.</summary>
public sealed record PublishedState
{
    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The document's name, which is the entity's id.</summary>
    public required string Name { get; init; }

    /// <summary>Its versions.</summary>
    public VersionHistory History { get; init; } = VersionHistory.Empty;
}

/// <summary>What can be asked of published documents.</summary>
public abstract record PublicationCommand : ICommand
{
    private PublicationCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>Publishes a version. Refusals: see <see cref="PublicationRules.Publish"/>.</summary>
    /// <param name="Format">How its author wrote it: <c>yaml</c>, <c>json</c>, <c>killbill</c>.</param>
    /// <param name="Source">The text as its author wrote it.</param>
    /// <param name="Content">The document as JSON.</param>
    /// <param name="EffectiveFrom">Null for at once.</param>
    [CommandType("publish")]
    public sealed record Publish(string Format, string Source, string Content, Instant? EffectiveFrom)
        : PublicationCommand
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override IReadOnlyList<Lookup> Lookups => [new Lookup.NextConfigurationNumber()];
    }
}

/// <summary>What happened to published documents; their names begin with the kind, <c>policy.published</c>.</summary>
public abstract record PublicationEvent
{
    private PublicationEvent()
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
    [EventType("*.published")]
    public sealed record Published(
        int Version,
        long Number,
        Instant EffectiveFrom,
        string Format,
        string Source,
        string Content,
        IReadOnlyList<string> Changes) : PublicationEvent;

    /// <summary>A version took effect: from now on things are judged, counted or written by it.</summary>
    [EventType("*.effective")]
    public sealed record Effective(int Version, long Number) : PublicationEvent;
}

/// <summary>JSON of state, events and commands: camelCase, declared order, instants as Unix milliseconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantMillisecondsConverter)])]
[JsonSerializable(typeof(PublishedState))]
[JsonSerializable(typeof(PublicationEvent.Published))]
[JsonSerializable(typeof(PublicationEvent.Effective))]
[JsonSerializable(typeof(PublicationCommand.Publish))]
public sealed partial class PublicationJson : JsonSerializerContext;
