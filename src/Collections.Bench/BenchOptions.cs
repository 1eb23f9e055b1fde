namespace Collections.Bench;

/// <summary>What is measured, on what.</summary>
public sealed record BenchOptions
{
    /// <summary>The figure that has portfolios of its own, of <see cref="Sizes"/>.</summary>
    public const string Growth = "growth";

    /// <summary>Figures measured on one portfolio of <see cref="Accounts"/>, and when none is named.</summary>
    public static IReadOnlyList<string> PortfolioFigures { get; } =
        ["commands", "gate", "import", "dnc", "whatif", "http", "review"];

    /// <summary>All figures that this build measures.</summary>
    public static IReadOnlyList<string> AllFigures { get; } = [.. PortfolioFigures, Growth];

    /// <summary>Names of the figures.</summary>
    public IReadOnlyList<string> Figures { get; init; } = PortfolioFigures;

    /// <summary>Accounts of each portfolio of the figure <c>growth</c>.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [20_000, 200_000, 1_000_000];

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
