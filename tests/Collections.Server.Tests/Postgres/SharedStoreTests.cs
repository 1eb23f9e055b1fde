using Collections.Server.Tests.Commands;
using Collections.Server.Tests.Hosting;
using Collections.Storage.Tests.Postgres;

namespace Collections.Server.Tests.Postgres;

/// <summary>Verbs and a server on one PostgreSQL database of their own.</summary>
public sealed class SharedStoreTests : IAsyncLifetime
{
    private readonly Cli _cli = new();
    private PostgresServer _database = null!;

    public async ValueTask InitializeAsync() => _database = await PostgresServer.StartAsync("fsync = off", "autovacuum = off");

    public async ValueTask DisposeAsync()
    {
        _cli.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Verbs_and_a_server_work_on_one_database()
    {
        var accounts = _cli.Write("accounts.csv", """
            account_id,customer_id,currency,name
            A1,C1,USD,"Lovelace, Ada"

            """);
        var bills = _cli.Write("bills.csv", """
            bill_id,account_id,issued_on,due_on,amount,currency
            B1,A1,2026-01-01,2026-01-10,100.00,USD

            """);
        var imported = await RunAsync("import", "--accounts", accounts, "--bills", bills);
        Assert.Equal(0, imported.Exit);
        Assert.Contains("added 1", imported.Out, StringComparison.Ordinal);

        var review = await RunAsync("review", "--as-of", "2026-02-28");
        Assert.Contains("state SUSPENDED                          1", review.Out, StringComparison.Ordinal);

        var settings = ServedFolder.Settings(_cli.Data) with { Postgres = _database.Connection };
        await using (var served = await ServedFolder.StartAsync(settings))
        {
            Assert.Contains("\"SUSPENDED\"", await served.GetAsync("/v1/accounts/A1"), StringComparison.Ordinal);
            await served.PutAccountAsync("A2", new { customerId = "c2", currency = "EUR" });
            Assert.Equal("""{"status":"ok"}""", await served.GetAsync("/health/ready"));
            Assert.Equal(0, await served.Server.StopAsync());
        }

        Assert.Equal(0, (await RunAsync("explain", "A2")).Exit);
        var audit = await RunAsync("audit", "verify");
        Assert.Equal(0, audit.Exit);
        Assert.DoesNotContain(" 0 checkpoints", audit.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_the_key_of_the_others_is_refused_and_makes_none()
    {
        var policy = _cli.Write("policy.yaml", "states: [ { name: LATE, when: { oldestUnpaid: { atLeast: 1 day } } } ]\n");
        Assert.Equal(0, (await RunAsync("policy", "put", "mine", policy)).Exit);

        var elsewhere = Path.Combine(_cli.Folder, "elsewhere");
        var refused = await Cli.RunAsync("audit", "verify", "--data", elsewhere, "--postgres", _database.Connection);

        Assert.Equal(2, refused.Exit);
        Assert.Contains("COLLECTIONS_MASTER_KEY", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(elsewhere));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_said_without_a_password()
    {
        var refused = await Cli.RunAsync(
            "audit", "verify", "--data", _cli.Data, "--postgres", "Host=127.0.0.1;Port=1;Username=u;Password=s3cret");

        Assert.Equal(2, refused.Exit);
        Assert.Contains("does not answer", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.Error, StringComparison.Ordinal);
    }

    private Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments) =>
        Cli.RunAsync([.. arguments, "--data", _cli.Data, "--postgres", _database.Connection]);
}
