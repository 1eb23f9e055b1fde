using System.Diagnostics;
using Collections.Gateways.Composition;
using Collections.Gateways.Notices;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Storage.Sqlite;

namespace Collections.Bench;

/// <summary>Measures the asked figures in one process on generated data.</summary>
public static class BenchRun
{
    /// <summary>Runs the benchmark; each figure is told as soon as it is known.</summary>
    /// <param name="options">What and how much.</param>
    /// <param name="tell">Receives a JSON line per figure.</param>
    /// <param name="progress">Receives what is going on, for a person.</param>
    public static async Task RunAsync(BenchOptions options, Action<string> tell, Action<string> progress)
    {
        tell(Setup.Describe(options));
        Directory.CreateDirectory(options.Folder);
        try
        {
            await MeasureAsync(options, tell, progress);
        }
        finally
        {
            Directory.Delete(options.Folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(BenchOptions options, Action<string> tell, Action<string> progress)
    {
        await using var store = SqliteStore.Open(options.Folder);
        var vault = new PersonalDataVault(store, new SystemEntropy(), new byte[TenantKeys.MasterLength]);
        var notices = new NoticeDelivery(vault, new NoticeLedger());
        await using var engine = ProductEngine.Over(store, TimeProvider.System, notices);
        var started = Stopwatch.GetTimestamp();
        await new Portfolio(engine, options.Accounts).BuildAsync();
        progress($"portfolio of {options.Accounts} accounts in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");

        if (options.Figures.Contains("commands"))
        {
            var (perSecond, p50, p99) = await new CommandsFigure(engine, options).MeasureAsync();
            progress($"{perSecond:F0} commands/s; measuring the raw limit");
            var limit = await new RawLimit(store, store, options).BestAsync();
            tell(new Figure("commands", perSecond, "commands/s", limit).ToJson());
            tell(new Figure("commands-p50", p50, "ms").ToJson());
            tell(new Figure("commands-p99", p99, "ms").ToJson());
        }
    }
}
