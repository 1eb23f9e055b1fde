using System.Threading.Channels;

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
    /// Batches under way when nobody says otherwise: one that is written, one that is flushed, one whose answers are on
    /// their way. With more the batches only become smaller.
    /// </summary>
    private const int UnderWayUsual = 3;

    private readonly Func<IReadOnlyList<TRequest>, ValueTask<IReadOnlyList<TResult>>> _serve;
    private readonly int _max;
    private readonly int _underWayMax;
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly Task _pump;

    /// <summary>A pump.</summary>
    /// <param name="serve">Serves a batch.</param>
    /// <param name="max">The most requests of a batch.</param>
    /// <param name="underWayMax">The most batches under way; null for the usual number.</param>
    public GatheringPump(
        Func<IReadOnlyList<TRequest>, ValueTask<IReadOnlyList<TResult>>> serve,
        int max,
        int? underWayMax = null)
    {
        _serve = serve;
        _max = max;
        _underWayMax = underWayMax ?? UnderWayUsual;
        _pump = PumpAsync();
    }

    /// <summary>Serves one request in the next batch. A fault means: the outcome is unknown.</summary>
    public Task<TResult> AskAsync(TRequest request)
    {
        var waiting = new Waiting(request);
        return _queue.Writer.TryWrite(waiting)
            ? waiting.Done.Task
            : Task.FromException<TResult>(new StoreUnavailableException("The engine is stopping."));
    }

    /// <summary>Serves what waits and stops.</summary>
    public Task StopAsync()
    {
        _queue.Writer.TryComplete();
        return _pump;
    }

    private async Task PumpAsync()
    {
        var underWay = new List<Task>(_underWayMax);
        while (await _queue.Reader.WaitToReadAsync())
        {
            if (underWay.Count == _underWayMax)
            {
                await Task.WhenAny(underWay);
            }

            underWay.RemoveAll(served => served.IsCompleted);
            var batch = new List<Waiting>();
            while (batch.Count < _max && _queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            underWay.Add(ServeAsync(batch));
        }

        await Task.WhenAll(underWay);
    }

    private async Task ServeAsync(List<Waiting> batch)
    {
        try
        {
            var results = await _serve(batch.ConvertAll(waiting => waiting.Request));
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Done.SetResult(results[i]);
            }
        }
        // Whatever the store threw, everyone in the batch must learn of it, or waits for ever.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            foreach (var waiting in batch)
            {
                waiting.Done.TrySetException(new StoreUnavailableException("The store did not answer.", fault));
            }
        }
    }

    private sealed record Waiting(TRequest Request)
    {
        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
