namespace Collections.Runtime.Batching;

/// <summary>A queue of which one reader learns when so many wait in it.</summary>
/// <typeparam name="T">What waits.</typeparam>
internal sealed class Waiters<T>
{
    private readonly Lock _gate = new();
    private List<T> _waiting = [];
    private (int Count, TaskCompletionSource Reached)? _watch;
    private bool _closed;

    /// <summary>Whether nobody may join any more; those who wait are still taken.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _closed;
            }
        }
    }

    /// <summary>Joins the queue; false when it is closed.</summary>
    public bool TryJoin(T waiter)
    {
        TaskCompletionSource? reached;
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _waiting.Add(waiter);
            reached = EndWatch(_waiting.Count);
        }

        reached?.SetResult();
        return true;
    }

    /// <summary>Ends as soon as so many wait, or when the queue is closed. Only the last call is heeded.</summary>
    public Task WhenAsync(int count)
    {
        lock (_gate)
        {
            if (_closed || _waiting.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watch = (count, reached);
            return reached.Task;
        }
    }

    /// <summary>Takes those who wait longest.</summary>
    public List<T> Take(int max)
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = taken.Count <= max ? [] : taken[max..];
            taken.RemoveRange(taken.Count - _waiting.Count, _waiting.Count);
            return taken;
        }
    }

    /// <summary>Lets nobody join any more.</summary>
    public void Close()
    {
        TaskCompletionSource? reached;
        lock (_gate)
        {
            _closed = true;
            reached = EndWatch(int.MaxValue);
        }

        reached?.SetResult();
    }

    private TaskCompletionSource? EndWatch(int count)
    {
        if (_watch is not { } watch || count < watch.Count)
        {
            return null;
        }

        _watch = null;
        return watch.Reached;
    }
}
