using Collections.Runtime.Clock;
using Collections.Runtime.Configuration;
using Collections.Runtime.Kinds;
using Collections.Runtime.Observing;
using Collections.Runtime.Ports;

namespace Collections.Runtime;

/// <summary>What an engine is built from.</summary>
public sealed record EngineSetup
{
    /// <summary>Where entities live.</summary>
    public required IEntityStore Store { get; init; }

    /// <summary>The same store's reading side.</summary>
    public required ILogReader Log { get; init; }

    /// <summary>The business clock.</summary>
    public required BusinessClock Clock { get; init; }

    /// <summary>The kinds it runs.</summary>
    public required KindRegistry Kinds { get; init; }

    /// <summary>How configurations are built.</summary>
    public required ConfigurationSource Configurations { get; init; }

    /// <summary>The clock that dates records (<c>recordedAt</c>); null for the business clock's own source.</summary>
    public TimeProvider? Recording { get; init; }

    /// <summary>
    /// The clock by which leases of a shared store end and batches wait for company: true time, also where the business
    /// clock stands or leaps.
    /// </summary>
    internal TimeProvider Steady => Recording ?? Clock.Time;

    /// <summary>Whether several servers may share the store.</summary>
    internal bool IsShared => Store.ShardCount > 1;

    /// <summary>Limits.</summary>
    public EngineLimits Limits { get; init; } = new();

    /// <summary>Counts what happens; null for nobody.</summary>
    public EngineMeter? Meter { get; init; }

    /// <summary>The server's name, unique among those that share the store and live.</summary>
    public string Server { get; init; } = "server";
}
