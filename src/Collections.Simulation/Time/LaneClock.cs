using Collections.Kernel;
using NodaTime;

namespace Collections.Simulation.Time;

/// <summary>
/// The clock of a node: the world's time, wrong by a skew that may change. Its timers die with the lane.
/// </summary>
internal sealed class LaneClock(Scheduler scheduler, Lane lane) : TimeProvider
{
    /// <summary>How far it is ahead of the world; negative for behind.</summary>
    public Duration Skew { get; set; }

    /// <summary>What the node believes the time to be.</summary>
    public Instant Now => LocalDays.CutToMilliseconds(scheduler.Now + Skew);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    /// <summary>Wrong clocks run evenly: what a node measures is the world's time.</summary>
    public override long GetTimestamp() => scheduler.Now.ToUnixTimeTicks();

    /// <inheritdoc/>
    public override long TimestampFrequency => NodaConstants.TicksPerSecond;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Invariant.Require(period == Timeout.InfiniteTimeSpan, "The engine has no recurring timers.");
        var timer = new OneShot(scheduler, lane, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class OneShot(Scheduler scheduler, Lane lane, TimerCallback callback, object? state) : ITimer
    {
        private int _armed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++_armed;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                scheduler.At(scheduler.Now + Duration.FromTimeSpan(dueTime), () => lane.Run(() => Fire(mine)));
            }

            return true;
        }

        public void Dispose() => _armed++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(int armed)
        {
            if (armed == _armed)
            {
                callback(state);
            }
        }
    }
}
