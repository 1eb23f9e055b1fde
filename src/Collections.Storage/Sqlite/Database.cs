using System.Globalization;
using SQLitePCL;

namespace Collections.Storage.Sqlite;

/// <summary>One connection to the database file with its prepared statements.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>SQLITE_DBSTATUS_CACHE_WRITE.</summary>
    private const int PagesWrittenStatus = 9;

    /// <summary>SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE.</summary>
    private const int NoFoldAtClose = 1006;

    private readonly sqlite3 _handle;
    private readonly List<Statement> _statements = [];

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => _handle = handle;

    /// <summary>Rows changed by the statement that ran last.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Whether a transaction is open; SQLite ends one by itself after some faults.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public long LastInsertedRow => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>Opens the one connection that writes; makes the file when there is none.</summary>
    public static Database OpenWriter(string path, SqliteStoreOptions options)
    {
        var database = Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        database.Execute(Pragma("busy_timeout", options.BusyTimeoutMilliseconds));
        database.Execute("PRAGMA page_size = 4096");
        database.Execute("PRAGMA journal_mode = WAL");
        database.Execute(Synchronous(options));
        database.Execute(Pragma("wal_autocheckpoint", options.Inline ? options.CheckpointPages : 0));
        database.Execute(Pragma("cache_size", -options.WriterCacheKibibytes));
        // A transaction larger than the cache stays in memory; spilled pages would be written twice.
        database.Execute("PRAGMA cache_spill = OFF");
        database.Execute("PRAGMA foreign_keys = OFF");
        database.Execute("PRAGMA temp_store = MEMORY");
        return database;
    }

    /// <summary>Opens a connection that cannot write.</summary>
    public static Database OpenReader(string path, SqliteStoreOptions options)
    {
        var database = Open(path, raw.SQLITE_OPEN_READWRITE);
        database.Execute(Pragma("busy_timeout", options.BusyTimeoutMilliseconds));
        database.Execute(Pragma("cache_size", -options.ReaderCacheKibibytes));
        database.Execute("PRAGMA temp_store = MEMORY");
        database.Execute("PRAGMA query_only = ON");
        return database;
    }

    /// <summary>Opens a connection that folds the write-ahead log into the database.</summary>
    public static Database OpenFolder(string path, SqliteStoreOptions options)
    {
        var database = Open(path, raw.SQLITE_OPEN_READWRITE);
        database.Execute(Synchronous(options));
        database.Execute(Pragma("wal_autocheckpoint", 0));
        return database;
    }

    /// <summary>
    /// Folds what no reader keeps from being folded; the log's pages that are folded now. To begin the log anew, all of
    /// it must be, and nobody may read in it.
    /// </summary>
    /// <returns>False when others were in the way.</returns>
    public bool TryFoldLog(bool restart, out int folded)
    {
        var mode = restart ? raw.SQLITE_CHECKPOINT_RESTART : raw.SQLITE_CHECKPOINT_PASSIVE;
        var code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", mode, out _, out folded);
        return code switch
        {
            raw.SQLITE_OK => true,
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => false,
            _ => throw Fault(_handle),
        };
    }

    /// <summary>Pages that this connection wrote to the log since it was asked last.</summary>
    public int TakePagesWritten()
    {
        _ = raw.sqlite3_db_status(_handle, PagesWrittenStatus, out var pages, out _, resetFlg: 1);
        return pages;
    }

    /// <summary>How long a call waits for a lock of another connection.</summary>
    public void WaitFor(int milliseconds) => _ = raw.sqlite3_busy_timeout(_handle, milliseconds);

    /// <summary>Leaves the log to whoever opens the database next, instead of folding it in at the end.</summary>
    public void KeepLogAtClose() => _ = raw.sqlite3_db_config(_handle, NoFoldAtClose, 1, out _);

    /// <summary>The fault of the call that failed last.</summary>
    public static StoreException Fault(sqlite3 handle)
    {
        var code = raw.sqlite3_extended_errcode(handle);
        var message = raw.sqlite3_errmsg(handle).utf8_to_string();
        return new StoreException($"SQLite refused the operation: {message} (code {code}).") { Code = code };
    }

    /// <summary>A statement that is kept for the life of the connection.</summary>
    public Statement Prepare(string sql)
    {
        var code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared);
        if (code != raw.SQLITE_OK)
        {
            throw Fault(_handle);
        }

        var statement = new Statement(_handle, prepared);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Runs statements that need no parameters (settings, migrations).</summary>
    public void Execute(string sql)
    {
        if (raw.sqlite3_exec(_handle, sql) != raw.SQLITE_OK)
        {
            throw Fault(_handle);
        }
    }

    public void Dispose()
    {
        _statements.ForEach(statement => statement.Close());
        _handle.Dispose();
    }

    /// <summary>
    /// The flush that a commit waits for is the store's own (<see cref="FlushLane"/>): SQLite flushes only where the
    /// log's order against the database depends on it.
    /// </summary>
    private static string Synchronous(SqliteStoreOptions options) =>
        options.Durability == SqliteDurability.Off ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = NORMAL";

    private static string Pragma(string name, int value) =>
        string.Create(CultureInfo.InvariantCulture, $"PRAGMA {name} = {value}");

    private static Database Open(string path, int flags)
    {
        // Each connection is used by one thread at a time, so SQLite need not lock.
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code == raw.SQLITE_OK)
        {
            return new Database(handle);
        }

        var fault = new StoreException($"The database '{path}' does not open (code {code}).") { Code = code };
        handle?.Dispose();
        throw fault;
    }
}
