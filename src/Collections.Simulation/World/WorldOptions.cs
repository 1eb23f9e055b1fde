using NodaTime;

namespace Collections.Simulation.World;

/// <summary>What world is made.</summary>
public sealed record WorldOptions
{
    /// <summary>Most accounts of a world: what a small machine carries in reasonable time.</summary>
    public const int AccountsMax = 1_000_000;

    /// <summary>Most days of a world.</summary>
    public const int DaysMax = 3_650;

    /// <summary>Accounts; default 2,000.</summary>
    public int Accounts { get; init; } = 2_000;

    /// <summary>Days of 24 hours UTC; default 120.</summary>
    public int Days { get; init; } = 120;

    /// <summary>The same seed gives the same world; default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The first instant: 2026-01-01T00:00Z.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>The last instant: a millisecond before the next day.</summary>
    public Instant End => Start + Duration.FromDays(Days) - Duration.FromMilliseconds(1);
}
