using System.Diagnostics;
using System.Globalization;
using Collections.Domain.Configuration;
using Collections.Gateways.Composition;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Ports;
using Collections.Storage.Postgres;
using Collections.Storage.Tests.Postgres;
using Collections.Torture.Tests.Auditing;
using Collections.Torture.Tests.Victims;
using NodaTime;

namespace Collections.Torture.Tests.Cluster;

/// <summary>
/// Three servers, one database, clients that insist: killed, frozen and cut off at random, and an auditor that compares
/// everything that was acknowledged with the log, and the log with every effect.
/// </summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    private const string ApiKey = "torture-0123456789abcdef0123456789abcdef";
    private const int Clients = 24;
    private const int Seed = 20260301;

    // A slow machine takes longer to get there; fewer would prove too little.
    private const int AcksMin = 1_000;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private static bool IsFull => Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full";

    private static TimeSpan Torment => IsFull ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(60);

    private static int KillsMin => IsFull ? 60 : 1;

    private static TimeSpan LongestOutage => IsFull ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(5);

    /// <summary>Frozen servers thaw, leases end, deliveries that failed are tried again: the longer the outage, the later.</summary>
    private static TimeSpan QuietPatience => TimeSpan.FromSeconds(20) + (LongestOutage * 3);

    [Fact]
    public async Task Three_servers_lose_nothing_and_do_nothing_twice_whatever_happens_to_them()
    {
        if (PostgresServer.Missing is { } missing)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"The cluster needs a database: {missing}.");
            output.WriteLine($"Without PostgreSQL the cluster is not part of this run: {missing}.");
            return;
        }

        using var folder = new TestFolder();
        await using var database = await PostgresServer.StartAsync("max_connections = 300");
        List<ServerProcess> servers =
            [.. Enumerable.Range(0, 3).Select(_ => new ServerProcess(folder.Path, database.Connection, ApiKey))];
        try
        {
            await TortureAsync(servers, database, folder.Path);
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    private async Task TortureAsync(List<ServerProcess> servers, PostgresServer database, string folder)
    {
        using var clients = new HttpClients(servers, new HttpScript(Seed, Clients, DaytimeZone()), ApiKey);
        var tormentor = new Tormentor(servers, database, Seed, LongestOutage);

        // The first makes the schema and the keys that the others find.
        servers[0].Start();
        using var stop = new CancellationTokenSource();
        var running = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => clients.RunAsync(client, stop.Token)));
        servers[1].Start();
        servers[2].Start();
        await clients.AllOpened;
        await tormentor.RunAsync(Torment, () => clients.Acks.Count > AcksMin && tormentor.Kills >= KillsMin);
        await stop.CancelAsync();
        await running;

        await using (var store = await PostgresStore.OpenAsync(database.Connection))
        {
            await QuietAsync(store);
        }

        var replayed = await ReplayAsync(clients);
        var exits = await Task.WhenAll(servers.Select(server => server.StopAsync()));
        var verified = await servers[0].RunAsync("audit", "verify");
        var findings = await AuditAsync(database, clients, folder);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"cluster: {Torment.TotalSeconds} s, {tormentor.Kills} kills, {tormentor.Freezes} freezes, "
            + $"{tormentor.Outages} database outages; {clients.Acks.Count} acknowledged, {clients.Repetitions} repeated, "
            + $"{replayed} answers given again, {verified.Said.Trim()}; found {findings}"));
        Assert.Empty(clients.Faults);
        Assert.Empty(servers.SelectMany(server => server.Complaints));
        Assert.All(exits, exit => Assert.Equal(0, exit));
        Assert.Empty(findings.Words);
        Assert.Equal(0, verified.Exit);
        Assert.True(
            tormentor.Kills >= KillsMin && clients.Acks.Count > AcksMin, "Something was done, and something done to it.");
    }

    /// <summary>Everything acknowledged is there once, every message arrived, every notice left once.</summary>
    private static async Task<Findings> AuditAsync(PostgresServer database, HttpClients clients, string folder)
    {
        await using var store = await PostgresStore.OpenAsync(database.Connection);
        await using var engine = ProductEngine.Over(store, store, new BusinessClock(TimeProvider.System));
        var findings = new Findings();
        var book = await LogBook.ReadAsync(store);
        AckAudit.Check(clients.Acks, book, findings);
        AckAudit.CheckNothingTwice(book, findings);
        foreach (var policy in clients.Policies)
        {
            var published = book.Of(new EntityKey(Portfolio.Tenant, PolicyDocument.KindName, "default"));
            findings.Unless(published.Of("policy.published", policy).Count == 1, $"policy {policy} is lost");
        }

        MessageAudit.Check(book, findings);
        await MoneyAudit.CheckAsync(book, engine, findings);
        await StateAudit.CheckAsync(store, book, engine, findings);
        await Auditor.CheckNothingIsLeftAsync(store, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), findings);
        NoticeAudit.Check(book, folder, findings);
        return findings;
    }

    /// <summary>Waits until no message is under way and nothing is due.</summary>
    private static async Task QuietAsync(IStore store)
    {
        using var pace = new PeriodicTimer(Rest);
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < QuietPatience)
        {
            var findings = new Findings();
            await Auditor.CheckNothingIsLeftAsync(store, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), findings);
            if (findings.Count == 0)
            {
                return;
            }

            await pace.WaitForNextTickAsync();
        }
    }

    /// <summary>Keyed requests asked again get the answer they got first.</summary>
    private static async Task<int> ReplayAsync(HttpClients clients)
    {
        var asked = 0;
        foreach (var (step, body) in clients.Kept.Take(200))
        {
            var again = await clients.AskAsync(step, new Dice(Seed, asked, 0));
            Assert.Equal(body, again.Body);
            asked++;
        }

        return asked;
    }

    /// <summary>A zone where it is about noon: notices may leave.</summary>
    private static string DaytimeZone()
    {
        var ahead = 12 - TimeProvider.System.GetUtcNow().Hour;
        var sign = ahead > 0 ? "-" : "+";
        return ahead == 0
            ? "UTC"
            : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{sign}{Math.Abs(ahead)}");
    }
}
