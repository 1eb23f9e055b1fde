using Collections.Runtime.Ports;
using Collections.Storage.Postgres;
using Collections.Storage.Tests.Suite;

namespace Collections.Storage.Tests.Postgres;

/// <summary>A PostgreSQL store in a schema of its own.</summary>
public sealed class PostgresHarness : StoreHarness
{
    private PostgresStore _store;

    private PostgresHarness(string connection, PostgresStore store) => (Connection, _store) = (connection, store);

    public string Connection { get; }

    public override IEntityStore Entities => _store;

    public override ILogReader Log => _store;

    public override IPersonalDataStore Personal => _store;

    public static async Task<PostgresHarness> OpenAsync(PostgresRun run)
    {
        var connection = run.FreshSchema();
        return new PostgresHarness(connection, await PostgresStore.OpenAsync(connection));
    }

    public override async Task ReopenAsync()
    {
        await _store.DisposeAsync();
        _store = await PostgresStore.OpenAsync(Connection);
    }

    public override ValueTask DisposeAsync() => _store.DisposeAsync();
}
