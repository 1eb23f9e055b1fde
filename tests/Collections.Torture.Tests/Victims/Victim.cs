using System.Globalization;
using Collections.Gateways.Composition;
using Collections.Runtime;
using Collections.Storage.Sqlite;

namespace Collections.Torture.Tests.Victims;

/// <summary>
/// The process that is killed: the product's engine on a real folder at full durability, clients that never pause, a
/// keeper that moves the clock. It ends only by force, or when whoever started it is gone.
/// </summary>
internal sealed class Victim
{
    public const string OpenedLine = "opened";
    public const string RecoveredLine = "recovered";

    private readonly Engine _engine;
    private readonly Keeper _keeper;
    private readonly Script _script;
    private readonly TextWriter _out;
    private readonly Lock _outGate = new();

    private Victim(Engine engine, Keeper keeper, Script script, TextWriter output)
    {
        _engine = engine;
        _keeper = keeper;
        _script = script;
        _out = output;
    }

    /// <summary>Small limits on the write-ahead log, so that kills also hit its folding into the database.</summary>
    public static SqliteStoreOptions StoreOptions { get; } =
        new() { Durability = SqliteDurability.Full, CheckpointPages = 400 };

    public static async Task<int> RunAsync(VictimOptions options)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        var store = SqliteStore.Open(options.Folder, StoreOptions);
        var time = new PacedTime(await store.ReadClockAsync() ?? PacedTime.Start);
        var engine = ProductEngine.Over(store, time);
        var keeper = new Keeper(engine, store, time);
        var victim = new Victim(engine, keeper, new Script(options.Seed, options.Clients), output);
        victim.Say(OpenedLine);
        await engine.RecoverAsync();
        victim.Say(RecoveredLine);
        var next = (await File.ReadAllLinesAsync(options.Resume))
            .Select(line => int.Parse(line, CultureInfo.InvariantCulture))
            .ToArray();

        var life = victim.LiveAsync(next);
        await await Task.WhenAny(life, keeper.RunAsync(), OrphanedAsync());
        return 1;
    }

    private async Task LiveAsync(int[] next)
    {
        await Task.WhenAll(next.Select((_, client) => PlayAsync(next, client, _script.OpeningSteps)));
        await Task.WhenAll(next.Select((_, client) => PlayAsync(next, client, int.MaxValue)));
    }

    private async Task PlayAsync(int[] next, int client, int end)
    {
        await Task.Yield();
        for (; next[client] < end; next[client]++)
        {
            var step = _script.At(client, next[client], _engine.Setup.Clock.Now);
            var ack = await Asking.AskAsync(_engine, client, next[client], step);
            Say(ack.ToString());
            _keeper.CountAnswer();
        }
    }

    private void Say(string line)
    {
        lock (_outGate)
        {
            _out.Write(line + "\n");
        }
    }

    /// <summary>Completes when the torturer died: its end of the pipe is closed.</summary>
    private static Task<string?> OrphanedAsync() => new StreamReader(Console.OpenStandardInput()).ReadLineAsync();
}
