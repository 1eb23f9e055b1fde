using System.Diagnostics;
using System.Globalization;
using Collections.Domain.Lists;
using Collections.Gateways.Composition;
using Collections.Gateways.Import;
using Collections.Gateways.Lists;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Storage.Sqlite;

namespace Collections.Bench;

/// <summary>A do-not-contact list of a million numbers: how fast it is loaded, and how long one look takes.</summary>
/// <param name="folder">Where the data goes.</param>
internal sealed class DncFigure(string folder)
{
    // How many numbers stand on the list when looks are timed: a look must cost the same at each size.
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];

    private const int Looks = 20_000;

    // As many as the engine gathers into one read.
    private const int Gathered = 256;

    private const string Tenant = "default";

    // Prime to the million, so that multiplying visits every number once in an order without order.
    private const int Step = 7_368_787;

    /// <summary>How long the whole list took, and what a look costs at each size.</summary>
    public async Task<DncMeasurement> MeasureAsync()
    {
        await using var store = SqliteStore.Open(Path.Combine(folder, "dnc"));
        await using var engine = ProductEngine.Over(store, TimeProvider.System);
        var vault = new PersonalDataVault(store, new SystemEntropy(), new byte[TenantKeys.MasterLength]);
        var keys = vault.KeysOf(Tenant);
        var target = new ListTarget(engine, keys, Tenant, MemberList.DefaultName)
        {
            Home = new HomeCountry("CN", "Asia/Shanghai"),
        };
        var (seconds, listed) = (0.0, 0);
        var looks = new List<DncLook>();
        foreach (var size in Sizes)
        {
            var path = WriteFile(listed, size);
            var started = Stopwatch.GetTimestamp();
            using (var table = CsvTable.Open(path, ImportSchema.Members))
            {
                var count = await new ListImport(target, new ImportRejects()).RunAsync(table, _ => { });
                Invariant.Require(count.Added == size - listed, $"Every row is added, not {count.Added}.");
            }

            seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
            listed = size;

            // Half of what is looked for stands on the list.
            var members = Enumerable.Range(0, Looks)
                .Select(n => new MemberKey(Tenant, keys.Hash($"+86{Number((int)((long)n * 2 * size / Looks))}")))
                .ToArray();
            looks.Add(new DncLook(size, await LookAsync(store, members, 1), await LookAsync(store, members, Gathered)));
        }

        return new DncMeasurement(listed, seconds, looks);
    }

    private static async Task<double> LookAsync(SqliteStore store, MemberKey[] members, int together)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var batch in members.Chunk(together))
        {
            await store.FindListingsAsync(batch);
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / members.Length;
    }

    private string WriteFile(int from, int until)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "dnc.csv");
        using var writer = new StreamWriter(path);
        writer.WriteLine("number,reason");
        for (var i = from; i < until; i++)
        {
            writer.Write(Number(i));
            writer.WriteLine(",asked");
        }

        return path;
    }

    private static string Number(int i) =>
        "138" + ((long)i * Step % 100_000_000).ToString("D8", CultureInfo.InvariantCulture);
}

/// <summary>What the figure of the list gave.</summary>
/// <param name="Members">Numbers listed.</param>
/// <param name="Seconds">How long that took, from files to durable rows.</param>
/// <param name="Looks">What a look cost while the list grew.</param>
internal sealed record DncMeasurement(int Members, double Seconds, IReadOnlyList<DncLook> Looks);

/// <summary>What a look costs on a list of a size.</summary>
/// <param name="Members">Numbers on the list.</param>
/// <param name="AloneMicroseconds">One look by itself.</param>
/// <param name="GatheredMicroseconds">One of many that are asked together.</param>
internal sealed record DncLook(int Members, double AloneMicroseconds, double GatheredMicroseconds);
