using System.Diagnostics.CodeAnalysis;

namespace Collections.Storage.Sqlite;

/// <summary>
/// Folds the write-ahead log into the database beside the writer, on a connection and a thread of its own. SQLite can
/// begin the log anew only when all of it is folded and the writer stands still: that small rest the writer does
/// itself, between two transactions.
/// </summary>
internal sealed class FoldLane : IDisposable
{
    /// <summary>
    /// Of the size at which the log is begun anew, the share that is worth a pass: large enough that a page that
    /// changes often is copied once for many changes, small enough that a pass does not fill the disk's queue for long.
    /// </summary>
    private const int StepsPerLog = 2;

    /// <summary>Pages left to the writer: a few milliseconds of copying and flushing.</summary>
    private const int RestPagesMax = 1_000;

    /// <summary>
    /// How many times its size the log may grow while the rest does not become small: then the disk does not keep up,
    /// and the writer waits for it rather than fill it.
    /// </summary>
    private const int LogsMax = 4;

    private readonly Database _database;
    private readonly IDiskFile? _pages;
    private readonly WriteSession _session;
    private readonly Trust _trust;
    private readonly AutoResetEvent _work = new(false);
    private readonly Thread _thread;
    private readonly long _size;
    private readonly long _step;
    private readonly long _rest;
    private volatile bool _stopping;
    private long _nextRestart;

    /// <param name="path">The database.</param>
    /// <param name="options">The store's.</param>
    /// <param name="session">The writer's; used only by <see cref="AfterTransaction"/>.</param>
    /// <param name="trust">Ends when the disk refuses.</param>
    public FoldLane(string path, SqliteStoreOptions options, WriteSession session, Trust trust)
    {
        _database = Database.OpenFolder(path, options);
        // SQLite flushes the database only at the last page of the log, which the writer does: by then little is left.
        _pages = options.Durability == SqliteDurability.Off ? null : options.OpenFile(path);
        _session = session;
        _trust = trust;
        _size = _nextRestart = options.CheckpointPages;
        _step = Math.Max(1, _size / StepsPerLog);
        _rest = Math.Min(RestPagesMax, _step);
        _thread = new Thread(Run) { IsBackground = true, Name = "collections-store-folder" };
        _thread.Start();
    }

    /// <summary>On the writer's thread, between two transactions.</summary>
    public void AfterTransaction()
    {
        var pages = _session.LogPages;
        var rest = pages - _session.FoldedPages;
        if (pages >= _nextRestart && (rest <= _rest || pages >= _size * LogsMax))
        {
            // A reader that began before the last page was folded keeps the log from being begun anew: not every
            // transaction should try again.
            _nextRestart = _session.TryRestartLog() ? _size : pages + _step;
        }
        else if (rest >= (pages < _size ? _step : _rest))
        {
            _work.Set();
        }
    }

    /// <summary>Ends the thread; the database file stays open until <see cref="Close"/>.</summary>
    public void Dispose()
    {
        _stopping = true;
        _work.Set();
        _thread.Join();
        _work.Dispose();
        _database.Dispose();
    }

    /// <summary>Gives up the database file; called after every connection is closed.</summary>
    public void Close() => _pages?.Dispose();

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the fault, the pages cannot be relied on after it.")]
    private void Run()
    {
        while (true)
        {
            _work.WaitOne();
            if (_stopping)
            {
                return;
            }

            try
            {
                Fold();
            }
            catch (Exception fault)
            {
                _trust.Break(fault);
                return;
            }
        }
    }

    private void Fold()
    {
        lock (_session.FoldGate)
        {
            if (_database.TryFoldLog(restart: false, out var folded))
            {
                _pages?.WriteOut();
                _pages?.Flush();
                _session.FoldedPages = folded;
            }
        }
    }
}
