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
    private static readonly Duration Step = Duration.FromMilliseconds(1);

    private readonly VirtualClock _clock = new(Noon);
    private readonly DueHorizon _horizon;
    private long? _solitude = 1;

    public DueHorizonTests() => _horizon = new DueHorizon(() => _solitude, _clock);

    [Fact]
    public void A_look_starts_behind_the_last_one_that_left_nothing()
    {
        Assert.Equal(DueEntity.First, _horizon.Begin().After);
        Pass(Noon);

        Assert.Equal(Noon + Step, _horizon.Start.Wake);
        Assert.Equal(Noon + Step, _horizon.Begin().After.Wake);
    }

    [Fact]
    public void A_look_that_left_something_moves_nothing()
    {
        Pass(Noon);
        _horizon.Begin();

        Assert.Equal(Noon + Step, _horizon.Begin().After.Wake);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(0)]
    public void What_is_written_behind_the_horizon_is_looked_for(int seconds)
    {
        Pass(Noon);
        _horizon.Written(Noon + Duration.FromSeconds(seconds));

        Assert.Equal(Noon + Duration.FromSeconds(seconds), _horizon.Begin().After.Wake);
    }

    [Fact]
    public void What_is_written_while_somebody_looks_is_looked_for_next()
    {
        var look = _horizon.Begin();
        _horizon.Written(Noon - Duration.FromSeconds(1));
        _horizon.Written(Noon + Duration.FromSeconds(1));
        _horizon.End(look, Noon);

        Assert.Equal(Noon - Duration.FromSeconds(1), _horizon.Begin().After.Wake);
    }

    [Fact]
    public void Of_two_looks_side_by_side_the_earlier_one_moves_nothing()
    {
        var earlier = _horizon.Begin();
        _horizon.Written(Noon - Duration.FromSeconds(1));
        var later = _horizon.Begin();
        _horizon.End(earlier, Noon);
        Assert.Equal(DueEntity.First, _horizon.Start);

        _horizon.End(later, Noon);
        Assert.Equal(Noon + Step, _horizon.Start.Wake);
    }

    [Fact]
    public void Beside_others_every_look_starts_at_the_beginning()
    {
        Pass(Noon);
        _solitude = null;
        Assert.Equal(DueEntity.First, _horizon.Start);
        Pass(Noon);
        Assert.Equal(DueEntity.First, _horizon.Begin().After);

        // They left: what they wrote is not known.
        _solitude = 2;
        Assert.Equal(DueEntity.First, _horizon.Begin().After);
        Pass(Noon);
        Assert.Equal(Noon + Step, _horizon.Begin().After.Wake);
    }

    [Fact]
    public void A_look_during_which_somebody_came_moves_nothing()
    {
        var look = _horizon.Begin();
        _solitude = 2;
        _horizon.End(look, Noon);

        Assert.Equal(DueEntity.First, _horizon.Start);
    }

    [Fact]
    public void Once_a_minute_a_look_starts_at_the_beginning()
    {
        Pass(Noon);
        _clock.AdvanceTo(Noon + Duration.FromSeconds(59));
        Assert.Equal(Noon + Step, _horizon.Begin().After.Wake);

        _clock.AdvanceTo(Noon + Duration.FromSeconds(60));
        Assert.Equal(DueEntity.First, _horizon.Begin().After);
    }

    [Fact]
    public async Task A_sweep_wakes_what_fell_due_behind_its_horizon()
    {
        var bench = new Bench(new InMemoryStore(8, _clock), _clock, "alone");
        await bench.Engine.RecoverAsync();
        var sweep = new WakeupSweep(bench.Engine);
        await bench.Ask("a", new TallyCommand.SetAlarm(Noon + Duration.FromSeconds(1)));
        _clock.AdvanceTo(Noon + Duration.FromSeconds(2));
        Assert.Equal(1, await sweep.RunAsync(_clock.Now));
        Assert.Equal(_clock.Now + Step, bench.Engine.Due.Start.Wake);

        await bench.Ask("b", new TallyCommand.SetAlarm(Noon + Duration.FromSeconds(1)));
        Assert.Equal(Noon + Duration.FromSeconds(1), bench.Engine.Due.Start.Wake);
        Assert.Equal(1, await sweep.RunAsync(_clock.Now));
    }

    [Fact]
    public async Task Shards_that_are_taken_over_are_swept_from_the_beginning()
    {
        var store = new InMemoryStore(8, _clock);
        var dead = new Bench(store, _clock, "dead");
        await dead.Engine.RecoverAsync();
        await dead.Ask("a", new TallyCommand.SetAlarm(Noon + Duration.FromSeconds(1)));
        var next = new Bench(store, _clock, "next");
        await next.Engine.RecoverAsync();
        var sweep = new WakeupSweep(next.Engine);
        _clock.AdvanceTo(Noon + Duration.FromSeconds(2));
        Assert.Equal(0, await sweep.RunAsync(_clock.Now));

        _clock.AdvanceTo(Noon + next.Engine.Setup.Limits.ShardLeaseTime);
        await next.Engine.RenewLeasesAsync();
        Assert.Equal(1, await sweep.RunAsync(_clock.Now));
    }

    [Fact]
    public async Task A_wake_up_that_failed_holds_the_horizon_back()
    {
        var bench = new Bench(new InMemoryStore(8, _clock), _clock, "alone");
        await bench.Engine.RecoverAsync();
        var sweep = new WakeupSweep(bench.Engine);
        await bench.Ask("a", new TallyCommand.SetAlarm(Noon + Duration.FromSeconds(1)));
        await bench.Ask("b", new TallyCommand.SetAlarm(Noon + Duration.FromSeconds(1)));
        _clock.AdvanceTo(Noon + Duration.FromSeconds(2));

        bench.Store.FailBefore = 1;
        var fired = await sweep.RunAsync(_clock.Now);
        fired += await sweep.RunAsync(_clock.Now);
        Assert.Equal(2, fired);
        Assert.Empty((await bench.Read("a")).Alarms);
        Assert.Empty((await bench.Read("b")).Alarms);
    }

    private void Pass(Instant upTo) => _horizon.End(_horizon.Begin(), upTo);
}
