using NodaTime;

namespace Collections.Runtime.Wakeups;

/// <summary>
/// The loops of a running server: wake-ups at their instants, the delivery mark, other servers' configurations. Each is
/// a pump that a host (or the simulator) starts and stops; delays run on the engine's clock.
/// </summary>
public sealed class EngineLoops(Engine engine)
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

    private readonly WakeupSweep _sweep = new(engine);

    /// <summary>Fires wake-ups as they fall due, until cancelled.</summary>
    public async Task RunWakeupsAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var now = engine.Setup.Clock.Now;
            await _sweep.RunBesideCommandsAsync(now);
            var next = await engine.Setup.Store.ClaimDueAsync(Instant.MaxValue, 1);
            var sleep = next is [var due]
                ? Duration.Min(due.Wake - engine.Setup.Clock.Now, LongestSleep)
                : LongestSleep;
            await SleepAsync(sleep > Duration.Zero ? sleep.ToTimeSpan() : TimeSpan.FromMilliseconds(1), cancel);
        }
    }

    /// <summary>Writes marks and reads configurations again, until cancelled.</summary>
    public async Task RunHousekeepingAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await SleepAsync(Housekeeping, cancel);
            await engine.Configurations.RefreshAllAsync();
            await engine.SaveDeliveryMarkAsync();
            await engine.Setup.Store.MoveClockAsync(engine.Setup.Clock.Now);
            await engine.Setup.Store.DeleteExpiredAnswersAsync(engine.Setup.Clock.Now, engine.Setup.Limits.DueBatchMax);
        }
    }

    private async Task SleepAsync(TimeSpan time, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(time, engine.Setup.Clock.Time, cancel);
        }
        catch (OperationCanceledException)
        {
            // Stopping is no fault: the loop's condition ends it.
        }
    }
}
