using Collections.Runtime.Ports;

namespace Collections.Runtime.Wakeups;

/// <summary>The wake-ups of one sweep that are under way, and how those ended that ended.</summary>
internal sealed class WakesUnderWay
{
    /// <summary>Of a pass that wakes a whole portfolio not everybody is remembered.</summary>
    private const int RememberedMax = 10_000;

    private readonly Lock _gate = new();
    private HashSet<DueEntity> _woken = [];
    private long _fired;
    private int _count;
    private long _unanswered;
    private int _level;
    private TaskCompletionSource? _fallen;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>How many fired so far, and how many the store did not answer.</summary>
    public (long Fired, long Unanswered) Ended
    {
        get
        {
            lock (_gate)
            {
                return (_fired, _unanswered);
            }
        }
    }

    /// <summary>Whether all that ended since then did so without an answer of the store, and some did.</summary>
    public bool OnlyFailedSince((long Fired, long Unanswered) before) =>
        Ended is var now && now.Fired == before.Fired && now.Unanswered > before.Unanswered;

    /// <summary>One more.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    /// <summary>One less; it fired, or its store did not answer, so that it is due still.</summary>
    public void End(DueEntity due, bool fired)
    {
        TaskCompletionSource? fallen = null;
        lock (_gate)
        {
            _count--;
            _unanswered += fired ? 0 : 1;
            _fired += fired ? 1 : 0;
            if (fired && _woken.Count < RememberedMax)
            {
                _woken.Add(due);
            }

            if (_count <= _level)
            {
                (fallen, _fallen) = (_fallen, null);
            }
        }

        fallen?.SetResult();
    }

    /// <summary>Completes when no more than that many are left; asked by one caller at a time.</summary>
    public Task FallToAsync(int level)
    {
        lock (_gate)
        {
            if (_count <= level)
            {
                return Task.CompletedTask;
            }

            _level = level;
            _fallen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _fallen.Task;
        }
    }

    /// <summary>The first ones that fired since the last call.</summary>
    public HashSet<DueEntity> TakeWoken()
    {
        lock (_gate)
        {
            var woken = _woken;
            _woken = [];
            return woken;
        }
    }
}
