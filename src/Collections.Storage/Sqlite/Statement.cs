using System.Text;
using Collections.Kernel;
using NodaTime;
using SQLitePCL;

namespace Collections.Storage.Sqlite;

/// <summary>
/// A prepared statement: bound, run and reset without allocation, which the ADO.NET layer cannot do. Parameters count
/// from 1, columns from 0, as in SQLite. Belongs to one connection and so to one thread at a time.
/// </summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt handle)
{
    private const int StackBytes = 512;

    /// <summary>Called by the connection that prepared it, at its own end.</summary>
    public void Close() => handle.Dispose();

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, long? value)
    {
        Check(value is { } number
            ? raw.sqlite3_bind_int64(handle, parameter, number)
            : raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <summary>An instant as Unix milliseconds.</summary>
    public Statement Bind(int parameter, Instant value) => Bind(parameter, value.ToUnixTimeMilliseconds());

    public Statement Bind(int parameter, Instant? value) => Bind(parameter, value?.ToUnixTimeMilliseconds());

    public Statement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(handle, parameter));
            return this;
        }

        var sizeMax = Encoding.UTF8.GetMaxByteCount(value.Length);
        var buffer = sizeMax <= StackBytes ? stackalloc byte[StackBytes] : new byte[sizeMax];
        Check(raw.sqlite3_bind_text(handle, parameter, buffer[..Encoding.UTF8.GetBytes(value, buffer)]));
        return this;
    }

    /// <summary>Bytes, or nothing at all as an empty blob: an empty span alone would bind NULL.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, parameter, 0)
            : raw.sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <summary>A hash given in hex, stored in half the bytes.</summary>
    public Statement BindHex(int parameter, string hex)
    {
        Span<byte> bytes = stackalloc byte[CommitBatch.HashLength / 2];
        Convert.FromHexString(hex, bytes, out _, out var written);
        Invariant.Require(written == bytes.Length, "A chain hash has 64 hex digits.");
        return Bind(parameter, bytes);
    }

    /// <summary>Moves to the next row; false (and ready to be bound again) at the end.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        // The message belongs to the step, so it is taken before the reset clears it.
        var fault = code == raw.SQLITE_DONE ? null : Database.Fault(database);
        _ = raw.sqlite3_reset(handle);
        return fault is null ? false : throw fault;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Execute()
    {
        while (Step())
        {
        }
    }

    /// <summary>Whether there is a row; for statements that give at most one.</summary>
    public bool Any()
    {
        var any = Step();
        Reset();
        return any;
    }

    /// <summary>All rows.</summary>
    public List<T> ToList<T>(Func<Statement, T> row)
    {
        var rows = new List<T>();
        try
        {
            while (Step())
            {
                rows.Add(row(this));
            }
        }
        finally
        {
            Reset();
        }

        return rows;
    }

    public void Reset() => _ = raw.sqlite3_reset(handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(handle, column);

    public Instant Instant(int column) => NodaTime.Instant.FromUnixTimeMilliseconds(Number(column));

    public Instant? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public ReadOnlyMemory<byte> Bytes(int column) => Blob(column).ToArray();

    public string Hex(int column) => Convert.ToHexStringLower(Blob(column));

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Database.Fault(database);
        }
    }
}
