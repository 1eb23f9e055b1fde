namespace Collections.Runtime.Batching;

/// <summary>
/// Gathers the requests that arrive while earlier ones are under way and serves them together. With it many small
/// commits become one durable transaction and many loads one query: the heart of the engine's speed. A few batches are
/// under way at a time, because a store makes one durable while it writes the next. Nothing is promised about their
/// order; what must keep an order (the commits of one entity) is asked one after the other.
/// </summary>
/// <typeparam name="TRequest">What is asked.</typeparam>
/// <typeparam name="TResult">What comes back, one per request, in order.</typeparam>
/// <param name="serve">Serves a batch.</param>
/// <param name="max">The most requests of a batch.</param>
internal sealed class GatheringPump<TRequest, TResult>(
    Func<IReadOnlyList<TRequest>, ValueTask<IReadOnlyList<TResult>>> serve, int max)
{
    /// <summary>
    /// Batches under way: one that is written, one that is flushed, one whose answers are on their way.
    /// </summary>
    private const int UnderWayMax = 3;

    /// <summary>
    /// Requests that are always worth a batch of their own: what a round trip and a transaction cost once is little
    /// beside them.
    /// </summary>
    private const int WorthwhileCount = 128;

    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _underWay;
    private int _latestCount;
    private bool _stopping;

    /// <summary>Serves one request in the next batch. A fault means: the outcome is unknown.</summary>
    public Task<TResult> AskAsync(TRequest request)
    {
        var waiting = new Waiting(request);
        List<Waiting>? batch;
        lock (_gate)
        {
            if (_stopping)
            {
                return Task.FromException<TResult>(new StoreUnavailableException("The engine is stopping."));
            }

            _waiting.Enqueue(waiting);
            batch = Next();
        }

        Start(batch);
        return waiting.Done.Task;
    }

    /// <summary>Serves what waits and stops.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _stopping = true;
            StopWhenIdle();
        }

        return _stopped.Task;
    }

    /// <summary>
    /// The next batch, or null when it is better to wait: beside another one a batch starts when it is no smaller.
    /// Otherwise several under way would share what arrives between them, and each would become small.
    /// </summary>
    private List<Waiting>? Next()
    {
        var enough = _underWay == 0 ? 1 : Math.Min(_latestCount, WorthwhileCount);
        if (_underWay == UnderWayMax || _waiting.Count < enough)
        {
            return null;
        }

        var batch = new List<Waiting>(Math.Min(_waiting.Count, max));
        while (batch.Count < max && _waiting.TryDequeue(out var waiting))
        {
            batch.Add(waiting);
        }

        _underWay++;
        _latestCount = batch.Count;
        return batch;
    }

    private void Start(List<Waiting>? batch)
    {
        if (batch is null)
        {
            return;
        }

        // A batch is nobody's: it must not carry on with the trace of whoever happened to fill it.
        using var flow = ExecutionContext.SuppressFlow();
        _ = ServeAsync(batch);
    }

    private async Task ServeAsync(List<Waiting> batch)
    {
        // Whoever asked, or was answered, goes on; a store may work for a while before it first waits.
        await Task.Yield();
        IReadOnlyList<TResult> results = [];
        StoreUnavailableException? unanswered = null;
        try
        {
            results = await serve(batch.ConvertAll(waiting => waiting.Request));
        }
        // Whatever the store threw, everyone in the batch must learn of it, or waits for ever.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            unanswered = new StoreUnavailableException("The store did not answer.", fault);
        }

        Served();
        for (var i = 0; i < batch.Count; i++)
        {
            if (unanswered is null)
            {
                batch[i].Done.SetResult(results[i]);
            }
            else
            {
                batch[i].Done.SetException(unanswered);
            }
        }
    }

    private void Served()
    {
        List<Waiting>? batch;
        lock (_gate)
        {
            _underWay--;
            batch = Next();
            StopWhenIdle();
        }

        Start(batch);
    }

    private void StopWhenIdle()
    {
        if (_stopping && _underWay == 0)
        {
            _stopped.TrySetResult();
        }
    }

    private sealed record Waiting(TRequest Request)
    {
        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
