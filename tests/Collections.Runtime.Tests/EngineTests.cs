using Collections.Kernel;
using Collections.Runtime.Log;
using Collections.Runtime.Tests.Doubles;
using NodaTime;

namespace Collections.Runtime.Tests;

public sealed class EngineTests
{
    [Fact]
    public async Task An_answered_command_is_durable_and_its_fold_is_the_state()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Add(5));
        var answer = await bench.Ask("a", new TallyCommand.Add(7));

        Assert.Equal((Outcome.Accepted, 2L), (answer.Outcome, answer.Version));
        Assert.Equal(["tally.added"], answer.Events);
        Assert.Equal(12, (await bench.Read("a")).Sum);
        var (folded, version) = await LogFold.StateAsync(bench.Memory, bench.Kind, Bench.Key("a"));
        Assert.Equal((12L, 2L), (((Tally)folded).Sum, version));
    }

    [Fact]
    public async Task A_refused_command_writes_nothing()
    {
        await using var bench = new Bench();
        var answer = await bench.Ask("a", new TallyCommand.Add(-1));

        Assert.Equal((Outcome.Rejected, "negative"), (answer.Outcome, answer.Rejection?.Code));
        Assert.Equal(0, bench.Store.Commits);
        Assert.Null(await bench.Engine.ReadAsync(Bench.Key("a")));
    }

    [Fact]
    public async Task A_command_that_changes_nothing_writes_nothing()
    {
        await using var bench = new Bench();
        var answer = await bench.Ask("a", new TallyCommand.Add(0));

        Assert.Equal(Outcome.Unchanged, answer.Outcome);
        Assert.Equal(0, bench.Store.Commits);
    }

    [Fact]
    public async Task Records_of_an_entity_form_a_hash_chain()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Add(1));
        await bench.Ask("a", new TallyCommand.Add(2));

        var hash = ChainHash.Genesis;
        foreach (var record in await bench.Log("a"))
        {
            hash = ChainHash.Next(hash, record.Record.Bytes.Span);
            Assert.Equal(hash, record.Record.Hash);
        }
    }

    [Fact]
    public async Task A_record_names_who_did_what_when_and_under_which_configuration()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Add(1), new AskOptions { Principal = new Principal("key_7", "agent") });

        var head = RecordText.Read((await bench.Log("a"))[0].Record.Bytes).Head;
        Assert.Equal(new RecordHead(Bench.Key("a"), 1, Bench.Start, Bench.Start, "key_7", "add", 0), head);
    }

    [Fact]
    public async Task A_stale_expected_version_is_refused()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Add(1));
        var answer = await bench.Ask("a", new TallyCommand.Add(1), new AskOptions { ExpectedVersion = 0 });

        Assert.Equal("version_mismatch", answer.Rejection?.Code);
        Assert.Equal(1, (await bench.Read("a")).Sum);
    }

    [Fact]
    public async Task Who_expects_nothing_is_not_made_to_wait_for_a_look_and_is_still_told_when_there_is_something()
    {
        await using var bench = new Bench();
        bench.Store.FailLoads = 1;
        var added = await bench.Ask("a", new TallyCommand.Add(1), new AskOptions { ExpectedVersion = 0 });
        Assert.Equal((Outcome.Accepted, 1L), (added.Outcome, added.Version));

        // Another engine knows nothing of it, so only the store can say that it is there: when it writes, and also for
        // an answer that would write nothing.
        bench.Store.FailLoads = 0;
        await using var other = new Bench(bench.Memory);
        var again = await other.Ask("a", new TallyCommand.Add(1), new AskOptions { ExpectedVersion = 0 });
        Assert.Equal("version_mismatch", again.Rejection?.Code);
        await using var third = new Bench(bench.Memory);
        var nothing = await third.Ask("a", new TallyCommand.Add(0), new AskOptions { ExpectedVersion = 0 });
        Assert.Equal("version_mismatch", nothing.Rejection?.Code);
        Assert.Equal(1, (await bench.Read("a")).Sum);
    }

    [Fact]
    public async Task A_snapshot_of_another_schema_is_rebuilt_from_the_log()
    {
        await using var old = new Bench(schema: 1);
        await old.Ask("a", new TallyCommand.Add(40));
        await old.Ask("a", new TallyCommand.Pass("tally/b", 2));
        await old.Engine.SettleAsync();

        await using var young = new Bench(old.Memory, schema: 2);
        var answer = await young.Ask("a", new TallyCommand.Add(4));
        Assert.Equal((42L, 3L), (((Tally)answer.State!).Sum, answer.Version));
    }

    [Fact]
    public async Task A_bug_stops_its_entity_and_no_other()
    {
        await using var bench = new Bench();
        await Assert.ThrowsAsync<EntityStoppedException>(async () => await bench.Ask("a", new TallyCommand.Break()));
        await Assert.ThrowsAsync<EntityStoppedException>(async () => await bench.Ask("a", new TallyCommand.Add(1)));

        Assert.Equal(Outcome.Accepted, (await bench.Ask("b", new TallyCommand.Add(1))).Outcome);
    }

    [Fact]
    public async Task A_look_up_sees_the_other_entity_as_it_is_durable()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Add(9));
        await bench.Ask("b", new TallyCommand.Peek("a"));
        await bench.Ask("c", new TallyCommand.Peek("nobody"));

        Assert.Equal(9, (await bench.Read("b")).Sum);
        Assert.Equal(-1, (await bench.Read("c")).Sum);
    }

    [Fact]
    public async Task A_look_up_sees_a_member_as_soon_as_it_is_listed()
    {
        await using var bench = new Bench();
        var member = new string('a', 64);
        await bench.Ask("list", new TallyCommand.Enlist(member));
        await bench.Ask("other list", new TallyCommand.Enlist(member));

        var asked = Enumerable.Range(0, 50).Select(
            i => bench.Ask($"r{i}", new TallyCommand.Count(i == 0 ? new string('b', 64) : member)).AsTask());
        await Task.WhenAll(asked);

        Assert.Equal(0, (await bench.Read("r0")).Sum);
        Assert.Equal(2, (await bench.Read("r1")).Sum);
        Assert.Equal(2, (await bench.Read("r49")).Sum);
    }

    [Fact]
    public async Task Hundreds_of_commands_on_one_entity_keep_their_order_and_lose_nothing()
    {
        await using var bench = new Bench();
        var asked = Enumerable.Range(0, 300).Select(i => bench.Ask("a", new TallyCommand.Hear($"{i}")).AsTask());
        await Task.WhenAll(asked);

        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i}"), (await bench.Read("a")).Heard);
    }

    [Fact]
    public async Task The_cache_stays_near_its_limit_and_forgets_nothing_durable()
    {
        await using var bench = new Bench(limits: new EngineLimits { EntitiesCachedMax = 10 });
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 100; i++)
            {
                await bench.Ask($"e{i}", new TallyCommand.Add(1));
            }
        }

        Assert.InRange(bench.Engine.EntitiesCached, 0, 20);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(3, (await bench.Read($"e{i}")).Sum);
        }
    }

    [Fact]
    public async Task What_comes_once_leaves_at_once_and_what_comes_again_stays()
    {
        await using var bench = new Bench();
        for (var i = 0; i < 100; i++)
        {
            await bench.Ask($"e{i}", new TallyCommand.Add(1));
        }

        Assert.Equal(0, bench.Engine.EntitiesCached);

        await bench.Ask("e99", new TallyCommand.Add(1));

        Assert.Equal(1, bench.Engine.EntitiesCached);
    }
}
