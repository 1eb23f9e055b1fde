using System.Diagnostics;
using Collections.Gateways.Composition;
using Collections.Gateways.Import;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Bench;

/// <summary>
/// Rows per second from CSV files to durable accounts, personal data sealed; the limit is what the commits that the
/// import made take without it, in rows.
/// </summary>
internal sealed class ImportFigure(BenchOptions options, IBenchStores stores, string folder)
{
    private static readonly Instant Clock = Instant.FromUtc(2025, 6, 1, 0, 0);

    private const string Empty = "import-before";

    /// <summary>Kept for the raw limit.</summary>
    private const int CommitsKept = 60_000;

    /// <summary>Rows that were not added; anything but none is a fault of the benchmark.</summary>
    public int NotAdded { get; private set; }

    public async Task<(double RowsPerSecond, double Limit, double PeakMegabytes)> MeasureAsync()
    {
        var files = new ImportFiles(folder, options.Accounts);
        files.Write();
        await using var store = await stores.OpenAsync("import");
        await using var capture = new CommitCapture(store, CommitsKept);
        PeakMemory.Reset();
        var started = Stopwatch.GetTimestamp();
        var clock = new BusinessClock(new VirtualClock(Clock));
        var outside = new Outside { Recording = TimeProvider.System };
        await using (var engine = ProductEngine.Over(capture, store, clock, outside))
        {
            await using var held = await RunningEngine.HoldAsync(engine);
            NotAdded = await RunAsync(engine, store, files, Clock);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var peak = PeakMemory.Megabytes();
        await (await stores.OpenAsync(Empty)).DisposeAsync();
        var limit = await new RawLimit(stores, Empty, capture.Commits).BestAsync();
        return (files.Rows / seconds, limit * files.Rows / options.Accounts, peak);
    }

    /// <summary>Imports files; returns how many rows were not added.</summary>
    public static async Task<int> RunAsync(Engine engine, IStore store, ImportFiles files, Instant now)
    {
        var vault = new PersonalDataVault(store, new SystemEntropy(), new byte[TenantKeys.MasterLength]);
        var rejects = new ImportRejects();
        var gathering = new ImportGathering(rejects);
        var run = new ImportRun(
            new ImportTarget(
                engine,
                "default",
                now,
                DateTimeZone.Utc,
                vault),
            gathering,
            rejects);
        (ImportSchema Schema, string Path)[] tables =
        [
            (ImportSchema.Accounts, files.Accounts),
            (ImportSchema.Bills, files.Bills),
            (ImportSchema.Payments, files.Payments),
        ];
        foreach (var (schema, path) in tables)
        {
            using var table = CsvTable.Open(path, schema);
            run.Name(schema, path);
            gathering.Read(table, _ => { });
        }

        await run.RunAsync(_ => { });
        return tables.Sum(table =>
            gathering.Counts.Of(table.Path).Read - gathering.Counts.Of(table.Path).Added);
    }
}
