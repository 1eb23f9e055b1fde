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
        _horizon.Begin();
        _horizon.End(earlier, Noon);

        var later = _horizon.Begin();
        Assert.Null(later.From);
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
    public async Task What_is_written_before_the_horizon_during_a_sweep_is_woken_in_the_same_sweep()
    {
        await using var server = await StartAsync(new InMemoryStore(8, _clock), "server");
        var sweep = new WakeupSweep(server.Engine);
        _clock.AdvanceTo(Noon + Second);
        await sweep.RunAsync(_clock.Now);
        await server.Ask("a", new TallyCommand.SetAlarm(Noon + Second + Second));
        _clock.AdvanceTo(Noon + Second + Second);

        var writes = new TaskCompletionSource();
        server.Store.CommitsHeldBy = writes.Task;
        var run = sweep.RunAsync(_clock.Now).AsTask();
        var asked = server.Ask("b", new TallyCommand.SetAlarm(Noon)).AsTask();
        writes.SetResult();

        Assert.Equal(2, await run);
        Assert.Equal(Outcome.Accepted, (await asked).Outcome);
    }

    [Fact]
    public async Task A_sweep_that_was_cut_off_moves_nothing()
    {
        const int Entities = 2_000;
        await using var server = await StartAsync(new InMemoryStore(8, _clock), "server");
        await Task.WhenAll(Enumerable.Range(0, Entities)
            .Select(i => server.Ask($"e{i}", new TallyCommand.SetAlarm(Noon + Second)).AsTask()));
        _clock.AdvanceTo(Noon + Second);
        using var cut = new CancellationTokenSource();
        var writes = new TaskCompletionSource();
        server.Store.CommitsHeldBy = writes.Task;
        var run = new WakeupSweep(server.Engine).RunBesideCommandsAsync(_clock.Now, cut.Token).AsTask();
        await cut.CancelAsync();
        writes.SetResult();

        Assert.InRange(await run, 1, Entities - 1);
        Assert.Null(server.Engine.Due.Begin().From);
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
