using Collections.Storage.Tests.Suite;

namespace Collections.Storage.Tests.Postgres;

/// <summary>The suite on PostgreSQL. Classes on that server take turns: a writer of one holds the feeds of all.</summary>
[Collection("PostgreSQL")]
public sealed class PostgresStoreTests(PostgresRun run) : SharedStoreSuite
{
    protected override async Task<StoreHarness> OpenAsync() => await PostgresHarness.OpenAsync(run);
}
