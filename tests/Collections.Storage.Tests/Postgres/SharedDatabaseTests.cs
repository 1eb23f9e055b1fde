using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Storage.Postgres;
using Collections.Storage.Tests.Suite;
using Npgsql;

namespace Collections.Storage.Tests.Postgres;

/// <summary>What only a database with many writers can do or suffer.</summary>
[Collection("PostgreSQL")]
public sealed class SharedDatabaseTests(PostgresRun run) : IAsyncLifetime
{
    private PostgresHarness _harness = null!;

    public async ValueTask InitializeAsync() => _harness = await PostgresHarness.OpenAsync(run);

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task A_feed_waits_for_a_writer_that_took_its_numbers_before()
    {
        await using var source = NpgsqlDataSource.Create(_harness.Connection);
        await using var connection = await source.OpenConnectionAsync();
        await using var slow = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "SELECT take_numbers('record_seq', 1)");

        await _harness.Entities.CommitAsync([Make.New(Make.Account("fast"), records: 1, Make.Message("t"))]);

        var marks = Enumerable.Range(0, 64).Select(shard => new ShardMark(shard, 0)).ToList();
        Assert.Equal(2, await _harness.Log.LastSequenceAsync());
        Assert.Empty(await _harness.Log.ReadFeedAsync("default", 0, 10));
        Assert.Empty(await _harness.Log.ReadLogAsync(0, 10));
        var page = await _harness.Entities.ReadUndeliveredAsync(marks, 10);
        Assert.Equal((0, 0L), (page.Records.Count, page.UpTo));

        await slow.RollbackAsync();
        Assert.Equal([2L], (await _harness.Log.ReadFeedAsync("default", 0, 10)).Select(record => record.Sequence));
        Assert.Equal(2, (await _harness.Entities.ReadUndeliveredAsync(marks, 10)).UpTo);
    }

    [Fact]
    public async Task Batches_that_meet_crosswise_are_all_written_or_conflict()
    {
        var keys = Enumerable.Range(0, 40).Select(number => Make.Account($"a{number:D2}")).ToList();
        await _harness.Entities.CommitAsync([.. keys.Select(key => Make.New(key))]);

        async Task<int> WriteAsync(int writer)
        {
            var written = 0;
            for (var round = 0; round < 10; round++)
            {
                await Task.Yield();
                var loaded = await _harness.Entities.LoadAsync(keys);
                var order = writer % 2 == 0 ? loaded : loaded.Reverse();
                var outcomes = await _harness.Entities.CommitAsync(
                [
                    .. order.Select(stored => Make.Next(stored!)),
                    .. Enumerable.Range(0, 5).Select(number => Make.New(Make.Account($"n{round}-{(writer * number) % 7}")))
                        .DistinctBy(commit => commit.Key),
                ]);
                written += outcomes.Count(outcome => outcome.Result == CommitResult.Committed);
            }

            return written;
        }

        var written = await Task.WhenAll(Enumerable.Range(0, 4).Select(WriteAsync));

        var heads = await _harness.Log.ReadHeadsAsync(null, 1_000);
        Assert.Equal(keys.Count + written.Sum(), heads.Sum(head => head.Version));
        Assert.Equal(heads.Sum(head => head.Version), (await _harness.Log.ReadLogAsync(0, 10_000)).Count);
    }

    [Fact]
    public async Task Heads_and_sequence_of_a_visit_belong_together_while_others_write()
    {
        using var stop = new CancellationTokenSource();
        async Task WriteAsync(int writer)
        {
            await Task.Yield();
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                await _harness.Entities.CommitAsync(
                    [.. Enumerable.Range(0, 8).Select(each => Make.New(Make.Account($"w{writer}-{number}-{each}")))]);
            }
        }

        var writers = Task.WhenAll(Enumerable.Range(0, 3).Select(WriteAsync));
        var visits = new List<(long Last, long Versions)>();
        while (visits.Count < 10)
        {
            var versions = 0L;
            var last = await _harness.Log.VisitHeadsAsync("default", head => versions += head.Version);
            visits.Add((last, versions));
        }

        await stop.CancelAsync();
        await writers;
        var log = await _harness.Log.ReadLogAsync(0, 1_000_000);
        Assert.All(visits, visit => Assert.Equal(log.Count(record => record.Sequence <= visit.Last), visit.Versions));
    }

    [Fact]
    public async Task Many_new_entities_are_written_like_few()
    {
        var commits = Many().ToList();

        var outcomes = await _harness.Entities.CommitAsync(commits);

        Assert.All(outcomes, outcome => Assert.Equal(CommitResult.Committed, outcome.Result));
        var stored = await _harness.Entities.LoadAsync([.. commits.Select(commit => commit.Key)]);
        Assert.Equal(outcomes.Select(outcome => outcome.Handle), stored.Select(entity => entity!.Handle));
        Assert.Equal(commits.Select(commit => commit.Hash), stored.Select(entity => entity!.Hash));
        Assert.Equal(commits.Select(commit => commit.Wake), stored.Select(entity => entity!.Wake));
        var history = await _harness.Log.ReadHistoryAsync(commits[7].Key, 0, 10);
        Assert.Equal([1L, 2L], history.Select(record => record.Record.Version));
        Assert.Equal("t", Assert.Single(history[1].Record.Messages).To.Id);
        Assert.NotNull(await _harness.Personal.ReadPersonalAsync("default", "c7/name", 1));
        var found = await ((IRowQueries)_harness.Log).FindAsync(
            new RowQuery("default", "account") { Limit = 9, Terms = ["term7"] });
        Assert.Equal(commits[7].Key, Assert.Single(found).Key);
    }

    [Fact]
    public async Task Of_many_new_entities_only_those_that_are_there_already_conflict()
    {
        var commits = Many().ToList();
        await _harness.Entities.CommitAsync([Make.New(commits[3].Key), Make.New(commits[500].Key)]);

        var outcomes = await _harness.Entities.CommitAsync(commits);

        Assert.Equal(
            [3, 500],
            Enumerable.Range(0, commits.Count).Where(place => outcomes[place].Result == CommitResult.VersionConflict));
        Assert.Equal(commits.Count, (await _harness.Log.ListAsync("default", "account", null, 5_000)).Count);
    }

    [Fact]
    public async Task Servers_that_start_at_once_make_the_schema_once()
    {
        var connection = run.FreshSchema();

        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostgresStore.OpenAsync(connection)));

        foreach (var store in stores)
        {
            Assert.Equal(64, (await store.ReadShardsAsync()).Count);
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_role_that_may_make_a_schema_needs_no_other_right()
    {
        await ChangeAsync("CREATE ROLE plain LOGIN; GRANT CREATE ON DATABASE postgres TO plain");
        var connection = new NpgsqlConnectionStringBuilder(run.FreshSchema()) { Username = "plain" }.ConnectionString;

        await using var store = await PostgresStore.OpenAsync(connection);

        Assert.Equal(64, (await store.LeaseAsync("one", NodaTime.Duration.FromSeconds(15))).Held.Count);
        var outcome = (await store.CommitAsync([Make.New(Make.Account("a"))]))[0];
        Assert.Equal(CommitResult.Committed, outcome.Result);
    }

    [Fact]
    public async Task A_changed_migration_is_refused()
    {
        await ChangeAsync("UPDATE migration SET checksum = 'other' WHERE number = 1");

        var fault = await Assert.ThrowsAsync<StoreException>(() => PostgresStore.OpenAsync(_harness.Connection));

        Assert.Contains("1 'initial' was applied with other content", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_release_is_refused()
    {
        await ChangeAsync("INSERT INTO migration (number, name, checksum) VALUES (999, 'from-the-future', '')");

        var fault = await Assert.ThrowsAsync<StoreException>(() => PostgresStore.OpenAsync(_harness.Connection));

        Assert.Contains("newer release (migration 999 'from-the-future')", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Port=5432")]
    [InlineData("Host=127.0.0.1;Port=1;Timeout=2")]
    [InlineData("postgres://nobody@127.0.0.1:1/nothing")]
    public async Task A_connection_that_leads_nowhere_is_a_fault_of_the_store(string connection) =>
        await Assert.ThrowsAsync<StoreException>(() => PostgresStore.OpenAsync(connection));

    private static IEnumerable<Commit> Many() => Enumerable.Range(0, 600).Select(number =>
        Make.New(Make.Account($"a{number:D4}"), records: 2, Make.Message("t")) with
        {
            Wake = number % 2 == 0 ? Make.Start : null,
            Row = new EntityRow { Status = "CLEAR", AmountMinor = number, Labels = ["x"] },
            SideRows =
            [
                new SideRow.SearchTerms([$"term{number}"]),
                new SideRow.PersonalData($"c{number}", $"c{number}/name", 1, new byte[] { 1 }),
            ],
        });

    private async Task ChangeAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_harness.Connection);
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
