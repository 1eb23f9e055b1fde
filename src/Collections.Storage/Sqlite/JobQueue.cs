using System.Diagnostics.CodeAnalysis;

namespace Collections.Storage.Sqlite;

/// <summary>
/// A queue between threads. Who finds it empty sleeps at once: the framework's own collections look again and again
/// before they sleep, and with a few lanes on a machine of few cores that took a tenth of all processor time from those
/// who had work.
/// </summary>
/// <param name="max">How many may wait in it before <see cref="Add"/> waits, too.</param>
internal sealed class JobQueue<T>(int max = int.MaxValue)
{
    private readonly Queue<T> _jobs = new();

    // A monitor, not a Lock: its waits are what this queue is made of.
    private readonly object _gate = new();
    private int _takersAsleep;
    private int _addersAsleep;
    private bool _closed;

    /// <summary>Adds a job; waits while the queue is full.</summary>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public void Add(T job)
    {
        lock (_gate)
        {
            while (_jobs.Count >= max && !_closed)
            {
                Sleep(ref _addersAsleep);
            }

            ObjectDisposedException.ThrowIf(_closed, this);
            _jobs.Enqueue(job);
            WakeSomebody();
        }
    }

    /// <summary>Takes the next job, waiting for it; false when the queue is closed and empty.</summary>
    public bool Take([MaybeNullWhen(false)] out T job)
    {
        lock (_gate)
        {
            while (_jobs.Count == 0 && !_closed)
            {
                Sleep(ref _takersAsleep);
            }

            return TryTake(out job);
        }
    }

    /// <summary>Takes the next job if there is one.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T job)
    {
        lock (_gate)
        {
            if (!_jobs.TryDequeue(out job))
            {
                return false;
            }

            WakeAdders();
            return true;
        }
    }

    /// <summary>Nothing may be added any more; what is in it may still be taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Sleep(ref int asleep)
    {
        asleep++;
        Monitor.Wait(_gate);
        asleep--;
    }

    private void WakeSomebody()
    {
        if (_takersAsleep > 0 && _addersAsleep == 0)
        {
            Monitor.Pulse(_gate);
        }
        else
        {
            WakeAdders();
        }
    }

    /// <summary>
    /// Wakes everybody: takers may sleep among the adders, and waking one of them in an adder's place would leave all
    /// asleep.
    /// </summary>
    private void WakeAdders()
    {
        if (_addersAsleep > 0)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
