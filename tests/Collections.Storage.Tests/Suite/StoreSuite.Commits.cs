using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task A_commit_is_loaded_as_it_was_given()
    {
        var commit = Make.New(Make.Account("a"), records: 2) with
        {
            Wake = Make.Start + Duration.FromDays(3),
            Configuration = 7,
        };
        var handle = (await Store.CommitAsync([commit]))[0].Handle;

        var stored = await LoadAsync(commit.Key);

        Assert.Equal((commit.Key, handle, 2L), (stored.Key, stored.Handle, stored.Version));
        Assert.Equal((commit.Hash, commit.Wake, 7L), (stored.Hash, stored.Wake, stored.Configuration));
        AssertSameBytes(commit.Snapshot, stored.Snapshot);
    }

    [Fact]
    public async Task Loads_answer_in_the_order_asked_and_null_where_there_is_none()
    {
        await Store.CommitAsync([Make.New(Make.Account("a")), Make.New(Make.Account("b"))]);

        var loaded = await Store.LoadAsync([Make.Account("b"), Make.Account("none"), Make.Account("a")]);

        Assert.Equal(["b", null, "a"], loaded.Select(entity => entity?.Key.Id));
    }

    [Fact]
    public async Task A_commit_on_an_older_version_is_a_conflict_and_changes_nothing()
    {
        var first = await CommitAsync(Make.New(Make.Account("a")));
        var second = await CommitAsync(Make.Next(first));

        Assert.Equal(CommitResult.VersionConflict, await ResultOfAsync(Make.Next(first) with { Wake = Make.Start }));

        var stored = await LoadAsync(first.Key);
        Assert.Equal((second.Version, second.Hash, null), (stored.Version, stored.Hash, stored.Wake));
        Assert.Equal(2, (await Log.ReadLogAsync(0, 10)).Count);
    }

    [Fact]
    public async Task A_second_creation_of_an_entity_is_a_conflict()
    {
        await CommitAsync(Make.New(Make.Account("a")));

        Assert.Equal(CommitResult.VersionConflict, await ResultOfAsync(Make.New(Make.Account("a"))));
        Assert.Equal(1, (await LoadAsync(Make.Account("a"))).Version);
    }

    [Fact]
    public async Task A_commit_on_a_version_that_was_never_stored_is_a_conflict()
    {
        var stored = new StoredEntity(Make.Account("ghost"), StoreHandle.None, 4, Make.Genesis, null, 0, default);

        Assert.Equal(CommitResult.VersionConflict, await ResultOfAsync(Make.Next(stored)));
        Assert.Null((await Store.LoadAsync([stored.Key]))[0]);
    }

    [Fact]
    public async Task In_a_batch_only_the_conflicting_commit_fails()
    {
        var stale = await CommitAsync(Make.New(Make.Account("stale")));
        await CommitAsync(Make.Next(stale));

        var outcomes = await Store.CommitAsync(
            [Make.New(Make.Account("x")), Make.Next(stale), Make.New(Make.Account("y"))]);

        Assert.Equal(
            [CommitResult.Committed, CommitResult.VersionConflict, CommitResult.Committed],
            outcomes.Select(outcome => outcome.Result));
        Assert.Equal(1, (await LoadAsync(Make.Account("x"))).Version);
        Assert.Equal(1, (await LoadAsync(Make.Account("y"))).Version);
        Assert.Equal(2, (await LoadAsync(stale.Key)).Version);
    }

    [Fact]
    public async Task A_batch_that_names_an_entity_twice_is_refused_whole()
    {
        await Assert.ThrowsAsync<BrokenInvariantException>(async () =>
            await Store.CommitAsync([Make.New(Make.Account("a")), Make.New(Make.Account("a"))]));

        Assert.Null((await Store.LoadAsync([Make.Account("a")]))[0]);
    }

    [Fact]
    public async Task After_a_lost_answer_a_reload_tells_and_a_repetition_is_a_conflict()
    {
        var before = await CommitAsync(Make.New(Make.Account("a")));
        var commit = Make.Next(before);
        await Store.CommitAsync([commit]);

        // The caller never saw the outcome: the stored hash is the commit's own, so it happened.
        var reloaded = await LoadAsync(before.Key);

        Assert.Equal((commit.Version, commit.Hash), (reloaded.Version, reloaded.Hash));
        Assert.Equal(CommitResult.VersionConflict, await ResultOfAsync(commit));
        Assert.Equal(2, (await Log.ReadHistoryAsync(before.Key, 0, 10)).Count);
    }

    [Fact]
    public async Task A_commit_without_records_moves_the_wake_up_and_writes_no_log()
    {
        var stored = await CommitAsync(Make.New(Make.Account("a")));
        var wake = Make.Start + Duration.FromHours(1);

        var moved = await CommitAsync(Make.Next(stored, records: 0) with { Wake = wake, Configuration = 2 });

        Assert.Equal((1L, stored.Hash, stored.Handle), (moved.Version, moved.Hash, moved.Handle));
        Assert.Equal((wake, 2L), (moved.Wake, moved.Configuration));
        Assert.Single(await Log.ReadLogAsync(0, 10));

        var next = await CommitAsync(Make.Next(moved));
        Assert.Equal([1L, 2L], (await Log.ReadHistoryAsync(next.Key, 0, 10)).Select(record => record.Record.Version));
    }

    [Fact]
    public async Task An_entity_can_be_stored_with_a_wake_up_and_no_record()
    {
        var commit = Make.New(Make.Account("a"), records: 0) with { Wake = Make.Start };

        var stored = await CommitAsync(commit);
        Assert.Equal((0L, 0L, Make.Genesis), (stored.Version, stored.Handle.LastRecord, stored.Hash));

        var next = await CommitAsync(Make.Next(stored, records: 3));
        Assert.Equal(3, (await Log.ReadHistoryAsync(next.Key, 0, 10)).Count);
    }

    [Fact]
    public async Task Commits_racing_on_one_entity_lose_no_version()
    {
        const int Writers = 8;
        const int Each = 20;
        await CommitAsync(Make.New(Make.Account("hot")));

        async Task WriteAsync()
        {
            for (var done = 0; done < Each;)
            {
                await Task.Yield();
                var stored = await LoadAsync(Make.Account("hot"));
                done += await ResultOfAsync(Make.Next(stored)) == CommitResult.Committed ? 1 : 0;
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => WriteAsync()));

        var history = await Log.ReadHistoryAsync(Make.Account("hot"), 0, 1_000);
        Assert.Equal(
            Enumerable.Range(1, 1 + (Writers * Each)).Select(version => (long)version),
            history.Select(record => record.Record.Version));
    }

    [Fact]
    public async Task Commits_racing_on_many_entities_all_arrive()
    {
        async Task<int> CreateAsync(int number)
        {
            await Task.Yield();
            var outcomes = await Store.CommitAsync(
                [Make.New(Make.Account($"r{number}")), Make.New(Make.Account($"s{number}"))]);
            return outcomes.Count(outcome => outcome.Result == CommitResult.Committed);
        }

        var created = await Task.WhenAll(Enumerable.Range(0, 100).Select(CreateAsync));

        Assert.Equal(200, created.Sum());
        Assert.Equal(200, (await Log.ListAsync("default", "account", null, 500)).Count);
        Assert.Equal(200, await Log.LastSequenceAsync());
    }

    [Fact]
    public async Task The_longest_id_and_any_bytes_come_back_unchanged()
    {
        var key = new EntityKey(new string('t', 64), "account", new string('~', EntityKey.IdLengthMax));
        var binary = Enumerable.Range(0, 70_000).Select(number => (byte)(number % 251)).ToArray();
        var commit = Make.New(key);
        var record = commit.Records[0] with
        {
            Bytes = binary,
            Messages = [new Message(key, "type", binary), new Message(Make.Account("b"), "empty", default)],
        };

        var stored = await CommitAsync(commit with { Snapshot = binary, Records = [record] });

        AssertSameBytes(binary, stored.Snapshot);
        var read = (await Log.ReadHistoryAsync(key, 0, 1))[0].Record;
        AssertSameBytes(binary, read.Bytes);
        Assert.Equal([key, Make.Account("b")], read.Messages.Select(message => message.To));
        AssertSameBytes(binary, read.Messages[0].Body);
        Assert.Equal(("empty", 0), (read.Messages[1].Type, read.Messages[1].Body.Length));
    }

    [Fact]
    public async Task A_snapshot_may_be_empty()
    {
        var stored = await CommitAsync(Make.New(Make.Account("a")) with { Snapshot = default });

        Assert.True(stored.Snapshot.IsEmpty);
    }

    [Fact]
    public async Task A_store_keeps_its_own_bytes()
    {
        var buffer = Make.Bytes("before").ToArray();
        await Store.CommitAsync([Make.New(Make.Account("a")) with { Snapshot = buffer }]);

        Array.Clear(buffer);

        AssertSameBytes(Make.Bytes("before"), (await LoadAsync(Make.Account("a"))).Snapshot);
    }

    [Fact]
    public async Task An_empty_batch_is_answered_with_nothing() => Assert.Empty(await Store.CommitAsync([]));
}
