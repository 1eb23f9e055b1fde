namespace Collections.Bench;

/// <summary>What is measured, on what.</summary>
public sealed record BenchOptions
{
    /// <summary>The table over portfolios of a hundredth, a tenth and all of the accounts: only when asked for.</summary>
    public const string Growth = "growth";

    /// <summary>The figures measured when none is named.</summary>
    public static IReadOnlyList<string> AllFigures { get; } =
    [
        "commands", "gate", "import", "dnc", "whatif", "http", "review", "wake-lag", "memory-per-idle-account",
    ];

    /// <summary>All figures that this build measures.</summary>
    public static IReadOnlyList<string> KnownFigures { get; } = [.. AllFigures, Growth];

    /// <summary>Names of the figures.</summary>
    public IReadOnlyList<string> Figures { get; init; } = AllFigures;

    /// <summary>Accounts in the portfolio before the first measurement.</summary>
    public int Accounts { get; init; } = 200_000;

    /// <summary>Connection string of a PostgreSQL database to measure on; null for SQLite.</summary>
    public string? Connection { get; init; }

    /// <summary>How long each figure is measured.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>Commands under way at a time.</summary>
    public int InFlight { get; init; } = 256;

    /// <summary>Starts a server for the figure <c>http</c>; without one it is left out.</summary>
    public HttpHosting? Http { get; init; }
}
