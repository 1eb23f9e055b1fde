using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Collections.Storage.Sqlite;

/// <summary>The way to the readers: on the caller's thread, or by a queue to threads with a connection each.</summary>
internal sealed class ReadLane : IDisposable
{
    private readonly Lock _inlineGate = new();
    private readonly List<ReadSession> _sessions = [];
    private readonly List<Thread> _threads = [];
    private readonly BlockingCollection<Action<ReadSession>>? _queue;

    public ReadLane(string path, SqliteStoreOptions options)
    {
        if (options.Inline)
        {
            _sessions.Add(new ReadSession(path, options));
            return;
        }

        _queue = [];
        for (var number = 0; number < options.ReaderThreadsCount; number++)
        {
            var session = new ReadSession(path, options);
            _sessions.Add(session);
            var thread = new Thread(() => Run(session)) { IsBackground = true, Name = "collections-store-reader" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    public ValueTask<T> AskAsync<T>(Func<ReadSession, T> question)
    {
        if (_queue is null)
        {
            lock (_inlineGate)
            {
                return new ValueTask<T>(_sessions[0].Ask(question));
            }
        }

        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(session => Answer(session, question, answer));
        return new ValueTask<T>(answer.Task);
    }

    public void Dispose()
    {
        _queue?.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        _queue?.Dispose();
        _sessions.ForEach(session => session.Dispose());
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the fault, it belongs to the caller that waits.")]
    private static void Answer<T>(ReadSession session, Func<ReadSession, T> question, TaskCompletionSource<T> answer)
    {
        try
        {
            answer.SetResult(session.Ask(question));
        }
        catch (Exception fault)
        {
            answer.SetException(fault);
        }
    }

    private void Run(ReadSession session)
    {
        foreach (var job in _queue!.GetConsumingEnumerable())
        {
            job(session);
        }
    }
}
