using Collections.Storage.Sqlite;
using Collections.Storage.Tests.Suite;

namespace Collections.Storage.Tests.Sqlite;

/// <summary>The suite on the store's own threads, as in production.</summary>
public sealed class SqliteStoreTests : StoreSuite
{
    protected override Task<StoreHarness> OpenAsync() =>
        Task.FromResult<StoreHarness>(new SqliteHarness(new SqliteStoreOptions()));
}

/// <summary>The suite on the caller's thread, as in simulations.</summary>
public sealed class InlineSqliteStoreTests : StoreSuite
{
    protected override Task<StoreHarness> OpenAsync() => Task.FromResult<StoreHarness>(
        new SqliteHarness(new SqliteStoreOptions { Inline = true, Durability = SqliteDurability.Off }));
}
