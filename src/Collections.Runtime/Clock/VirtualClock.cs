using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Clock;

/// <summary>
/// A clock that stands still until it is moved: replays, reviews, what-if runs and simulations turn the engine on it.
/// Timers fire when time passes them, in the order (due, creation): equal instants are first in, first out.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    private readonly PriorityQueue<VirtualTimer, (Instant Due, long Sequence)> _timers = new();
    private long _sequence;

    /// <summary>A clock standing at an instant.</summary>
    public VirtualClock(Instant start) => Now = start;

    /// <summary>Where the clock stands.</summary>
    public Instant Now { get; private set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => NodaConstants.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Now.ToUnixTimeTicks();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    /// <summary>
    /// Moves the clock on; timers due on the way fire at their own instants. An earlier instant is a bug.
    /// </summary>
    public void AdvanceTo(Instant instant)
    {
        Invariant.Require(instant >= Now, "Virtual time never goes back.");
        while (_timers.TryPeek(out _, out var when) && when.Due <= instant)
        {
            Now = Instant.Max(Now, when.Due);
            _timers.Dequeue().Fire(when.Sequence);
        }

        Now = instant;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private long Schedule(VirtualTimer timer, TimeSpan after)
    {
        var sequence = ++_sequence;
        _timers.Enqueue(timer, (Now + Duration.FromTimeSpan(after), sequence));
        return sequence;
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private long _armed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            _armed = dueTime == Timeout.InfiniteTimeSpan ? 0 : clock.Schedule(this, dueTime);
            return true;
        }

        public void Fire(long sequence)
        {
            if (sequence != _armed)
            {
                return;
            }

            _armed = _period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero
                ? 0
                : clock.Schedule(this, _period);
            callback(state);
        }

        public void Dispose() => _armed = 0;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
