using Collections.Gateways.Composition;
using Collections.Runtime.Wakeups;
using Collections.Simulation.Auditing;
using Collections.Storage.Sqlite;
using Collections.Torture.Tests.Cluster;
using NodaTime;

namespace Collections.Torture.Tests.Watching;

/// <summary>
/// A small world that one real server lived on a folder, undisturbed: what the auditor gets of it is damaged in tests.
/// </summary>
public sealed class SmallTown : IAsyncLifetime
{
    private const int Seed = 11;
    private const int Clients = 12;
    private const int Cohorts = 2;
    private const int ServingPolls = 600;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly TestFolder _folder = new();
    private HttpWorld? _world;

    /// <summary>The log.</summary>
    internal LogCopy Log { get; private set; } = new([], new Dictionary<Kernel.EntityKey, LogEnd>());

    /// <summary>What clients were told.</summary>
    internal Heard Heard { get; private set; } = new([], [], []);

    /// <summary>What reached people.</summary>
    internal ReachedPeople Reached { get; private set; } = new([], []);

    /// <summary>When everything had come to rest.</summary>
    internal Instant End { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var place = new Installation(_folder.Path, Connection: null);
        using var server = new ServerProcess(place);
        server.Start();
        using var pace = new PeriodicTimer(Poll);
        for (var i = 0; i < ServingPolls && !server.IsServing; i++)
        {
            await pace.WaitForNextTickAsync();
        }

        _world = new HttpWorld([server.Address], place, Seed, Clients);
        await _world.OpenAsync();
        using var stop = new CancellationTokenSource();
        var beside = _world.RunAsync(side: 0, stop.Token);
        for (var i = 0; i < Cohorts; i++)
        {
            await _world.LiveAsync(stop.Token);
        }

        await _world.Desk.PublishAsync();
        await stop.CancelAsync();
        await beside;
        await server.StopAsync();
        await ReadAsync();
    }

    public ValueTask DisposeAsync()
    {
        _world?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What the auditor finds in a log, and in what was heard and what reached people.</summary>
    internal IReadOnlyList<string> Violations(LogCopy? log = null, Heard? heard = null, ReachedPeople? reached = null)
    {
        var watch = _world!.Watch(log ?? Log, new Leeway
        {
            Skew = Duration.FromSeconds(10),
            Durable = Duration.FromSeconds(10),
            Policy = Duration.FromSeconds(10),
            Notice = Duration.Zero,
            Message = Duration.Zero,
        });
        watch.Watch(heard ?? Heard, reached ?? Reached, End);
        return watch.Auditor.Violations;
    }

    /// <summary>Delivers what the server's end left under way, and reads everything.</summary>
    private async Task ReadAsync()
    {
        await using var store = SqliteStore.Open(_folder.Path);
        await using (var engine = ProductEngine.Over(store, TimeProvider.System))
        {
            await engine.RecoverAsync();
            await engine.SettleAsync();
            await new WakeupSweep(engine).RunAsync(Wire.Now);
            await engine.SettleAsync();
        }

        Log = await LogCopy.ReadAsync(store);
        Heard = _world!.Clients.Heard;
        Reached = new ReachedPeople(NoticeLedger.Read(_folder.Path), _world.Phone.Ledger);
        End = Wire.Now;
    }
}
