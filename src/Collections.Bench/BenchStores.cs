using Collections.Runtime.Ports;
using Collections.Storage.Sqlite;

namespace Collections.Bench;

/// <summary>The stores that figures are measured on: made for the run, gone after it.</summary>
internal interface IBenchStores : IAsyncDisposable
{
    /// <summary>The make, as <c>--store</c> names it.</summary>
    string Name { get; }

    /// <summary>What a durable commit waits for.</summary>
    string Durability { get; }

    /// <summary>Opens a store of the run, empty at first.</summary>
    Task<IStore> OpenAsync(string name);

    /// <summary>Makes one store, which is closed, a copy of another one, which is closed too.</summary>
    Task CopyAsync(string from, string to);

    /// <summary>
    /// Lets the database put in order what it put off (a checkpoint), so that it is not chance whether that falls into
    /// what is measured next. What is written from then on brings about as much of it for everyone.
    /// </summary>
    Task SettleAsync();

    /// <summary>Throws a store away, which is closed: what a database still does for it must not be measured.</summary>
    Task DropAsync(string name);

    /// <summary>Bytes that a store takes.</summary>
    Task<long> SizeAsync(string name);
}

/// <summary>Folders of SQLite files.</summary>
internal sealed class SqliteBenchStores(string folder) : IBenchStores
{
    public string Name => "sqlite";

    public string Durability => "WAL, flushed before each answer";

    public Task<IStore> OpenAsync(string name) => Task.FromResult<IStore>(SqliteStore.Open(Path.Combine(folder, name)));

    public Task CopyAsync(string from, string to)
    {
        // The folder may hold an earlier copy, with a write-ahead log of its own.
        var copy = Directory.CreateDirectory(Path.Combine(folder, to));
        copy.Delete(recursive: true);
        copy.Create();
        File.Copy(FileOf(from), FileOf(to), overwrite: true);

        // Or the first flush of whoever works on the copy would have to write all of it.
        using var file = File.OpenHandle(FileOf(to), access: FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
        return Task.CompletedTask;
    }

    /// <summary>Nothing: a log is folded every second or so, and every measurement pays for that.</summary>
    public Task SettleAsync() => Task.CompletedTask;

    public Task DropAsync(string name)
    {
        Directory.Delete(Path.Combine(folder, name), recursive: true);
        return Task.CompletedTask;
    }

    public Task<long> SizeAsync(string name) => Task.FromResult(new FileInfo(FileOf(name)).Length);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string FileOf(string name) => Path.Combine(folder, name, SqliteStore.FileName);
}
