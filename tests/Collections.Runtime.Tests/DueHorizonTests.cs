using Collections.Runtime.Clock;
using Collections.Runtime.Ports;
using Collections.Runtime.Tests.Doubles;
using Collections.Runtime.Wakeups;
using Collections.Storage.InMemory;
using NodaTime;

namespace Collections.Runtime.Tests;

public sealed class DueHorizonTests
{
    private static readonly Instant Noon = Bench.Start;
    private static readonly Duration Second = Duration.FromSeconds(1);
    private static readonly Duration Step = Duration.FromMilliseconds(1);

    private readonly VirtualClock _clock = new(Noon);
    private readonly DueHorizon _horizon = new(isKept: true);

    [Fact]
    public void A_look_starts_behind_the_last_one_that_left_nothing()
    {
        Assert.Equal((DueEntity.First, null), (_horizon.Begin().After, _horizon.Begin().Before));
        Pass(Noon);

        Assert.Equal(DueEntity.First with { Wake = Noon + Step }, _horizon.Begin().After);
        Assert.Equal(Noon, _horizon.Begin().Before);
    }

    [Fact]
    public void A_look_that_left_something_moves_nothing()
    {
        Pass(Noon);
        _horizon.Begin();

        Assert.Equal(Noon + Step, _horizon.Begin().From);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(0)]
    public void What_is_written_before_the_horizon_is_looked_for(int seconds)
    {
        Pass(Noon);
        _horizon.Written(Noon + Duration.FromSeconds(seconds));

        Assert.Equal(Noon + Duration.FromSeconds(seconds), _horizon.Begin().From);
    }

    [Fact]
    public void What_is_written_while_somebody_looks_is_looked_for_next()
    {
        var look = _horizon.Begin();
        _horizon.Written(Noon - Second);
        _horizon.Written(Noon + Second);
        _horizon.End(look, Noon);

        Assert.Equal(Noon - Second, _horizon.Begin().From);
    }

    [Fact]
    public void Of_two_looks_side_by_side_the_earlier_one_moves_nothing()
    {
        var earlier = _horizon.Begin();
        _horizon.Written(Noon - Second);
        var later = _horizon.Begin();
        _horizon.End(earlier, Noon);
        Assert.Null(_horizon.Begin().From);

        later = _horizon.Begin();
        _horizon.End(later, Noon);
        Assert.Equal(Noon + Step, _horizon.Begin().From);
    }

    [Fact]
    public void It_never_falls_back_by_an_earlier_look()
    {
        Pass(Noon);
        Pass(Noon - Second);

        Assert.Equal(Noon + Step, _horizon.Begin().From);
    }

    [Fact]
    public void Of_a_store_of_ones_own_every_look_starts_at_the_beginning()
    {
        var own = new DueHorizon(isKept: false);
        own.End(own.Begin(), Noon);

        Assert.Null(own.Begin().From);
    }

    [Fact]
    public async Task A_sweep_wakes_what_its_own_server_wrote_before_the_horizon()
    {
        await using var server = await StartAsync(new InMemoryStore(8, _clock), "server");
        var sweep = new WakeupSweep(server.Engine);
        await server.Ask("a", new TallyCommand.SetAlarm(Noon + Second));
        _clock.AdvanceTo(Noon + Second + Second);
        Assert.Equal(1, await sweep.RunAsync(_clock.Now));
        Assert.Equal(_clock.Now + Step, server.Engine.Due.Begin().From);

        await server.Ask("b", new TallyCommand.SetAlarm(Noon + Second));
        Assert.Equal(Noon + Second, server.Engine.Due.Begin().From);
        Assert.Equal(1, await sweep.RunAsync(_clock.Now));
    }

    [Fact]
    public async Task A_sweep_wakes_what_another_server_wrote_before_the_horizon()
    {
        var store = new InMemoryStore(8, _clock);
        await using var server = await StartAsync(store, "server");
        var sweep = new WakeupSweep(server.Engine);
        _clock.AdvanceTo(Noon + Second + Second);
        Assert.Equal(0, await sweep.RunAsync(_clock.Now));

        // It came, wrote, and went, and nobody was told.
        var guest = new Bench(store, _clock, "guest");
        await guest.Ask("a", new TallyCommand.SetAlarm(Noon + Second));
        await guest.Ask("b", new TallyCommand.SetAlarm(_clock.Now));

        Assert.Equal(_clock.Now + Step, server.Engine.Due.Begin().From);
        Assert.Equal(2, await sweep.RunAsync(_clock.Now));
        Assert.Empty(await store.ClaimDueAsync(_clock.Now, 1));
    }

    [Fact]
    public async Task What_falls_due_by_a_wake_up_before_the_horizon_is_woken_in_the_same_sweep()
    {
        var store = new InMemoryStore(8, _clock);
        await using var server = await StartAsync(store, "server");
        await server.Ask("a", new TallyCommand.SetAlarm(Noon + Second));
        await server.Ask("a", new TallyCommand.SetAlarm(Noon + Second + Step));
        _clock.AdvanceTo(Noon + Second + Second);

        await new WakeupSweep(server.Engine).RunAsync(_clock.Now);
        Assert.Empty((await server.Read("a")).Alarms);
        Assert.Empty(await store.ClaimDueAsync(_clock.Now, 1));
    }

    [Fact]
    public async Task A_wake_up_that_failed_holds_the_horizon_back()
    {
        await using var server = await StartAsync(new InMemoryStore(8, _clock), "server");
        var sweep = new WakeupSweep(server.Engine);
        await server.Ask("a", new TallyCommand.SetAlarm(Noon + Second));
        _clock.AdvanceTo(Noon + Second + Second);

        server.Store.FailBefore = 1;
        server.Store.FailLoads = 3;
        Assert.Equal(0, await sweep.RunAsync(_clock.Now));
        Assert.False(server.Engine.Due.Begin().From > Noon + Second);

        server.Store.FailLoads = 0;
        Assert.Equal(1, await sweep.RunAsync(_clock.Now));
    }

    private async Task<Bench> StartAsync(InMemoryStore store, string name)
    {
        var server = new Bench(store, _clock, name);
        await server.Engine.RecoverAsync();
        return server;
    }

    private void Pass(Instant upTo) => _horizon.End(_horizon.Begin(), upTo);
}
