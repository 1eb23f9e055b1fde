using System.Text.Json;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>The tenant itself: its settings, published as configuration, and the checkpoints of its log.</summary>
public sealed class TenantDecider : IDecider<Tenant, TenantCommand, TenantEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities; the id is the tenant's.</summary>
    public const string Kind = "tenant";

    private TenantDecider()
    {
    }

    /// <inheritdoc/>
    public static Tenant Initial(EntityKey key) => new() { Id = key.Id };

    /// <inheritdoc/>
    public static Decision<TenantEvent> Decide(
        Tenant state, TenantCommand command, DecisionContext<TenantConfiguration> context) => command switch
        {
            TenantCommand.ConfigureTenant configure => Configure(state, configure, context),
            TenantCommand.RecordCheckpoint record => Record(state.Checkpoint, record.Checkpoint),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };

    /// <inheritdoc/>
    public static Decision<TenantEvent> Wake(Tenant state, DecisionContext<TenantConfiguration> context) =>
        Decision<TenantEvent>.Nothing;

    /// <inheritdoc/>
    public static Tenant Evolve(Tenant state, TenantEvent @event, Instant at) => @event switch
    {
        TenantEvent.Configured configured => state with
        {
            SettingsVersion = configured.Version,
            Settings = configured.Settings,
        },
        TenantEvent.CheckpointRecorded recorded => state with { Checkpoint = recorded.Checkpoint },
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <summary>Never: nothing about a tenant changes by time alone.</summary>
    public static Instant? NextWake(Tenant state, TenantConfiguration configuration) => null;

    /// <summary>Another default zone moves the days of the accounts that have none, so they are re-evaluated.</summary>
    public static IReadOnlyList<Message> React(Tenant state, TenantEvent @event, TenantConfiguration configuration) =>
        @event switch
        {
            TenantEvent.Configured configured => configured.Changes.Contains(SettingsRules.TimeZoneName)
                ? [Reevaluation.Start(state.Id, configured.Number)]
                : [],
            TenantEvent.CheckpointRecorded => [],
            _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
        };

    /// <summary>Status <c>open</c> once configured; the currency is the default one.</summary>
    public static EntityRow Row(Tenant state) => state.SettingsVersion == 0
        ? new EntityRow()
        : new EntityRow { Status = "open", Currency = state.Settings.Currency, Zone = state.Settings.TimeZone };

    private static Decision<TenantEvent> Configure(
        Tenant state, TenantCommand.ConfigureTenant command, DecisionContext<TenantConfiguration> context)
    {
        var faults = SettingsRules.Faults(command);
        if (faults.Count > 0)
        {
            return new Rejection(RejectionClass.Invalid, "invalid_request", "A setting is not acceptable.")
            {
                Fields = faults,
            };
        }

        var settings = SettingsRules.Merge(state.Settings, command);
        var changes = SettingsRules.Changes(state.Settings, settings);
        if (changes.Count == 0 && state.SettingsVersion > 0)
        {
            return Decision<TenantEvent>.Nothing;
        }

        if (command.OnlyNew && state.SettingsVersion > 0)
        {
            return Rejection.Conflict("tenant_exists", "The tenant exists with other settings.");
        }

        var version = state.SettingsVersion + 1;
        var number = context.Facts.NextConfigurationNumber();
        var content = JsonSerializer.Serialize(settings, TenantJson.Default.TenantSettings);
        var publication = new Publication(
            number, TenantConfigurationFold.SettingsKind, state.Id, version, context.At, content);
        return Decision<TenantEvent>.Accept(new TenantEvent.Configured(version, number, settings, changes))
            with
        { SideRows = [new SideRow.Publish(publication)] };
    }

    private static Decision<TenantEvent> Record(Checkpoint? last, Checkpoint next)
    {
        if (last is not null && next.UpToSequence == last.UpToSequence
            && (next.Count != last.Count || next.Hash != last.Hash))
        {
            return Rejection.Conflict("checkpoint_differs", "The log no longer holds what the last checkpoint signed.");
        }

        return last is not null && next.UpToSequence <= last.UpToSequence
            ? Decision<TenantEvent>.Nothing
            : Decision<TenantEvent>.Accept(new TenantEvent.CheckpointRecorded(next));
    }
}
