using Collections.Storage.Sqlite;

namespace Collections.Storage.Tests.Sqlite;

/// <summary>
/// A disk whose flushes end when, and as, the test says. It flushes nothing: the bytes stay with the system.
/// </summary>
internal sealed class HeldDisk : IDiskFile
{
    private readonly SemaphoreSlim _begun = new(0);
    private readonly SemaphoreSlim _mayEnd = new(0);

    /// <summary>What flushes end with; null for success.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Flushes so far.</summary>
    public int Flushes { get; private set; }

    /// <summary>Options under which this disk stands in the place of a file of the store.</summary>
    public SqliteStoreOptions Hold(SqliteStoreOptions options, string suffix) => options with
    {
        OpenFile = path => path.EndsWith(suffix, StringComparison.Ordinal) ? this : new DiskFile(path),
    };

    /// <summary>Waits until the next flush has begun.</summary>
    public Task BegunAsync() => _begun.WaitAsync();

    /// <summary>Lets one flush end, or any number.</summary>
    public void Release(int flushes = 1) => _mayEnd.Release(flushes);

    public void Flush()
    {
        Flushes++;
        _begun.Release();
        _mayEnd.Wait();
        if (Fault is { } fault)
        {
            throw fault;
        }
    }

    public void WriteOut()
    {
    }

    public void Dispose()
    {
        _begun.Dispose();
        _mayEnd.Dispose();
    }
}
