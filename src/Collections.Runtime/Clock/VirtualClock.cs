using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Clock;

/// <summary>
/// A clock that stands still until it is moved: replays, reviews, what-if runs and simulations turn the engine on it.
/// Timers fire when time passes them, in the order (due, creation): equal instants are first in, first out. One caller
/// moves it; timers may be set by anybody meanwhile.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<VirtualTimer, (Instant Due, long Sequence)> _timers = new();
    private Instant _now;
    private long _sequence;

    /// <summary>A clock standing at an instant.</summary>
    public VirtualClock(Instant start) => _now = start;

    /// <summary>Where the clock stands.</summary>
    public Instant Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

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
        while (NextDue(instant) is var (timer, sequence))
        {
            timer.Fire(sequence);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The next timer due up to an instant, and the clock at its instant; null for none.</summary>
    private (VirtualTimer Timer, long Sequence)? NextDue(Instant instant)
    {
        lock (_gate)
        {
            if (_timers.TryPeek(out _, out var when) && when.Due <= instant)
            {
                _now = Instant.Max(_now, when.Due);
                return (_timers.Dequeue(), when.Sequence);
            }

            _now = instant;
            return null;
        }
    }

    private void Schedule(VirtualTimer timer, TimeSpan after)
    {
        lock (_gate)
        {
            timer.Armed = ++_sequence;
            _timers.Enqueue(timer, (_now + Duration.FromTimeSpan(after), timer.Armed));
        }
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        /// <summary>The number under which it is due; 0 when it is not.</summary>
        public long Armed { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Armed = 0;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                clock.Schedule(this, dueTime);
            }

            return true;
        }

        public void Fire(long sequence)
        {
            if (sequence != Armed)
            {
                return;
            }

            Armed = 0;
            if (_period != Timeout.InfiniteTimeSpan && _period != TimeSpan.Zero)
            {
                clock.Schedule(this, _period);
            }

            callback(state);
        }

        public void Dispose() => Armed = 0;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
