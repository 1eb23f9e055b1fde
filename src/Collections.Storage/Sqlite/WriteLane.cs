using System.Diagnostics.CodeAnalysis;

namespace Collections.Storage.Sqlite;

/// <summary>
/// The way to the one writer: on the caller's thread, or through a queue to a thread that gathers what waits into one
/// transaction, because a transaction has a cost of its own however much it holds. Whoever waits is answered when the
/// transaction is durable, unless he asked for less; the writer does not wait for that.
/// </summary>
internal sealed class WriteLane : IDisposable
{
    private readonly int _weightMax;
    private readonly FlushLane _flushes;
    private readonly FoldLane? _folding;
    private readonly Lock _inlineGate = new();
    private readonly JobQueue<WriteJob>? _queue;
    private readonly Thread? _thread;

    /// <summary>A lane to a session.</summary>
    /// <param name="session">What writes.</param>
    /// <param name="flushes">What makes it durable.</param>
    /// <param name="folding">What folds the log beside the writer; null when SQLite does it within commits.</param>
    /// <param name="options">The store's.</param>
    public WriteLane(WriteSession session, FlushLane flushes, FoldLane? folding, SqliteStoreOptions options)
    {
        Session = session;
        _flushes = flushes;
        _folding = folding;
        _weightMax = options.CommitsPerTransactionMax;
        if (!options.Inline)
        {
            _queue = new JobQueue<WriteJob>();
            _thread = new Thread(Run) { IsBackground = true, Name = "collections-store-writer" };
            _thread.Start();
        }
    }

    /// <summary>What the lane leads to; off the lane only its delivery mark may be touched.</summary>
    public WriteSession Session { get; }

    /// <summary>
    /// Does <paramref name="work"/> in a durable transaction; <paramref name="weight"/> is its number of commits.
    /// </summary>
    public ValueTask<T> DoAsync<T>(int weight, Func<WriteSession, T> work) => DoAsync(new WriteJob<T>(weight, work));

    /// <summary>
    /// Does <paramref name="work"/> in a transaction and answers once it is written: the log keeps transactions in
    /// their order, so no later one is durable without it.
    /// </summary>
    public ValueTask<T> DoBeforeAllLaterAsync<T>(Func<WriteSession, T> work) =>
        DoAsync(new WriteJob<T>(1, work) { EndsOnceWritten = true });

    private ValueTask<T> DoAsync<T>(WriteJob<T> job)
    {
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

    /// <summary>Writes what waits and ends; the session stays open.</summary>
    public void Dispose()
    {
        _queue?.Close();
        _thread?.Join();
    }

    private void Run()
    {
        while (_queue!.Take(out var first))
        {
            List<WriteJob> jobs = [first];
            var weight = first.Weight;
            while (weight < _weightMax && _queue.TryTake(out var next))
            {
                jobs.Add(next);
                weight += next.Weight;
            }

            Write(jobs);
            if (_folding is not null)
            {
                TendLog(_folding.AfterTransaction);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the fault, it belongs to the callers that wait.")]
    private void Write(List<WriteJob> jobs)
    {
        try
        {
            _flushes.Trust.Require();
            _flushes.Begin();
            try
            {
                Session.Transact(session => jobs.ForEach(job => job.Run(session)));
            }
            finally
            {
                _flushes.End();
            }
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

        // Before the answer: whoever has a key erased wants its copies gone by then.
        TendLog(Session.CutLogIfAsked);
        if (jobs.Exists(job => job.EndsOnceWritten))
        {
            jobs.FindAll(job => job.EndsOnceWritten).ForEach(job => job.End(_flushes.Trust.Fault));
            jobs = jobs.FindAll(job => !job.EndsOnceWritten);
        }

        if (jobs.Count > 0)
        {
            _flushes.WhenDurable(fault => jobs.ForEach(job => job.End(fault)));
        }
    }

    /// <summary>
    /// Works on the log between two transactions: a fault there fails nobody's work, but ends all trust in the files.
    /// </summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever the fault, the pages cannot be relied on after it.")]
    private void TendLog(Action work)
    {
        try
        {
            if (_flushes.Trust.Fault is null)
            {
                work();
            }
        }
        catch (Exception fault)
        {
            _flushes.Trust.Break(fault);
        }
    }
}

/// <summary>Something to write, and who waits for it.</summary>
internal abstract class WriteJob(int weight)
{
    public int Weight { get; } = weight;

    /// <summary>Whether its caller waits for the write alone, not for the flush.</summary>
    public bool EndsOnceWritten { get; init; }

    public abstract void Run(WriteSession session);

    /// <summary>Answers: it is done, or <paramref name="fault"/> left that unknown.</summary>
    public abstract void End(Exception? fault);

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

    public override void End(Exception? fault)
    {
        if (fault is null)
        {
            _answer.SetResult(_result!);
        }
        else
        {
            Fail(fault);
        }
    }

    public override void Fail(Exception fault) => _answer.SetException(fault);
}
