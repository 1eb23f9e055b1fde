using Collections.Kernel;
using Collections.Simulation.World;
using NodaTime;

namespace Collections.Simulation.Time;

/// <summary>
/// Runs a whole system on the caller's thread and on virtual time: whatever is ready runs in an order drawn from the
/// seed, and time moves on only when nothing is ready. Two runs of one seed take the same steps.
/// </summary>
internal sealed class Scheduler(Instant start, long seed)
{
    private readonly PriorityQueue<Action, (Instant Due, long Sequence)> _timers = new();
    private readonly List<(Lane Lane, SendOrPostCallback Callback, object? State)> _ready = [];
    private Dice _dice = Dice.Of(seed, "interleaving");
    private long _sequence;

    /// <summary>The true time of the world.</summary>
    public Instant Now { get; private set; } = start;

    /// <summary>Callbacks run so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Called after each step: where a fault may strike between two awaits.</summary>
    public Action? AfterStep { get; set; }

    /// <summary>A lane of execution that can be killed.</summary>
    public Lane NewLane(string name) => new(this, name);

    /// <summary>Runs an action at an instant, or at once if it has passed; equal instants in order of asking.</summary>
    public void At(Instant due, Action action) =>
        _timers.Enqueue(action, (Instant.Max(due, Now), ++_sequence));

    /// <summary>Runs until an instant, and everything ready there.</summary>
    public void RunUntil(Instant end)
    {
        var before = SynchronizationContext.Current;
        try
        {
            Drain();
            while (_timers.TryPeek(out _, out var next) && next.Due <= end)
            {
                Now = Instant.Max(Now, next.Due);
                _timers.Dequeue()();
                Drain();
            }

            Now = Instant.Max(Now, end);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs until a task is done; time moves as far as it must.</summary>
    public void RunUntil(Task task, Instant limit)
    {
        while (!task.IsCompleted)
        {
            Invariant.Require(
                _timers.TryPeek(out _, out var next) && next.Due <= limit || _ready.Count > 0,
                "What was asked for ends before the world does.");
            RunUntil(_ready.Count > 0 ? Now : next.Due);
        }

        task.GetAwaiter().GetResult();
    }

    internal void Post(Lane lane, SendOrPostCallback callback, object? state) => _ready.Add((lane, callback, state));

    private void Drain()
    {
        while (_ready.Count > 0)
        {
            // Any callback that is ready may be the next: the order is the seed's, never the machine's.
            var index = _ready.Count == 1 ? 0 : (int)(_dice.Bits() % (ulong)_ready.Count);
            var (lane, callback, state) = _ready[index];
            _ready[index] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            if (lane.IsAlive)
            {
                Steps++;
                SynchronizationContext.SetSynchronizationContext(lane);
                callback(state);
                AfterStep?.Invoke();
            }
        }
    }
}

/// <summary>
/// Where one node, or the world itself, runs. Killing it between two awaits means that its continuations never run.
/// </summary>
internal sealed class Lane(Scheduler scheduler, string name) : SynchronizationContext
{
    /// <summary>Whether its callbacks run.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => scheduler.Post(this, d, state);

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw Invariant.Unreachable("Nothing waits for another lane.");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <inheritdoc/>
    public override string ToString() => name;

    /// <summary>Runs an action on the lane as soon as it is its turn.</summary>
    public void Run(Action action) => Post(_ => action(), null);

    /// <summary>Ends the lane for ever.</summary>
    public void Kill() => IsAlive = false;
}
