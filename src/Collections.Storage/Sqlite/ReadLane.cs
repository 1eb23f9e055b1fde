using System.Diagnostics.CodeAnalysis;

namespace Collections.Storage.Sqlite;

/// <summary>The way to the readers: on the caller's thread, or by a queue to threads with a connection each.</summary>
internal sealed class ReadLane : IDisposable
{
    private readonly FlushLane _flushes;
    private readonly Lock _inlineGate = new();
    private readonly List<ReadSession> _sessions = [];
    private readonly List<Thread> _threads = [];
    private readonly JobQueue<Action<ReadSession>>? _queue;

    public ReadLane(string path, FlushLane flushes, SqliteStoreOptions options)
    {
        _flushes = flushes;
        if (options.Inline)
        {
            _sessions.Add(new ReadSession(path, options));
            return;
        }

        _queue = new JobQueue<Action<ReadSession>>();
        for (var number = 0; number < options.ReaderThreadsCount; number++)
        {
            var session = new ReadSession(path, options);
            _sessions.Add(session);
            var thread = new Thread(() => Run(session)) { IsBackground = true, Name = "collections-store-reader" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Asks; the answer comes when everything it may show is durable.</summary>
    public ValueTask<T> AskAsync<T>(Func<ReadSession, T> question) => AskAsync(question, early: false);

    /// <summary>
    /// Asks without waiting for the disk. For what leads to a commit: that stands behind what was read in the log, and
    /// so is durable only together with it.
    /// </summary>
    public ValueTask<T> AskEarlyAsync<T>(Func<ReadSession, T> question) => AskAsync(question, early: true);

    public void Dispose()
    {
        _queue?.Close();
        _threads.ForEach(thread => thread.Join());
        _sessions.ForEach(session => session.Dispose());
    }

    private ValueTask<T> AskAsync<T>(Func<ReadSession, T> question, bool early)
    {
        if (_queue is null)
        {
            lock (_inlineGate)
            {
                _flushes.Trust.Require();
                return new ValueTask<T>(_sessions[0].Ask(question));
            }
        }

        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(session => Answer(session, question, answer, early));
        return new ValueTask<T>(answer.Task);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the fault, it belongs to the caller that waits.")]
    private void Answer<T>(
        ReadSession session, Func<ReadSession, T> question, TaskCompletionSource<T> answer, bool early)
    {
        try
        {
            _flushes.Trust.Require();
            var result = session.Ask(question);
            if (early)
            {
                answer.SetResult(result);
            }
            else
            {
                _flushes.WhenDurable(fault => End(answer, result, fault));
            }
        }
        catch (Exception fault)
        {
            answer.SetException(fault);
        }
    }

    private static void End<T>(TaskCompletionSource<T> answer, T result, Exception? fault)
    {
        if (fault is null)
        {
            answer.SetResult(result);
        }
        else
        {
            answer.SetException(fault);
        }
    }

    private void Run(ReadSession session)
    {
        while (_queue!.Take(out var job))
        {
            job(session);
        }
    }
}
