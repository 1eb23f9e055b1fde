using Collections.Storage.Tests.Postgres;

[assembly: AssemblyFixture(typeof(PostgresRun))]

namespace Collections.Storage.Tests.Postgres;

/// <summary>The one server of a test run. Each store has a schema of its own on it.</summary>
public sealed class PostgresRun : IAsyncLifetime
{
    private PostgresServer? _server;
    private int _schemas;

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Missing is { } missing)
        {
            throw new InvalidOperationException($"The suite runs on PostgreSQL: {missing}.");
        }

        // Nothing here has to survive the machine. What runs by itself would hold the feed's fence back now and then.
        _server = await PostgresServer.StartAsync("fsync = off", "autovacuum = off", "shared_buffers = 64MB");
    }

    public ValueTask DisposeAsync() => _server is { } server ? server.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>A connection whose schema nobody else uses.</summary>
    public string FreshSchema()
    {
        return $"{_server!.Connection};Search Path=store{Interlocked.Increment(ref _schemas)};Maximum Pool Size=8";
    }
}
