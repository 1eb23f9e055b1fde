using System.Text.Json.Serialization;
using Collections.Kernel;

namespace Collections.Domain.Configuration;

/// <summary>The state of a <c>tenant</c> entity: its settings and the last checkpoint of its log.</summary>
public sealed record Tenant
{
    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant's id.</summary>
    public required string Id { get; init; }

    /// <summary>How often the settings changed; 0 while the tenant lives on the defaults.</summary>
    public int SettingsVersion { get; init; }

    /// <summary>The settings.</summary>
    public TenantSettings Settings { get; init; } = TenantSettings.Initial;

    /// <summary>The last checkpoint; null before the first.</summary>
    public Checkpoint? Checkpoint { get; init; }
}

/// <summary>A signed statement of what the tenant's log held: count and hash of all chain heads.</summary>
/// <param name="UpToSequence">Every record up to this sequence is covered.</param>
/// <param name="Count">How many chains there were.</param>
/// <param name="Hash">Hash over all heads, hex.</param>
/// <param name="Signature">The signature over it, made at the edge.</param>
public sealed record Checkpoint(long UpToSequence, long Count, string Hash, string Signature);

/// <summary>What can be asked of a tenant.</summary>
public abstract record TenantCommand : ICommand
{
    private TenantCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>
    /// Opens the tenant or changes its settings; null leaves a setting as it is. The same settings again change
    /// nothing. Refusals: <c>invalid_request</c> (400), <c>tenant_exists</c> (409, only with <see cref="OnlyNew"/>).
    /// </summary>
    [CommandType("configureTenant")]
    public sealed record ConfigureTenant : TenantCommand
    {
        /// <summary>1 to 200 characters.</summary>
        public string? Name { get; init; }

        /// <summary>IANA zone.</summary>
        public string? TimeZone { get; init; }

        /// <summary>ISO 4217 code.</summary>
        public string? Currency { get; init; }

        /// <summary>BCP 47 language tag.</summary>
        public string? Locale { get; init; }

        /// <summary>ISO 3166-1 alpha-2 code.</summary>
        public string? Country { get; init; }

        /// <summary>
        /// Whether other settings of an existing tenant are a conflict (<c>POST</c>) instead of a change.
        /// </summary>
        public bool OnlyNew { get; init; }

        /// <inheritdoc/>
        [JsonIgnore]
        public override IReadOnlyList<Lookup> Lookups => [new Lookup.NextConfigurationNumber()];
    }

    /// <summary>
    /// Records a checkpoint of the log. One that lies behind the last changes nothing; another statement about the same
    /// sequence is refused with <c>checkpoint_differs</c> (409): the log was tampered with.
    /// </summary>
    [CommandType("recordCheckpoint")]
    public sealed record RecordCheckpoint(Checkpoint Checkpoint) : TenantCommand;
}

/// <summary>What happened to a tenant.</summary>
public abstract record TenantEvent
{
    private TenantEvent()
    {
    }

    /// <summary>The settings changed; they are in effect from this instant on.</summary>
    /// <param name="Version">From 1.</param>
    /// <param name="Number">The configuration number this makes.</param>
    /// <param name="Settings">All settings after the change.</param>
    /// <param name="Changes">The names of those that changed.</param>
    [EventType("tenant.configured")]
    public sealed record Configured(int Version, long Number, TenantSettings Settings, IReadOnlyList<string> Changes)
        : TenantEvent;

    /// <summary>The heads of all chains were signed.</summary>
    /// <param name="Checkpoint">What was signed.</param>
    [EventType("tenant.checkpoint")]
    public sealed record CheckpointRecorded(Checkpoint Checkpoint) : TenantEvent;
}
