using Collections.Runtime;
using Collections.Runtime.Wakeups;

namespace Collections.Bench;

/// <summary>
/// Keeps what an engine holds of a shared store, as a server does; does nothing for a store of one process.
/// </summary>
internal sealed class RunningEngine : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loops;

    private RunningEngine(Engine engine, bool withTime)
    {
        var loops = new EngineLoops(engine);
        _loops = Task.WhenAll(
            engine.IsShared ? loops.RunLeasesAsync(_stopping.Token) : Task.CompletedTask,
            withTime ? loops.RunWakeupsAsync(_stopping.Token) : Task.CompletedTask,
            withTime ? loops.RunDeliveriesAsync(_stopping.Token) : Task.CompletedTask,
            withTime ? loops.RunHousekeepingAsync(_stopping.Token) : Task.CompletedTask);
    }

    /// <summary>Takes over what there is to hold, and goes on holding it.</summary>
    public static Task<RunningEngine> HoldAsync(Engine engine) => StartAsync(engine, withTime: false);

    /// <summary>Runs an engine as a server does: wake-ups fire by themselves.</summary>
    public static Task<RunningEngine> ServeAsync(Engine engine) => StartAsync(engine, withTime: true);

    private static async Task<RunningEngine> StartAsync(Engine engine, bool withTime)
    {
        await engine.RecoverAsync();
        return new RunningEngine(engine, withTime);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loops;
        _stopping.Dispose();
    }
}
