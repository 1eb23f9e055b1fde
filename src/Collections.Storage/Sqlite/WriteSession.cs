namespace Collections.Storage.Sqlite;

/// <summary>
/// The one connection that writes. Used by one thread at a time; only <see cref="MarkDelivered"/> and
/// <see cref="DeliveryMark"/> may be called from any thread.
/// </summary>
internal sealed class WriteSession : IDisposable
{
    /// <summary>
    /// The delivery mark rides along with the next transaction, because losing its last moves only delivers some
    /// messages again, which receivers drop. This many sequences behind, it no longer waits for a transaction.
    /// </summary>
    public const long MarkLagMax = 4_096;

    /// <summary>
    /// How long the log's restart waits for readers that began before its last page was folded: loads end in less.
    /// </summary>
    private const int RestartWaitMilliseconds = 20;

    private readonly Database _database;
    private readonly int _busyTimeout;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _cutLog;
    private long _deliveryMark;
    private long _markWritten;
    private long _logPages;
    private long _foldedPages;
    private bool _mustCutLog;

    private WriteSession(Database database, SqliteStoreOptions options)
    {
        _database = database;
        _busyTimeout = options.BusyTimeoutMilliseconds;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _rollback = database.Prepare("ROLLBACK");
        _cutLog = database.Prepare("PRAGMA wal_checkpoint(TRUNCATE)");
        Commits = new CommitWriter(database);
        Answers = new AnswerWriter(database);
        Small = new SmallWrites(database);
        _markWritten = _deliveryMark = new SideReader(database).Value(Meta.Delivered) ?? 0;
        Commits.Resume();
    }

    public CommitWriter Commits { get; }

    public AnswerWriter Answers { get; }

    public SmallWrites Small { get; }

    /// <summary>Held by whoever folds the log: one at a time.</summary>
    public Lock FoldGate { get; } = new();

    /// <summary>Pages written to the log since it was begun anew, as far as this connection knows.</summary>
    public long LogPages => _logPages += _database.TakePagesWritten();

    /// <summary>Of those, the ones that are folded into the database; any thread that holds the gate.</summary>
    public long FoldedPages
    {
        get => Interlocked.Read(ref _foldedPages);
        set => Interlocked.Exchange(ref _foldedPages, value);
    }

    public long DeliveryMark => Interlocked.Read(ref _deliveryMark);

    /// <summary>Opens the database, makes it when there is none, and brings it to this build's shape.</summary>
    public static WriteSession Open(string path, SqliteStoreOptions options)
    {
        var database = Database.OpenWriter(path, options);
        try
        {
            Migrator.Apply(database, Migrator.All);
            return new WriteSession(database, options);
        }
        catch (StoreException)
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Moves the mark, never back; true when it should be written now.</summary>
    public bool MarkDelivered(long sequence)
    {
        var mark = Interlocked.Read(ref _deliveryMark);
        while (sequence > mark)
        {
            var seen = Interlocked.CompareExchange(ref _deliveryMark, sequence, mark);
            if (seen == mark)
            {
                return sequence - Interlocked.Read(ref _markWritten) >= MarkLagMax;
            }

            mark = seen;
        }

        return false;
    }

    /// <summary>Runs <paramref name="work"/> and writes it to the log, all or nothing; not flushed yet.</summary>
    public void Transact(Action<WriteSession> work)
    {
        var mark = DeliveryMark;
        _begin.Execute();
        try
        {
            work(this);
            if (mark > _markWritten)
            {
                Small.MoveDeliveryMark(mark);
            }

            _commit.Execute();
            Interlocked.Exchange(ref _markWritten, mark);
        }
        finally
        {
            RollBackUnlessDone();
        }
    }

    /// <summary>Destroys a key; <see cref="CutLogIfAsked"/> then destroys its copies in the write-ahead log.</summary>
    public void EraseDataKey(string tenant, string person)
    {
        Small.EraseDataKey(tenant, person);
        _mustCutLog = true;
    }

    /// <summary>Puts another key in the place of one; the copies of the old go as when one is destroyed.</summary>
    public void ReplaceDataKey(string tenant, string person, ReadOnlyMemory<byte> wrapped)
    {
        Small.EraseDataKey(tenant, person);
        Small.AddDataKey(tenant, person, wrapped);
        _mustCutLog = true;
    }

    /// <summary>Folds the rest of the log and begins it anew; false when a reader is in the way.</summary>
    public bool TryRestartLog()
    {
        lock (FoldGate)
        {
            _database.WaitFor(RestartWaitMilliseconds);
            var done = _database.TryFoldLog(restart: true, out var folded);
            _database.WaitFor(_busyTimeout);
            NoteFolded(done, folded);
            return done;
        }
    }

    /// <summary>After a transaction that destroyed a key: removes every copy of it from the log.</summary>
    public void CutLogIfAsked()
    {
        if (!_mustCutLog)
        {
            return;
        }

        lock (FoldGate)
        {
            // A reader in the middle of a long list keeps the log from being cut: the next transaction tries again.
            var (busy, folded) = _cutLog.ToList(row => (row.Number(0) != 0, row.Number(2)))[0];
            _mustCutLog = busy;
            NoteFolded(!busy, folded);
        }
    }

    /// <summary>
    /// Closes a database whose files cannot be relied on: the log stays as it is, for its checksums to judge.
    /// </summary>
    public void Abandon()
    {
        _database.KeepLogAtClose();
        _database.Dispose();
    }

    public void Dispose()
    {
        if (DeliveryMark > _markWritten)
        {
            Transact(_ => { });
        }

        _database.Dispose();
    }

    private void RollBackUnlessDone()
    {
        if (_database.InTransaction)
        {
            _rollback.Execute();
            Commits.Forget();
        }

        // Cheap after a commit: the sequence is already the right one.
        Commits.Resume();
    }

    private void NoteFolded(bool all, long folded)
    {
        _logPages = all ? 0 : LogPages;
        FoldedPages = all ? 0 : folded;
    }
}
