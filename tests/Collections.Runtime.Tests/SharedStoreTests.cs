using Collections.Kernel;
using Collections.Runtime.Clock;
using Collections.Runtime.Ports;
using Collections.Runtime.Tests.Doubles;
using Collections.Runtime.Wakeups;
using Collections.Storage.InMemory;
using NodaTime;

namespace Collections.Runtime.Tests;

#pragma warning disable CA1001 // Disposing of a store in memory does nothing.
public sealed class SharedStoreTests
#pragma warning restore CA1001
{
    private readonly VirtualClock _clock = new(Bench.Start);
    private readonly InMemoryStore _store;

    public SharedStoreTests() => _store = new InMemoryStore(8, _clock);

    [Fact]
    public async Task Messages_keep_their_order_whichever_server_wrote_them()
    {
        await using var one = await StartAsync("one");
        await using var two = await StartAsync("two");
        for (var i = 0; i < 6; i++)
        {
            await (i % 2 == 0 ? one : two).Ask("a", new TallyCommand.Pass("tally/b", 1 << i));
        }

        await SettleAsync(two, one);
        Assert.Equal(63, (await one.Read("b")).Sum);
    }

    [Fact]
    public async Task Servers_share_the_shards_and_each_sweeps_its_own()
    {
        await using var one = await StartAsync("one");
        Assert.Equal(8, one.Engine.Shards!.Count);
        await using var two = await StartAsync("two");
        await KeepHouseAsync(one, two);

        Assert.Equal(8, one.Engine.Shards!.Concat(two.Engine.Shards!).Distinct().Count());
        Assert.Equal((4, 4), (one.Engine.Shards!.Count, two.Engine.Shards!.Count));
        Assert.Equal(2, one.Engine.Servers);
    }

    [Fact]
    public async Task A_server_that_dies_leaves_its_messages_to_the_others()
    {
        var dead = await StartAsync("dead");
        await dead.Ask("a", new TallyCommand.Pass("tally/b", 7));
        await using var next = await StartAsync("next");
        await next.Engine.SettleAsync();
        Assert.Null(await next.Engine.ReadAsync(Bench.Key("b")));

        _clock.AdvanceTo(_clock.Now + next.Engine.Setup.Limits.ShardLeaseTime);
        await next.Engine.RenewLeasesAsync();
        await next.Engine.SettleAsync();
        Assert.Equal(7, (await next.Read("b")).Sum);
    }

    [Fact]
    public async Task A_server_that_slept_holds_nothing_until_it_renewed_its_leases()
    {
        await using var server = await StartAsync("server");
        await server.Ask("a", new TallyCommand.Pass("tally/b", 7));
        _clock.AdvanceTo(_clock.Now + server.Engine.Setup.Limits.ShardLeaseTime);

        Assert.Empty(server.Engine.Shards!);
        await server.Engine.SettleAsync();
        Assert.Null(await server.Engine.ReadAsync(Bench.Key("b")));

        await server.Engine.RenewLeasesAsync();
        await server.Engine.SettleAsync();
        Assert.Equal(7, (await server.Read("b")).Sum);
    }

    [Fact]
    public async Task An_answer_that_writes_nothing_is_never_given_on_an_old_image()
    {
        await using var one = await StartAsync("one");
        await using var two = await StartAsync("two");
        await one.Ask("a", new TallyCommand.Add(1));
        await one.Ask("a", new TallyCommand.Add(1));
        await two.Ask("a", new TallyCommand.Add(1));

        var answer = await one.Ask("a", new TallyCommand.Add(1), new AskOptions { ExpectedVersion = 3 });
        Assert.Equal((Outcome.Accepted, 4), (answer.Outcome, answer.Version));
    }

    [Fact]
    public async Task A_wake_up_that_another_server_set_finds_the_entity_as_it_is()
    {
        await using var one = await StartAsync("one");
        await one.Ask("a", new TallyCommand.Add(1));
        await one.Ask("a", new TallyCommand.Add(1));
        await using var two = await StartAsync("two");
        await two.Ask("a", new TallyCommand.SetAlarm(Bench.Start + Duration.FromSeconds(1)));

        _clock.AdvanceTo(Bench.Start + Duration.FromSeconds(2));
        await new WakeupSweep(one.Engine).RunAsync(_clock.Now);
        Assert.Empty((await one.Read("a")).Alarms);
    }

    [Fact]
    public async Task Nothing_is_written_under_a_configuration_that_another_server_has_replaced()
    {
        await using var one = await StartAsync("one");
        await using var two = await StartAsync("two");
        await one.Ask("a", new TallyCommand.Add(1));
        await two.Ask("c", new TallyCommand.Publish(5, Bench.Start));

        await one.Ask("a", new TallyCommand.Add(1));
        var entity = (await _store.LoadAsync([Bench.Key("a")]))[0];
        Assert.Equal(1, entity!.Configuration);
    }

    [Fact]
    public async Task An_entity_that_another_server_decided_under_news_is_read_with_that_news()
    {
        await using var one = await StartAsync("one");
        await using var two = await StartAsync("two");
        await one.Ask("a", new TallyCommand.Add(1));
        await two.Ask("c", new TallyCommand.Publish(5, Bench.Start));
        await two.Ask("b", new TallyCommand.Add(1));

        // The first server has not heard of the publication; it meets it in the entity.
        var answer = await one.Ask("b", new TallyCommand.Add(1));

        Assert.Equal(Outcome.Accepted, answer.Outcome);
    }

    private async Task<Bench> StartAsync(string name)
    {
        var server = new Bench(_store, _clock, name);
        await server.Engine.RecoverAsync();
        return server;
    }

    private static async Task SettleAsync(params Bench[] servers)
    {
        foreach (var server in servers)
        {
            await server.Engine.SettleAsync();
        }
    }

    private static async Task KeepHouseAsync(params Bench[] servers)
    {
        // Once to see that there are more, once to give back, once to take.
        for (var round = 0; round < 3; round++)
        {
            foreach (var server in servers)
            {
                await server.Engine.RenewLeasesAsync();
                await server.Engine.SaveDeliveryMarkAsync();
            }
        }
    }
}
