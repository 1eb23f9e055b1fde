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
            var inCi = Environment.GetEnvironmentVariable("CI") == "true";
            Assert.False(inCi, $"In CI the suite runs on PostgreSQL: {missing}.");
            await Console.Error.WriteLineAsync($"{missing}: the suite on PostgreSQL is not part of this run.");
            return;
        }

        // Nothing here has to survive the machine. What runs by itself would hold the feed's fence back now and then.
        _server = await PostgresServer.StartAsync("fsync = off", "autovacuum = off", "shared_buffers = 64MB");
    }

    public ValueTask DisposeAsync() => _server is { } server ? server.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>A connection whose schema nobody else uses.</summary>
    public string FreshSchema()
    {
        Assert.SkipWhen(_server is null, "There is no PostgreSQL here.");
        return $"{_server!.Connection};Search Path=store{Interlocked.Increment(ref _schemas)};Maximum Pool Size=8";
    }
}
