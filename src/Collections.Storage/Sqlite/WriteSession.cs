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

    private readonly Database _database;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _cutLog;
    private long _deliveryMark;
    private long _markWritten;
    private bool _mustCutLog;

    private WriteSession(Database database)
    {
        _database = database;
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

    public long DeliveryMark => Interlocked.Read(ref _deliveryMark);

    /// <summary>Opens the database, makes it when there is none, and brings it to this build's shape.</summary>
    public static WriteSession Open(string path, SqliteStoreOptions options)
    {
        var database = Database.OpenWriter(path, options);
        try
        {
            Migrator.Apply(database, Migrator.All);
            return new WriteSession(database);
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

    /// <summary>Runs <paramref name="work"/> and makes it durable; all or nothing.</summary>
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

        CutLogIfAsked();
    }

    /// <summary>Destroys a key and, once that is durable, every copy of it in the write-ahead log.</summary>
    public void EraseDataKey(string tenant, string person)
    {
        Small.EraseDataKey(tenant, person);
        _mustCutLog = true;
    }

    /// <summary>Puts another key in the place of one; once that is durable every copy of the old goes.</summary>
    public void ReplaceDataKey(string tenant, string person, ReadOnlyMemory<byte> wrapped)
    {
        Small.EraseDataKey(tenant, person);
        Small.AddDataKey(tenant, person, wrapped);
        _mustCutLog = true;
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

    private void CutLogIfAsked()
    {
        if (_mustCutLog)
        {
            // A reader in the middle of a long list keeps the log from being cut: the next transaction tries again.
            var busy = _cutLog.ToList(row => row.Number(0))[0];
            _mustCutLog = busy != 0;
        }
    }
}
