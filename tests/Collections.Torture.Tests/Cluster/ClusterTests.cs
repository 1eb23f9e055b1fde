using System.Diagnostics;
using System.Globalization;
using Collections.Gateways.Composition;
using Collections.Runtime.Clock;
using Collections.Runtime.Ports;
using Collections.Simulation.Auditing;
using Collections.Simulation.Runs;
using Collections.Storage.Postgres;
using Collections.Storage.Tests.Postgres;
using Collections.Torture.Tests.Auditing;
using Collections.Torture.Tests.Watching;
using NodaTime;

namespace Collections.Torture.Tests.Cluster;

/// <summary>
/// Three servers and one database live a world of the simulation over HTTP, while they are killed, frozen and cut off
/// at random. Then the simulation's auditor reads the whole log, holds it against what clients were told and what
/// reached people, and every log against its snapshot.
/// </summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    private const int Clients = 24;
    private const int Side = 3;
    private const int Seed = 20260301;

    // A slow machine takes longer to get there; fewer would prove too little.
    private const int AcksMin = 1_000;
    private const int FaultsShown = 20;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private static bool IsFull => Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full";

    private static TimeSpan Torment => IsFull ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(60);

    private static int KillsMin => IsFull ? 60 : 1;

    private static TimeSpan LongestOutage => IsFull ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(5);

    /// <summary>Frozen servers thaw, leases end, deliveries that failed are tried again: the longer the outage, the later.</summary>
    private static TimeSpan QuietPatience => TimeSpan.FromSeconds(20) + (LongestOutage * 3);

    /// <summary>
    /// A server may stand still for twenty seconds between a decision and its commit, and the database be away after
    /// that; what was permitted before leaves afterwards. Nothing may be left over at the end.
    /// </summary>
    private static Leeway LeewayOf(Standstill standstill)
    {
        var late = Duration.FromSeconds(30) + Duration.FromTimeSpan(LongestOutage) + standstill.Longest;
        return new Leeway
        {
            Skew = late,
            Durable = late,
            Policy = late,
            Notice = Duration.Zero,
            Message = Duration.Zero,
        };
    }

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
        var place = new Installation(folder.Path, database.Connection);
        List<ServerProcess> servers = [.. Enumerable.Range(0, 3).Select(_ => new ServerProcess(place))];
        try
        {
            await TortureAsync(servers, database, place);
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    private async Task TortureAsync(List<ServerProcess> servers, PostgresServer database, Installation place)
    {
        using var world = new HttpWorld([.. servers.Select(server => server.Address)], place, Seed, Clients);
        var tormentor = new Tormentor(servers, database, Seed, LongestOutage);

        // The first makes the schema and the keys that the others find.
        servers[0].Start();
        using var stop = new CancellationTokenSource();
        await world.OpenAsync();
        servers[1].Start();
        servers[2].Start();
        var standstill = new Standstill();
        var running = Task.WhenAll(world.RunAsync(Side, stop.Token), standstill.WatchAsync(stop.Token));
        await tormentor.RunAsync(
            Torment, () => world.Clients.Answered > AcksMin && tormentor.Kills >= KillsMin);
        await stop.CancelAsync();
        await running;

        Instant end;
        await using (var store = await PostgresStore.OpenAsync(database.Connection))
        {
            end = await QuietAsync(store);
        }

        await world.Clients.AskAgainAsync();
        var exits = await Task.WhenAll(servers.Select(server => server.StopAsync()));
        var verified = await servers[0].RunAsync("audit", "verify");
        var findings = new Findings();
        var watch = await AuditAsync((database.Connection, end, standstill), world, place, findings);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"cluster: {Torment.TotalSeconds} s, {tormentor.Kills} kills, {tormentor.Freezes} freezes, "
            + $"{tormentor.Outages} database outages, {standstill.Longest.TotalSeconds:F0} s at a stand; {world.Accounts} accounts, {world.Clients.Answered} answers, "
            + $"{world.Repetitions} repeated, {world.Clients.GivenAgain} given again, {world.Phone.Ledger.Count} calls, "
            + $"{watch.Auditor.Commits} records, {verified.Said.Trim()}; found {findings} and "
            + $"{watch.Auditor.Violations.Count} violations"));
        foreach (var (answer, times) in world.Clients.Tally)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {times,6} {answer}"));
        }

        watch.Auditor.Violations.ForEach(output.WriteLine);
        foreach (var fault in servers.SelectMany(server => server.Complaints.Concat(server.Faults)).Take(FaultsShown))
        {
            output.WriteLine(fault);
        }

        output.WriteLine(string.Join(' ', watch.Marks.Hits.Select(mark => $"{mark.Key}:{mark.Value}")));
        Assert.Empty(watch.Auditor.Violations);
        Assert.Empty(servers.SelectMany(server => server.Complaints));
        Assert.All(exits, exit => Assert.Equal(0, exit));
        Assert.Empty(findings.Words);
        Assert.Equal(0, verified.Exit);
        Assert.True(
            tormentor.Kills >= KillsMin && world.Clients.Answered > AcksMin,
            "Something was done, and something done to it.");
    }

    /// <summary>
    /// The simulation's auditor, the fold of every log, and what only real servers can leave behind: messages that
    /// nobody delivers, jobs that nobody ends, notices that nobody knows.
    /// </summary>
    private static async Task<LogWatch> AuditAsync(
        (string Connection, Instant End, Standstill Standstill) what, HttpWorld world, Installation place, Findings findings)
    {
        await using var store = await PostgresStore.OpenAsync(what.Connection);
        await using var engine = ProductEngine.Over(store, store, new BusinessClock(TimeProvider.System));
        var watch = world.Watch(await LogCopy.ReadAsync(store), LeewayOf(what.Standstill));
        var left = NoticeLedger.Read(place.Folder);
        watch.Watch(world.Clients.Heard, new ReachedPeople(left, world.Phone.Ledger), what.End);
        await new FoldCheck(watch.Auditor, SharedStore.Of(store, new SystemEntropy()), ProductKinds.Registry())
            .CheckAsync(engine);
        foreach (var untold in NoticeLedger.Untold(left, watch.Auditor))
        {
            findings.Add(untold);
        }

        await Auditing.Auditor.CheckNothingIsLeftAsync(store, what.End, findings);
        return watch;
    }

    /// <summary>Waits until no message is under way and nothing is due.</summary>
    /// <returns>When it looked at last.</returns>
    private static async Task<Instant> QuietAsync(IStore store)
    {
        using var pace = new PeriodicTimer(Rest);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var (now, findings) = (Wire.Now, new Findings());
            await Auditing.Auditor.CheckNothingIsLeftAsync(store, now, findings);
            if (findings.Count == 0 || Stopwatch.GetElapsedTime(started) > QuietPatience)
            {
                return now;
            }

            await pace.WaitForNextTickAsync();
        }
    }
}
