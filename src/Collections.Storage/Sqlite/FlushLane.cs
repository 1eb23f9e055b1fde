using System.Diagnostics.CodeAnalysis;

namespace Collections.Storage.Sqlite;

/// <summary>
/// Makes transactions durable beside the writer: while a flush of the write-ahead log is under way, the writer writes
/// on. Whoever waits is told by a flush that began after he came; one flush serves all who came before it.
/// </summary>
internal sealed class FlushLane : IDisposable
{
    /// <summary>
    /// How many may wait before the writer waits too, so that it never runs far ahead of the disk. A flush serves all
    /// of them, so more would not raise the rate.
    /// </summary>
    private const int WaitingMax = 64;

    private readonly IDiskFile? _log;
    private readonly Trust _trust;
    private readonly JobQueue<Action<StoreException?>>? _queue;
    private readonly Thread? _thread;
    private long _begun;
    private long _written;
    private long _durable;

    /// <summary>A lane to the disk, by a thread of its own or (inline) on the thread of whoever waits.</summary>
    /// <param name="log">The write-ahead log; null when nobody is promised durability.</param>
    /// <param name="trust">Ends at the first flush that fails.</param>
    /// <param name="inline">Whether to flush on the caller's thread.</param>
    public FlushLane(IDiskFile? log, Trust trust, bool inline)
    {
        _log = log;
        _trust = trust;
        if (log is not null && !inline)
        {
            _queue = new JobQueue<Action<StoreException?>>(WaitingMax);
            _thread = new Thread(Run) { IsBackground = true, Name = "collections-store-flusher" };
            _thread.Start();
        }
    }

    /// <summary>Whether the files can still be relied on.</summary>
    public Trust Trust => _trust;

    /// <summary>A transaction is about to be written: from now on others may see it.</summary>
    public void Begin() => Interlocked.Increment(ref _begun);

    /// <summary>The transaction stands in the log, or was rolled back.</summary>
    public void End() => Volatile.Write(ref _written, _begun);

    /// <summary>
    /// Tells when everything that the caller wrote or saw until now is on the disk, or the fault that keeps it off.
    /// </summary>
    public void WhenDurable(Action<StoreException?> then)
    {
        if (_log is null || Volatile.Read(ref _durable) == Volatile.Read(ref _begun))
        {
            then(_trust.Fault);
        }
        else if (_queue is null)
        {
            Flush(_log);
            then(_trust.Fault);
        }
        else
        {
            _queue.Add(then);
        }
    }

    /// <summary>Tells everybody who waits, then ends.</summary>
    public void Dispose()
    {
        _queue?.Close();
        _thread?.Join();
    }

    private void Run()
    {
        var waiting = new List<Action<StoreException?>>(WaitingMax);
        while (_queue!.Take(out var first))
        {
            waiting.Add(first);
            while (waiting.Count < WaitingMax && _queue.TryTake(out var next))
            {
                waiting.Add(next);
            }

            Flush(_log!);
            waiting.ForEach(then => then(_trust.Fault));
            waiting.Clear();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the fault, nothing may be acknowledged after it.")]
    private void Flush(IDiskFile log)
    {
        if (_trust.Fault is not null)
        {
            return;
        }

        // Read before the flush begins: what is written while it is under way belongs to the next one.
        var written = Volatile.Read(ref _written);
        try
        {
            log.Flush();
            Volatile.Write(ref _durable, written);
        }
        catch (Exception fault)
        {
            _trust.Break(fault);
        }
    }
}
