using Collections.Kernel;

namespace Collections.Runtime.Batching;

/// <summary>
/// Gathers the requests that arrive while the previous batch is under way and serves them together. With it many small
/// commits become one durable transaction and many loads one query: the heart of the engine's speed. A few batches are
/// under way at a time, because a store makes one durable while it writes the next. Nothing is promised about their
/// order; what must keep an order (the commits of one entity) is asked one after the other.
/// </summary>
/// <typeparam name="TRequest">What is asked.</typeparam>
/// <typeparam name="TResult">What comes back, one per request, in order.</typeparam>
internal sealed class GatheringPump<TRequest, TResult>
{
    /// <summary>
    /// Answers that are given one after the other: handing each over by itself costs more than some of what follows;
    /// with many together few processors have something to do.
    /// </summary>
    private const int StretchLength = 16;

    private readonly Func<IReadOnlyList<TRequest>, ValueTask<IReadOnlyList<TResult>>> _serve;
    private readonly Gathering _gathering;
    private readonly TimeProvider _time;
    private readonly Waiters<Waiting> _queue = new();
    private readonly Task _pump;

    /// <summary>A pump.</summary>
    /// <param name="serve">Serves a batch.</param>
    /// <param name="gathering">How requests become batches.</param>
    /// <param name="time">By which patience is measured: it goes on while a store stands still.</param>
    public GatheringPump(
        Func<IReadOnlyList<TRequest>, ValueTask<IReadOnlyList<TResult>>> serve,
        Gathering gathering,
        TimeProvider time)
    {
        (_serve, _gathering, _time) = (serve, gathering, time);
        _pump = PumpAsync();
    }

    /// <summary>Serves one request in the next batch. A fault means: the outcome is unknown.</summary>
    public Task<TResult> AskAsync(TRequest request)
    {
        var waiting = new Waiting(request);
        return _queue.TryJoin(waiting)
            ? waiting.Task
            : Task.FromException<TResult>(new StoreUnavailableException("The engine is stopping."));
    }

    /// <summary>Serves what waits and stops.</summary>
    public Task StopAsync()
    {
        _queue.Close();
        return _pump;
    }

    private async Task PumpAsync()
    {
        var underWay = new List<Task>(_gathering.UnderWayMax);
        while (true)
        {
            await _queue.WhenAsync(1);
            await TurnAsync(underWay);
            if (_queue.Take(_gathering.BatchMax) is { Count: > 0 } batch)
            {
                underWay.Add(ServeAsync(batch));
            }
            else if (_queue.IsClosed)
            {
                await Task.WhenAll(underWay);
                return;
            }
        }
    }

    /// <summary>Waits until another batch may be under way and is worth it.</summary>
    private async Task TurnAsync(List<Task> underWay)
    {
        if (underWay.Count == _gathering.UnderWayMax)
        {
            await Task.WhenAny(underWay);
        }

        underWay.RemoveAll(served => served.IsCompleted);
        var company = _queue.WhenAsync(Math.Min(_gathering.BesideMin, _gathering.BatchMax));
        if (underWay.Count == 0 || company.IsCompleted)
        {
            return;
        }

        using var enough = new CancellationTokenSource();
        var patience = Task.Delay(_gathering.Patience, _time, enough.Token);
        while (underWay.Count > 0 && !company.IsCompleted && !patience.IsCompleted)
        {
            await Task.WhenAny([company, patience, .. underWay]);
            underWay.RemoveAll(served => served.IsCompleted);
        }

        // A timer that nobody waits for would still go off, some hundred times a second. Ended here and not on another
        // thread: nobody waits for it, so nothing follows.
#pragma warning disable CA1849
        enough.Cancel();
#pragma warning restore CA1849
    }

    private async Task ServeAsync(List<Waiting> batch)
    {
        Action<int> answer;
        try
        {
            var results = await _serve(batch.ConvertAll(waiting => waiting.Request));
            Invariant.Require(results.Count == batch.Count, "A batch gets an answer for each of its requests.");
            answer = place => batch[place].SetResult(results[place]);
        }
        // Whatever the store threw, everyone in the batch must learn of it, or waits for ever.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            answer = place => batch[place].SetException(
                new StoreUnavailableException("The store did not answer.", fault));
        }

        for (var start = 0; start < batch.Count; start += StretchLength)
        {
            _ = AnswerAsync(answer, start, Math.Min(start + StretchLength, batch.Count));
        }
    }

    /// <summary>Gives a part of a batch its answers, one after the other, beside the other parts.</summary>
    private static async Task AnswerAsync(Action<int> answer, int start, int end)
    {
        await Task.Yield();
        for (var place = start; place < end; place++)
        {
            answer(place);
        }
    }

    /// <summary>Whoever asked goes on where he is answered; in the engine nobody keeps the thread waiting.</summary>
    private sealed class Waiting(TRequest request) : TaskCompletionSource<TResult>
    {
        public TRequest Request => request;
    }
}
