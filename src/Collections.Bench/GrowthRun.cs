using System.Diagnostics;
using System.Globalization;

namespace Collections.Bench;

/// <summary>The figure <c>growth</c>: the same day in portfolios of several sizes, as a table.</summary>
internal sealed class GrowthRun(
    BenchOptions options, IBenchStores stores, Action<string> tell, Action<string> progress)
{
    /// <summary>Accounts of a portfolio that only warms the process up.</summary>
    private const int WarmUp = 2_000;

    public async Task RunAsync()
    {
        var warm = new GrowthFigure(stores, WarmUp + 1);
        await warm.BuildAsync();
        await warm.MeasureAsync();

        progress("  accounts  changed  commits    day ms  us/changed  processor ms  idle day ms  idle commits");
        var rows = new List<(int Accounts, GrowthFigure.Day Busy)>();
        foreach (var accounts in options.Sizes.Order())
        {
            rows.Add((accounts, await MeasureAsync(accounts)));
        }

        if (rows.Count > 1)
        {
            tell(new Figure(
                "growth-per-unchanged-account",
                GrowthFigure.NanosecondsPerUnchanged(rows[0], rows[^1]),
                "ns").ToJson());
        }
    }

    private async Task<GrowthFigure.Day> MeasureAsync(int accounts)
    {
        var figure = new GrowthFigure(stores, accounts);
        var started = Stopwatch.GetTimestamp();
        await figure.BuildAsync();
        var built = Stopwatch.GetElapsedTime(started).TotalSeconds;
        tell(Setup.Describe(options with { Accounts = accounts }, stores, await stores.SizeAsync(figure.Store)));

        var (busy, idle) = await figure.MeasureAsync();
        progress(string.Create(
            CultureInfo.InvariantCulture,
            $"{accounts,10:N0}{busy.Changed,9:N0}{busy.Commits,9:N0}{busy.Milliseconds,10:F1}"
                + $"{busy.Milliseconds * 1_000 / busy.Changed,12:F1}{busy.ProcessorMilliseconds,14:F0}"
                + $"{idle.Milliseconds,13:F2}{idle.Commits,14:N0}   (built in {built:F0} s)"));
        var name = string.Create(CultureInfo.InvariantCulture, $"growth-{accounts}");
        tell(new Figure($"{name}-changed", busy.Changed, "accounts").ToJson());
        tell(new Figure($"{name}-commits", busy.Commits, "commits").ToJson());
        tell(new Figure($"{name}-day", busy.Milliseconds, "ms").ToJson());
        tell(new Figure($"{name}-day-processor", busy.ProcessorMilliseconds, "ms").ToJson());
        tell(new Figure($"{name}-idle-day", idle.Milliseconds, "ms").ToJson());
        tell(new Figure($"{name}-idle-commits", idle.Commits, "commits").ToJson());
        return busy;
    }
}
