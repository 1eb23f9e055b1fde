using System.Diagnostics;
using Collections.Gateways.Composition;
using Collections.Runtime.Clock;
using Collections.Runtime.Wakeups;
using NodaTime;

namespace Collections.Bench;

/// <summary>
/// What one account costs in portfolios of growing size: imported, reviewed day by day for two months, and on a day on
/// which nothing falls due. The costs per account stay flat when nothing walks the portfolio.
/// </summary>
internal sealed class LifeFigure(IBenchStores stores, string folder)
{
    /// <summary>Virtual days after the import.</summary>
    public const int Days = 60;

    // The last third of the bills falls due after it, so that every day of the next month changes something.
    private static readonly Instant Start = Instant.FromUtc(2025, 3, 15, 0, 0);

    /// <summary>By then nothing is left that time alone would change.</summary>
    private const int DaysUntilQuiet = 400;

    /// <summary>Measures a portfolio of its own.</summary>
    /// <param name="accounts">How many.</param>
    /// <param name="progress">Receives what is going on, for a person.</param>
    public async Task<LifeRow> MeasureAsync(int accounts, Action<string> progress)
    {
        var name = $"life-{accounts}";
        var files = new ImportFiles(folder, accounts);
        files.Write();
        await using var store = await stores.OpenAsync(name);
        var clock = new VirtualClock(Start);
        await using var engine = ProductEngine.Over(
            store, store, new BusinessClock(clock), new Outside { Recording = TimeProvider.System });
        await using var held = await RunningEngine.HoldAsync(engine);

        var import = await PhaseAsync(
            async () => files.Rows - await ImportFigure.RunAsync(engine, store, files, Start));
        progress($"{accounts} accounts: imported, {import}");
        var sweep = new WakeupSweep(engine);
        var review = await PhaseAsync(() => SweepAsync(sweep, clock, Start + Duration.FromDays(1)));
        progress($"{accounts} accounts: first day, {review}");
        List<Phase> days = [];
        for (var day = 2; day <= Days; day++)
        {
            days.Add(await PhaseAsync(() => SweepAsync(sweep, clock, Start + Duration.FromDays(day))));
        }

        var bytes = await stores.SizeAsync(name);
        progress($"{accounts} accounts: {Days} days, {days.Sum(day => day.Count)} wake-ups");
        await SweepAsync(sweep, clock, Start + Duration.FromDays(DaysUntilQuiet));
        var quiet = await PhaseAsync(() => SweepAsync(sweep, clock, Start + Duration.FromDays(DaysUntilQuiet + 1)));
        return new LifeRow(accounts, import, review, days, quiet) { Bytes = bytes };
    }

    private static async Task<long> SweepAsync(WakeupSweep sweep, VirtualClock clock, Instant to)
    {
        clock.AdvanceTo(to);
        return await sweep.RunAsync(to);
    }

    private static async Task<Phase> PhaseAsync(Func<Task<long>> work)
    {
        PeakMemory.Reset();
        var started = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        var count = await work();
        return new Phase(
            count,
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            (Environment.CpuUsage.TotalTime - processor).TotalSeconds,
            PeakMemory.Megabytes());
    }
}

/// <summary>A stretch of work.</summary>
/// <param name="Count">Rows imported or wake-ups fired.</param>
/// <param name="Seconds">What it took.</param>
/// <param name="ProcessorSeconds">What it took of this process.</param>
/// <param name="PeakMegabytes">The most memory this process had.</param>
internal sealed record Phase(long Count, double Seconds, double ProcessorSeconds, double PeakMegabytes)
{
    /// <summary>Microseconds each; 0 when there was nothing.</summary>
    public double MicrosecondsEach => Count == 0 ? 0 : Seconds * 1e6 / Count;

    public override string ToString() =>
        $"{Count} in {Seconds:F1} s, {ProcessorSeconds:F1} s of processor time here, {PeakMegabytes:F0} MB at most";
}

/// <summary>A line of the table.</summary>
/// <param name="Accounts">The size of the portfolio.</param>
/// <param name="Import">Accounts, bills and payments read from files.</param>
/// <param name="Review">The first day after it.</param>
/// <param name="Days">The other days.</param>
/// <param name="Quiet">A day on which nothing falls due.</param>
internal sealed record LifeRow(int Accounts, Phase Import, Phase Review, IReadOnlyList<Phase> Days, Phase Quiet)
{
    /// <summary>The heading of <see cref="ToString"/>.</summary>
    public const string Heading =
        "| accounts | import, us an account | wake-ups in 60 days | us a wake-up | busiest day: wake-ups, s | "
        + "quietest day: wake-ups, ms | a day when nothing is due, ms | bytes an account | "
        + "memory: import, review, days, MB |\n|---|---|---|---|---|---|---|---|---|";

    /// <summary>What the store takes.</summary>
    public required long Bytes { get; init; }

    private long WakeUps => Review.Count + Days.Sum(day => day.Count);

    private double Seconds => Review.Seconds + Days.Sum(day => day.Seconds);

    /// <summary>The figures of the row.</summary>
    public IEnumerable<Figure> Figures =>
    [
        new($"life-import-{Accounts}", Import.Seconds * 1e6 / Accounts, "us/account"),
        new($"life-wakeup-{Accounts}", Seconds * 1e6 / Math.Max(1, WakeUps), "us/wake-up"),
        new($"life-quiet-day-{Accounts}", Quiet.Seconds * 1e3, "ms"),
        new($"life-bytes-{Accounts}", (double)Bytes / Accounts, "bytes/account"),
        new($"life-memory-import-{Accounts}", Import.PeakMegabytes, "MB"),
        new($"life-memory-days-{Accounts}", Days.Max(day => day.PeakMegabytes), "MB"),
    ];

    public override string ToString()
    {
        var (busy, calm) = (Days.MaxBy(day => day.Count)!, Days.MinBy(day => day.Count)!);
        return $"| {Accounts} | {Import.Seconds * 1e6 / Accounts:F0} | {WakeUps} | "
            + $"{Seconds * 1e6 / Math.Max(1, WakeUps):F0} | {busy.Count}, {busy.Seconds:F2} | "
            + $"{calm.Count}, {calm.Seconds * 1e3:F0} | {Quiet.Count}, {Quiet.Seconds * 1e3:F0} | "
            + $"{Bytes / Accounts} | {Import.PeakMegabytes:F0}, {Review.PeakMegabytes:F0}, "
            + $"{Days.Max(day => day.PeakMegabytes):F0} |";
    }
}
