using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Wakeups;

/// <summary>
/// The wake-ups of one sweep that are under way, and how those ended that ended since it was asked last.
/// </summary>
internal sealed class WakesUnderWay
{
    private readonly Lock _gate = new();
    private readonly HashSet<EntityKey> _keys = [];
    private HashSet<DueEntity> _woken = [];
    private int _unanswered;
    private int _level;
    private TaskCompletionSource? _fallen;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _keys.Count;
            }
        }
    }

    /// <summary>One more.</summary>
    public void Begin(DueEntity due)
    {
        lock (_gate)
        {
            _keys.Add(due.Key);
        }
    }

    /// <summary>One less; it fired, or its store did not answer, so that it is due still.</summary>
    public void End(DueEntity due, bool fired)
    {
        TaskCompletionSource? fallen = null;
        lock (_gate)
        {
            _keys.Remove(due.Key);
            _unanswered += fired ? 0 : 1;
            if (fired)
            {
                _woken.Add(due);
            }

            if (_keys.Count <= _level)
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
            if (_keys.Count <= level)
            {
                return Task.CompletedTask;
            }

            _level = level;
            _fallen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _fallen.Task;
        }
    }

    /// <summary>Whose wake-ups are under way, and what became of the others since the last call.</summary>
    public (HashSet<EntityKey> Keys, HashSet<DueEntity> Woken, int Unanswered) Take()
    {
        lock (_gate)
        {
            var taken = (new HashSet<EntityKey>(_keys), _woken, _unanswered);
            (_woken, _unanswered) = ([], 0);
            return taken;
        }
    }
}
