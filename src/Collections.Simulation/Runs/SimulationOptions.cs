using Collections.Simulation.Faults;
using NodaTime;
using NodaTime.Text;

namespace Collections.Simulation.Runs;

/// <summary>Which store a run is on.</summary>
public enum SimulationStore
{
    /// <summary>In memory.</summary>
    Memory,

    /// <summary>SQLite in a folder that is thrown away.</summary>
    Sqlite,
}

/// <summary>Which world is run.</summary>
public sealed record SimulationOptions
{
    /// <summary>The seed: everything else follows from it.</summary>
    public required long Seed { get; init; }

    /// <summary>Accounts; default 50.</summary>
    public int Accounts { get; init; } = 50;

    /// <summary>Days of work and faults; default 90. Some days without either follow.</summary>
    public int Days { get; init; } = 90;

    /// <summary>When the work and the faults stop early; null for after all days.</summary>
    public Instant? Until { get; init; }

    /// <summary>Fault classes taken away.</summary>
    public FaultClasses Without { get; init; }

    /// <summary>The store; default in memory.</summary>
    public SimulationStore Store { get; init; }

    /// <summary>Most nodes that share the store; a store on SQLite has one.</summary>
    public int NodesMax { get; init; } = 3;

    /// <summary>The faults of the seed.</summary>
    public Swarm Swarm => Swarm.Of(Seed, Without, Store == SimulationStore.Sqlite ? 1 : NodesMax);

    /// <summary>The world's first instant: two weeks before clocks change in America, six before Europe.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 2, 20, 0, 0);

    /// <summary>When the work and the faults stop.</summary>
    public Instant End => Until is { } until
        ? Instant.Min(until, Start + Duration.FromDays(Days))
        : Start + Duration.FromDays(Days);

    /// <summary>The command that runs this world again.</summary>
    public string Command => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"collections simulate --seed {Seed} --accounts {Accounts} --days {Days}")
        + (Until is { } until ? $" --until {InstantPattern.General.Format(until)}" : string.Empty)
        + (Without == FaultClasses.None ? string.Empty : $" --without {WithoutText}")
        + (NodesMax == 3 ? string.Empty : $" --nodes {NodesMax}")
        + (Store == SimulationStore.Sqlite ? " --store sqlite" : string.Empty);

    private string WithoutText => Without.ToString().ToLowerInvariant().Replace(", ", ",", StringComparison.Ordinal);
}

/// <summary>What a run came to.</summary>
/// <param name="Options">The world.</param>
/// <param name="Swarm">Its faults.</param>
/// <param name="Violations">What was wrong; empty when nothing was.</param>
/// <param name="Trace">Everything that was committed, as one hash.</param>
/// <param name="Commits">How many commits.</param>
/// <param name="Marks">What was met.</param>
public sealed record SimulationResult(
    SimulationOptions Options,
    Swarm Swarm,
    IReadOnlyList<string> Violations,
    string Trace,
    long Commits,
    Marks Marks);
