using Collections.Storage.Sqlite;
using SQLitePCL;

namespace Collections.Torture.Tests.Torment;

/// <summary>A hand on the database file beside the store: what an intruder, or a failing disk, would do.</summary>
internal sealed class RawDatabase : IDisposable
{
    private readonly sqlite3 _handle;

    public RawDatabase(string folder)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open(Path.Combine(folder, SqliteStore.FileName), out _handle));
    }

    /// <summary>Runs a statement with blob parameters ?1, ?2 ...</summary>
    public void Execute(string sql, params byte[][] blobs)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        for (var i = 0; i < blobs.Length; i++)
        {
            Check(raw.sqlite3_bind_blob(statement, i + 1, blobs[i]));
        }

        var code = raw.sqlite3_step(statement);
        statement.Dispose();
        if (code is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            Check(code);
        }
    }

    public void Dispose() => _handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite: {raw.sqlite3_errmsg(_handle).utf8_to_string()} ({code})");
        }
    }
}
