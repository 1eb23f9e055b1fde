using Collections.Runtime.Ports;
using Collections.Storage.Sqlite;
using Collections.Storage.Tests.Suite;

namespace Collections.Storage.Tests.Sqlite;

/// <summary>What an acknowledgement of the store on disk is worth, with a disk in the test's hand.</summary>
public sealed class DurabilityTests
{
    private const int Many = 100_000;
    private const string Log = "-wal";

    private static readonly SqliteStoreOptions Options = new();

    [Fact]
    public async Task A_commit_is_answered_by_a_flush_that_began_after_it_was_written()
    {
        var disk = new HeldDisk();
        await using var harness = new SqliteHarness(disk.Hold(Options, Log));
        var first = CommitAsync(harness, "a");
        await disk.BegunAsync();

        // The writer goes on while the flush of the first is under way, which is not the flush of the second.
        var second = CommitAsync(harness, "b");
        await WrittenAsync(harness, "b");
        Assert.False(first.IsCompleted);
        disk.Release();
        Assert.Equal(CommitResult.Committed, await first);

        await disk.BegunAsync();
        Assert.False(second.IsCompleted);
        disk.Release();
        Assert.Equal(CommitResult.Committed, await second);
        disk.Release(Many);
    }

    [Fact]
    public async Task One_flush_answers_all_that_were_written_before_it()
    {
        var disk = new HeldDisk();
        await using var harness = new SqliteHarness(disk.Hold(Options, Log));
        var first = CommitAsync(harness, "a");
        await disk.BegunAsync();
        List<Task<CommitResult>> others = [];
        foreach (var id in new[] { "b", "c", "d" })
        {
            others.Add(CommitAsync(harness, id));
            await WrittenAsync(harness, id);
        }

        disk.Release(2);

        Assert.All(await Task.WhenAll([first, .. others]), result => Assert.Equal(CommitResult.Committed, result));
        Assert.Equal(2, disk.Flushes);
        disk.Release(Many);
    }

    [Fact]
    public async Task A_key_is_answered_once_written_and_whatever_is_sealed_under_it_by_the_flush_of_both()
    {
        var disk = new HeldDisk();
        await using var harness = new SqliteHarness(disk.Hold(Options, Log));

        await harness.Personal.AddDataKeyAsync("default", "customer-1", Make.Bytes("key"));
        Assert.Equal(0, disk.Flushes);
        var commit = CommitAsync(harness, "a");
        await disk.BegunAsync();
        Assert.False(commit.IsCompleted);

        disk.Release(Many);
        Assert.Equal(CommitResult.Committed, await commit);
        Assert.Equal(1, disk.Flushes);
    }

    [Fact]
    public async Task What_is_not_durable_yet_is_seen_only_by_loads()
    {
        var disk = new HeldDisk();
        await using var harness = new SqliteHarness(disk.Hold(Options, Log));
        var commit = CommitAsync(harness, "a", Make.Answer("scope"));
        await disk.BegunAsync();
        await WrittenAsync(harness, "a");

        var log = harness.Log.ReadLogAsync(0, 10).AsTask();
        var last = harness.Log.LastSequenceAsync().AsTask();
        var answer = harness.Entities.FindAnswerAsync("default", "scope", Make.Start).AsTask();
        Assert.Null(await harness.Entities.FindAnswerAsync("default", "other", Make.Start));
        Assert.NotNull((await harness.Entities.LoadAsync([Make.Account("a")]))[0]);
        Assert.False(log.IsCompleted || last.IsCompleted || answer.IsCompleted);

        disk.Release(Many);
        Assert.Single(await log);
        Assert.Equal(1, await last);
        Assert.NotNull(await answer);
        await commit;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_flush_fails_its_commit_and_everything_until_the_store_is_opened_again(bool inline)
    {
        var disk = new HeldDisk { Fault = new IOException("no disk") };
        disk.Release(Many);
        await using var harness = new SqliteHarness(disk.Hold(Options with { Inline = inline }, Log));

        await Assert.ThrowsAsync<StoreException>(() => CommitAsync(harness, "a"));

        // The next flush of a real disk would say that all is well.
        disk.Fault = null;
        await Assert.ThrowsAsync<StoreException>(() => CommitAsync(harness, "b"));
        await Assert.ThrowsAsync<StoreException>(async () => await harness.Entities.LoadAsync([Make.Account("a")]));
        await Assert.ThrowsAsync<StoreException>(async () => await harness.Log.ReadLogAsync(0, 10));
        Assert.Equal(1, disk.Flushes);

        // What came of the first is for the log's checksums to say: nothing of it was folded in.
        await harness.DisposeStoreAsync();
        Assert.True(File.Exists(harness.DatabasePath + Log));
        await using var again = SqliteStore.Open(harness.Folder);
        Assert.Single(await again.ReadLogAsync(0, 10));
        Assert.NotNull((await again.LoadAsync([Make.Account("a")]))[0]);
    }

    [Fact]
    public async Task A_fold_that_the_disk_refuses_ends_the_store()
    {
        var disk = new HeldDisk { Fault = new IOException("no disk") };
        disk.Release(Many);
        var options = disk.Hold(Options with { CheckpointPages = 8 }, SqliteStore.FileName);
        await using var harness = new SqliteHarness(options);

        var fault = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            for (var number = 0; number < Many; number++)
            {
                await CommitAsync(harness, $"a{number}");
            }
        });

        Assert.Contains("opened again", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_begun_anew_while_commits_go_on()
    {
        const int pages = 50;
        const int frameBytes = 4_096 + 24;
        await using var harness = new SqliteHarness(Options with { CheckpointPages = pages });
        for (var batch = 0; batch < 200; batch++)
        {
            var commits = Enumerable.Range(0, 20).Select(number => Make.New(Make.Account($"a{number}-{batch}")));
            await harness.Entities.CommitAsync([.. commits]);
        }

        // 4,000 commits write several thousand pages; the log holds at most four times its size and a transaction.
        Assert.InRange(new FileInfo(harness.DatabasePath + Log).Length, frameBytes, frameBytes * pages * 6);
        Assert.Equal(4_000, (await harness.Log.ReadLogAsync(0, Many)).Count);
        await harness.ReopenAsync();
        Assert.Equal(4_000, (await harness.Log.ReadLogAsync(0, Many)).Count);
    }

    private static async Task<CommitResult> CommitAsync(SqliteHarness harness, string id, KeptAnswer? answer = null) =>
        (await harness.Entities.CommitAsync([Make.New(Make.Account(id)) with { Answer = answer }]))[0].Result;

    /// <summary>Waits until an entity is in the database, durable or not.</summary>
    private static async Task WrittenAsync(SqliteHarness harness, string id)
    {
        while ((await harness.Entities.LoadAsync([Make.Account(id)]))[0] is null)
        {
            await Task.Yield();
        }
    }
}
