using System.Diagnostics;
using Collections.Gateways.Composition;
using Collections.Gateways.Import;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Bench;

/// <summary>
/// Rows per second from CSV files to durable accounts, personal data sealed; the same files once more; and as a limit
/// what commits and data keys of the same kind take without an import around them, in the store that it filled. Like
/// commands and gate, and like the limit, it is measured warm; what a process's first import reaches is told beside it.
/// </summary>
internal sealed class ImportFigure(BenchOptions options, IBenchStores stores, string folder)
{
    private const string Store = "import";

    /// <summary>Accounts whose import only warms the process up: hardly anything is compiled after it.</summary>
    private const int WarmUp = 20_000;

    private static readonly Instant Clock = Instant.FromUtc(2025, 6, 1, 0, 0);

    /// <summary>Rows per second of the first, smaller import of this process.</summary>
    public double ColdPerSecond { get; private set; }

    /// <summary>Rows per second.</summary>
    public double RowsPerSecond { get; private set; }

    /// <summary>Rows per second of the same files once more.</summary>
    public double AgainPerSecond { get; private set; }

    /// <summary>Rows per second of the commits alone.</summary>
    public double Limit { get; private set; }

    /// <summary>The process's memory at its peak while it imported.</summary>
    public double PeakMegabytes { get; private set; }

    /// <summary>What each account cost.</summary>
    public string Cost { get; private set; } = string.Empty;

    public async Task MeasureAsync()
    {
        ColdPerSecond = await ColdAsync();
        var files = new ImportFiles(folder, options.Accounts);
        files.Write();
        await using (var store = await stores.OpenAsync(Store))
        {
            PeakMemory.Reset();
            var cost = new ProcessCost();
            RowsPerSecond = files.Rows / await cost.CountAsync(
                () => TimeAsync(files, (store, store, store), count => count.Added));
            PeakMegabytes = PeakMemory.Megabytes();
            Cost = cost.Each(options.Accounts);
            AgainPerSecond = files.Rows / await TimeAsync(files, (store, store, store), count => count.Unchanged);
        }

        Limit = await LimitAsync();
    }

    /// <summary>Imports files by an engine; returns how many rows were not added.</summary>
    public static async Task<int> RunAsync(Engine engine, IStore store, ImportFiles files, Instant now) =>
        files.Rows - await RunAsync(engine, store, files, (now, count => count.Added));

    private async Task<double> ColdAsync()
    {
        var files = new ImportFiles(folder, Math.Min(options.Accounts, WarmUp), prefix: 'w');
        files.Write();
        await using var store = await stores.OpenAsync("import-cold");
        return files.Rows / await TimeAsync(files, (store, store, store), count => count.Added);
    }

    private async Task<double> LimitAsync()
    {
        var files = new ImportFiles(folder, Math.Min(options.Accounts, CommitCapture.CommitsMax), prefix: 'r');
        files.Write();
        IReadOnlyCollection<Commit> commits;
        KeyCapture keys;
        await using (var store = await stores.OpenAsync("import-capture"))
        {
            await using var capture = new CommitCapture(store, CommitCapture.CommitsMax);
            keys = new KeyCapture(store);
            await TimeAsync(files, (capture, store, keys), count => count.Added);
            commits = capture.Commits;
        }

        return await new RawLimit(stores, Store, commits, keys.RepeatOn).BestAsync() * files.Rows / commits.Count;
    }

    /// <summary>Imports files; the seconds it took.</summary>
    private static async Task<double> TimeAsync(
        ImportFiles files,
        (IEntityStore Entities, ILogReader Log, IPersonalDataStore Personal) store,
        Func<ImportCount, int> expected)
    {
        var started = Stopwatch.GetTimestamp();
        var clock = new BusinessClock(new VirtualClock(Clock));
        var outside = new Outside { Recording = TimeProvider.System };
        using var work = new BatchWork();
        await using (var engine = ProductEngine.Over(store.Entities, store.Log, clock, outside))
        {
            await using var held = await RunningEngine.HoldAsync(engine);
            var taken = await RunAsync(engine, store.Personal, files, (Clock, expected));
            Invariant.Require(taken == files.Rows, "Every row is taken.");
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<int> RunAsync(
        Engine engine,
        IPersonalDataStore personal,
        ImportFiles files,
        (Instant Now, Func<ImportCount, int> Counted) asked)
    {
        var vault = new PersonalDataVault(personal, new SystemEntropy(), new byte[TenantKeys.MasterLength]);
        var rejects = new ImportRejects();
        var gathering = new ImportGathering(rejects);
        var target = new ImportTarget(engine, "default", asked.Now, DateTimeZone.Utc, vault);
        var run = new ImportRun(target, gathering, rejects);
        (ImportSchema Schema, string Path)[] tables =
        [
            (ImportSchema.Accounts, files.Accounts),
            (ImportSchema.Bills, files.Bills),
            (ImportSchema.Payments, files.Payments),
        ];
        var opened = tables.Select(table => CsvTable.Open(table.Path, table.Schema)).ToList();
        try
        {
            opened.ForEach(table => run.Name(table.Schema, table.Path));
            await gathering.ReadAsync(opened, _ => { });
        }
        finally
        {
            opened.ForEach(table => table.Dispose());
        }

        await run.RunAsync(_ => { });
        return tables.Sum(table => asked.Counted(gathering.Counts.Of(table.Path)));
    }
}
