using System.Text;
using Collections.Runtime.Ports;
using Collections.Storage.Sqlite;
using Collections.Storage.Tests.Suite;

namespace Collections.Storage.Tests.Sqlite;

/// <summary>What only a store on disk can do or suffer.</summary>
public sealed class DataFolderTests : IAsyncLifetime
{
    private static readonly SqliteStoreOptions Options = new() { BusyTimeoutMilliseconds = 20 };

    private SqliteHarness _harness = null!;

    public ValueTask InitializeAsync()
    {
        _harness = new SqliteHarness(Options);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task A_folder_has_one_owner_at_a_time()
    {
        var fault = Assert.Throws<StoreException>(() => SqliteStore.Open(_harness.Folder));
        Assert.Contains(_harness.Folder, fault.Message, StringComparison.Ordinal);
        Assert.Contains("in use", fault.Message, StringComparison.Ordinal);

        await _harness.ReopenAsync();
    }

    [Fact]
    public async Task A_commit_that_the_disk_refuses_leaves_nothing_and_the_store_goes_on()
    {
        using (var blocker = Database.OpenWriter(_harness.DatabasePath, Options))
        {
            blocker.Execute("BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<StoreException>(async () =>
                await _harness.Entities.CommitAsync([Make.New(Make.Account("a"))]));
        }

        var outcomes = await _harness.Entities.CommitAsync([Make.New(Make.Account("a"))]);

        Assert.Equal(CommitResult.Committed, outcomes[0].Result);
        Assert.Equal([1L], (await _harness.Log.ReadLogAsync(0, 10)).Select(record => record.Sequence));
    }

    [Fact]
    public async Task Of_the_work_gathered_into_one_transaction_only_the_faulty_fails()
    {
        await _harness.DisposeStoreAsync();
        using var session = WriteSession.Open(_harness.DatabasePath, Options);
        using var flushes = new FlushLane(log: null, new Trust(), inline: false);
        using var lane = new WriteLane(session, flushes, folding: null, Options);
        using var open = new ManualResetEventSlim();

        // The lane is held until both others wait, so that they share a transaction.
        var first = lane.DoAsync(1, _ => open.Wait(TimeSpan.FromMinutes(1)));
        var good = lane.DoAsync(1, writer => writer.Commits.Write([Make.New(Make.Account("good"))]));
        var faulty = lane.DoAsync<int>(1, writer =>
        {
            writer.Commits.Write([Make.New(Make.Account("before"))]);
            throw new InvalidOperationException("after a write");
        });
        open.Set();

        Assert.True(await first);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await faulty);
        var written = Assert.Single(await good);
        Assert.Equal(new CommitOutcome(CommitResult.Committed, new StoreHandle(1, 1)), written);
    }

    [Fact]
    public async Task An_erased_data_key_stands_nowhere_in_the_files()
    {
        var secret = Encoding.ASCII.GetBytes("the-wrapped-key-of-customer-1");
        await _harness.Personal.AddDataKeyAsync("default", "customer-1", secret);
        Assert.True(StandsInFiles(secret));

        await _harness.Personal.EraseDataKeyAsync("default", "customer-1");

        Assert.False(StandsInFiles(secret));
    }

    [Fact]
    public async Task A_changed_migration_is_refused()
    {
        await _harness.DisposeStoreAsync();
        Change("UPDATE migration SET checksum = 'other'");

        var fault = Assert.Throws<StoreException>(() => SqliteStore.Open(_harness.Folder));

        Assert.Contains("1 'initial' was applied with other content", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_release_is_refused()
    {
        await _harness.DisposeStoreAsync();
        Change("INSERT INTO migration (number, name, checksum) VALUES (999, 'from-the-future', '')");

        var fault = Assert.Throws<StoreException>(() => SqliteStore.Open(_harness.Folder));

        Assert.Contains("newer release (migration 999 'from-the-future')", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await _harness.DisposeStoreAsync();
        await File.WriteAllTextAsync(_harness.DatabasePath, new string('x', 10_000));

        Assert.Throws<StoreException>(() => SqliteStore.Open(_harness.Folder));
    }

    [Fact]
    public async Task A_disposed_store_answers_no_more()
    {
        await _harness.DisposeStoreAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
            await _harness.Entities.LoadAsync([Make.Account("a")]));
    }

    private bool StandsInFiles(byte[] secret) => Directory.GetFiles(_harness.Folder, "collections.db*")
        .Any(file => Read(file).AsSpan().IndexOf(secret) >= 0);

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private void Change(string sql)
    {
        using var database = Database.OpenWriter(_harness.DatabasePath, Options);
        database.Execute(sql);
    }
}
