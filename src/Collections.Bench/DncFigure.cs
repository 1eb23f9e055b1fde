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
    private const int Members = 1_000_000;

    private const int Looks = 20_000;

    // As many as the engine gathers into one read.
    private const int Gathered = 256;

    private const string Tenant = "default";

    // Prime to the million, so that multiplying visits every number once in an order without order.
    private const int Step = 7_368_787;

    /// <summary>Rows a second, and microseconds of one look alone and of one in a gathered read.</summary>
    public async Task<(double PerSecond, double AloneMicroseconds, double GatheredMicroseconds)> MeasureAsync()
    {
        var path = WriteFile();
        await using var store = SqliteStore.Open(Path.Combine(folder, "dnc"));
        await using var engine = ProductEngine.Over(store, TimeProvider.System);
        var vault = new PersonalDataVault(store, new SystemEntropy(), new byte[TenantKeys.MasterLength]);
        var keys = vault.KeysOf(Tenant);
        var target = new ListTarget(engine, keys, Tenant, MemberList.DefaultName)
        {
            Home = new HomeCountry("CN", "Asia/Shanghai"),
        };
        var started = Stopwatch.GetTimestamp();
        using (var table = CsvTable.Open(path, ImportSchema.Members))
        {
            var count = await new ListImport(target, new ImportRejects()).RunAsync(table, _ => { });
            Invariant.Require(count.Added == Members, $"Every row is added, not {count.Added}.");
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var hashes = Enumerable.Range(0, Looks)
            .Select(i => new MemberKey(Tenant, keys.Hash($"+86{Number(i * 2)}")))
            .ToArray();
        return (Members / seconds, await LookAsync(store, hashes, 1), await LookAsync(store, hashes, Gathered));
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

    private string WriteFile()
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "dnc.csv");
        using var writer = new StreamWriter(path);
        writer.WriteLine("number,reason");
        for (var i = 0; i < Members; i++)
        {
            writer.Write(Number(i));
            writer.WriteLine(",asked");
        }

        return path;
    }

    private static string Number(int i) =>
        "138" + ((long)i * Step % 100_000_000).ToString("D8", CultureInfo.InvariantCulture);
}
