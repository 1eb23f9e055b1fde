using NodaTime;

namespace Collections.Runtime.Wakeups;

/// <summary>
/// The loops of a running server: wake-ups at their instants, the delivery mark, other servers' configurations, and
/// whatever else returns. Each is a pump that a host (or the simulator) starts and stops; delays run on the engine's
/// clock. A fault never ends a loop: it is told, and the loop goes on after a pause.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="onFault">Hears of faults, by the loop's name; null for nobody.</param>
public sealed class EngineLoops(Engine engine, Action<string, Exception>? onFault = null)
{
    /// <summary>
    /// Longest sleep between two looks at the wake-up table: what another server wrote is seen by then.
    /// </summary>
    private static readonly Duration LongestSleep = Duration.FromSeconds(1);

    /// <summary>
    /// How often the delivery mark and the stored clock are written, and configurations are read again (spec: seen
    /// within 5 s).
    /// </summary>
    private static readonly TimeSpan Housekeeping = TimeSpan.FromSeconds(2);

    /// <summary>How long a loop waits after a fault: long enough not to flood a store that is down.</summary>
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(1);

    /// <summary>How long messages that another server wrote may wait until this one sees them.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan FencePause = TimeSpan.FromMilliseconds(2);

    private readonly WakeupSweep _sweep = new(engine);

    /// <summary>Fires wake-ups as they fall due, until cancelled.</summary>
    public async Task RunWakeupsAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await GuardAsync("wakeups", () => SweepAsync(cancel), cancel);
        }
    }

    /// <summary>Renews what the server holds of a shared store, until cancelled.</summary>
    public Task RunLeasesAsync(CancellationToken cancel)
    {
        var period = engine.Setup.Limits.ShardLeaseTime.ToTimeSpan() / 3;
        return RunEveryAsync("leases", (period, engine.Setup.Steady), engine.RenewLeasesAsync, cancel);
    }

    /// <summary>Takes over messages of a shared store as they are written, until cancelled.</summary>
    public async Task RunDeliveriesAsync(CancellationToken cancel)
    {
        while (engine.IsShared && !cancel.IsCancellationRequested)
        {
            var more = false;
            await GuardAsync("deliveries", async () => more = await engine.DispatchAsync(), cancel);
            if (more)
            {
                // Something written here cannot be read yet: an older transaction still runs.
                await SleepAsync(FencePause, cancel);
                continue;
            }

            // What others wrote is not announced here: it is seen by looking.
            await Task.WhenAny(engine.WrittenAsync(), SleepAsync(LookAgain, cancel).AsTask());
        }
    }

    /// <summary>Writes marks and reads configurations again, until cancelled.</summary>
    public Task RunHousekeepingAsync(CancellationToken cancel) =>
        RunEveryAsync("housekeeping", Housekeeping, KeepHouseAsync, cancel);

    /// <summary>Does something again and again, the first time after one period, until cancelled.</summary>
    /// <param name="name">The loop's name, for whoever hears of its faults.</param>
    /// <param name="period">The pause between two runs.</param>
    /// <param name="work">What is done.</param>
    /// <param name="cancel">Ends the loop; a run under way is finished.</param>
    public Task RunEveryAsync(string name, TimeSpan period, Func<ValueTask> work, CancellationToken cancel) =>
        RunEveryAsync(name, (period, engine.Setup.Clock.Time), work, cancel);

    private async Task RunEveryAsync(
        string name, (TimeSpan Period, TimeProvider Clock) pace, Func<ValueTask> work, CancellationToken cancel)
    {
        while (true)
        {
            await SleepAsync(pace.Period, pace.Clock, cancel);
            if (cancel.IsCancellationRequested)
            {
                return;
            }

            await GuardAsync(name, work, cancel);
        }
    }

    private async ValueTask SweepAsync(CancellationToken cancel)
    {
        var fired = await _sweep.RunBesideCommandsAsync(engine.Setup.Clock.Now, cancel);
        var next = await engine.Setup.Store.ClaimDueAsync(Instant.MaxValue, 1, engine.Shards);
        var until = next is [var due] ? due.Wake - engine.Setup.Clock.Now : LongestSleep;
        engine.Setup.Meter?.OldestDue(-until);

        // What is due and did not fire belongs to a stopped entity or a store that is down: no use in looking again at
        // once.
        var sleep = until > Duration.Zero ? Duration.Min(until, LongestSleep)
            : fired == 0 ? LongestSleep
            : Duration.FromMilliseconds(1);
        await SleepAsync(sleep.ToTimeSpan(), cancel);
    }

    private async ValueTask KeepHouseAsync()
    {
        var now = engine.Setup.Clock.Now;
        await engine.Configurations.RefreshAllAsync();
        await engine.SaveDeliveryMarkAsync();
        await engine.Setup.Store.MoveClockAsync(now);
        await engine.Setup.Store.DeleteExpiredAnswersAsync(now, engine.Setup.Limits.DueBatchMax);
    }

    private async ValueTask GuardAsync(string name, Func<ValueTask> work, CancellationToken cancel)
    {
        try
        {
            await work();
        }
        // Whatever the store or a rule threw, time must go on passing for everyone else.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            onFault?.Invoke(name, fault);
            await SleepAsync(FaultPause, engine.Setup.Steady, cancel);
        }
    }

    private ValueTask SleepAsync(TimeSpan time, CancellationToken cancel) =>
        SleepAsync(time, engine.Setup.Clock.Time, cancel);

    private static async ValueTask SleepAsync(TimeSpan time, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(time, clock, cancel);
        }
        catch (OperationCanceledException)
        {
            // Stopping is no fault: the loop's condition ends it.
        }
    }
}
