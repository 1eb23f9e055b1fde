namespace Collections.Storage.Sqlite;

/// <summary>A connection that only reads; used by one thread at a time.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly Database _database;
    private readonly Statement _begin;
    private readonly Statement _end;

    public ReadSession(string path, SqliteStoreOptions options)
    {
        _database = Database.OpenReader(path, options);
        _begin = _database.Prepare("BEGIN");
        _end = _database.Prepare("COMMIT");
        Entities = new EntityReader(_database);
        Log = new LogQueries(_database);
        Sides = new SideReader(_database);
        Rows = new RowFinder(_database);
        Lists = new ListReader(_database);
    }

    public EntityReader Entities { get; }

    public LogQueries Log { get; }

    public SideReader Sides { get; }

    public RowFinder Rows { get; }

    public ListReader Lists { get; }

    /// <summary>Asks on one snapshot: whatever is committed meanwhile is not seen in part.</summary>
    public T Ask<T>(Func<ReadSession, T> question)
    {
        _begin.Execute();
        try
        {
            return question(this);
        }
        finally
        {
            if (_database.InTransaction)
            {
                _end.Execute();
            }
        }
    }

    public void Dispose() => _database.Dispose();
}
