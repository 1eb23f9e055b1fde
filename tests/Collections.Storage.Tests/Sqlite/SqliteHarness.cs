using Collections.Runtime.Ports;
using Collections.Storage.Sqlite;
using Collections.Storage.Tests.Suite;

namespace Collections.Storage.Tests.Sqlite;

/// <summary>A SQLite store in a folder of its own, which vanishes with it.</summary>
public sealed class SqliteHarness : StoreHarness
{
    private readonly SqliteStoreOptions _options;
    private SqliteStore _store;

    public SqliteHarness(SqliteStoreOptions options)
    {
        _options = options;
        _store = SqliteStore.Open(Folder, options);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("collections-storage-").FullName;

    public string DatabasePath => Path.Combine(Folder, SqliteStore.FileName);

    public override IEntityStore Entities => _store;

    public override ILogReader Log => _store;

    public override IPersonalDataStore Personal => _store;

    public override async Task ReopenAsync()
    {
        await _store.DisposeAsync();
        _store = SqliteStore.Open(Folder, _options);
    }

    /// <summary>Closes the store and leaves its folder.</summary>
    public ValueTask DisposeStoreAsync() => _store.DisposeAsync();

    public override async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
