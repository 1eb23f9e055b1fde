using System.Text.Json.Serialization;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>The state of a <c>policy</c> entity: the versions published under one name.</summary>
public sealed record PublishedPolicy
{
    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The policy's name, which is the entity's id.</summary>
    public required string Name { get; init; }

    /// <summary>Its versions.</summary>
    public VersionHistory History { get; init; } = VersionHistory.Empty;
}

/// <summary>What can be asked of a policy.</summary>
public abstract record PolicyCommand : ICommand
{
    private PolicyCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>Publishes a version. Refusals: see <see cref="PublicationRules.Publish{TEvent}"/>.</summary>
    /// <param name="Format">How its author wrote it: <c>yaml</c>, <c>json</c>, <c>killbill</c>.</param>
    /// <param name="Source">The text as its author wrote it, kept in the log for the author's eyes only.</param>
    /// <param name="Content">The policy as JSON (from Kill Bill XML: the equivalent policy).</param>
    /// <param name="EffectiveFrom">Null for at once.</param>
    [CommandType("publishPolicy")]
    public sealed record PublishPolicy(string Format, string Source, string Content, Instant? EffectiveFrom)
        : PolicyCommand
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override IReadOnlyList<Lookup> Lookups => [new Lookup.NextConfigurationNumber()];
    }
}

/// <summary>What happened to a policy.</summary>
public abstract record PolicyEvent
{
    private PolicyEvent()
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
    [EventType("policy.published")]
    public sealed record Published(
        int Version,
        long Number,
        Instant EffectiveFrom,
        string Format,
        string Source,
        string Content,
        IReadOnlyList<string> Changes) : PolicyEvent;

    /// <summary>A version took effect: accounts are judged by it from now on.</summary>
    [EventType("policy.effective")]
    public sealed record Effective(int Version, long Number) : PolicyEvent;
}
