using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Collections.Storage.Sqlite;

/// <summary>
/// The way to the one writer: on the caller's thread, or through a queue to a thread that gathers what waits into one
/// transaction, because a transaction costs one flush however much it holds.
/// </summary>
internal sealed class WriteLane : IDisposable
{
    private readonly int _weightMax;
    private readonly Lock _inlineGate = new();
    private readonly BlockingCollection<WriteJob>? _queue;
    private readonly Thread? _thread;

    public WriteLane(WriteSession session, SqliteStoreOptions options)
    {
        Session = session;
        _weightMax = options.CommitsPerTransactionMax;
        if (!options.Inline)
        {
            _queue = [];
            _thread = new Thread(Run) { IsBackground = true, Name = "collections-store-writer" };
            _thread.Start();
        }
    }

    /// <summary>What the lane leads to; off the lane only its delivery mark may be touched.</summary>
    public WriteSession Session { get; }

    /// <summary>
    /// Does <paramref name="work"/> in a durable transaction; <paramref name="weight"/> is its number of commits.
    /// </summary>
    public ValueTask<T> DoAsync<T>(int weight, Func<WriteSession, T> work)
    {
        var job = new WriteJob<T>(weight, work);
        if (_queue is null)
        {
            lock (_inlineGate)
            {
                Write([job]);
            }
        }
        else
        {
            _queue.Add(job);
        }

        return new ValueTask<T>(job.Task);
    }

    public void Dispose()
    {
        _queue?.CompleteAdding();
        _thread?.Join();
        _queue?.Dispose();
        Session.Dispose();
    }

    private void Run()
    {
        foreach (var first in _queue!.GetConsumingEnumerable())
        {
            List<WriteJob> jobs = [first];
            var weight = first.Weight;
            while (weight < _weightMax && _queue.TryTake(out var next))
            {
                jobs.Add(next);
                weight += next.Weight;
            }

            Write(jobs);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the fault, it belongs to the callers that wait.")]
    private void Write(List<WriteJob> jobs)
    {
        try
        {
            Session.Transact(session => jobs.ForEach(job => job.Run(session)));
        }
        catch (Exception) when (jobs.Count > 1)
        {
            // Nothing was written. Alone, only the job that is at fault fails.
            jobs.ForEach(job => Write([job]));
            return;
        }
        catch (Exception fault)
        {
            jobs.ForEach(job => job.Fail(fault));
            return;
        }

        jobs.ForEach(job => job.Succeed());
    }
}

/// <summary>Something to write, and who waits for it.</summary>
internal abstract class WriteJob(int weight)
{
    public int Weight { get; } = weight;

    public abstract void Run(WriteSession session);

    public abstract void Succeed();

    public abstract void Fail(Exception fault);
}

/// <inheritdoc/>
internal sealed class WriteJob<T>(int weight, Func<WriteSession, T> work) : WriteJob(weight)
{
    // Continuations run elsewhere: a waiter must not hold up the writer.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _answer.Task;

    public override void Run(WriteSession session) => _result = work(session);

    public override void Succeed() => _answer.SetResult(_result!);

    public override void Fail(Exception fault) => _answer.SetException(fault);
}
