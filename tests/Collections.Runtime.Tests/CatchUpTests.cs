using Collections.Kernel;
using Collections.Runtime.Log;
using Collections.Runtime.Tests.Doubles;
using Collections.Runtime.Wakeups;
using NodaTime;

namespace Collections.Runtime.Tests;

public sealed class CatchUpTests
{
    private static Instant After(int minutes) => Bench.Start + Duration.FromMinutes(minutes);

    [Fact]
    public async Task Late_wake_ups_fire_in_order_each_dated_when_it_was_due()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.SetAlarm(After(20)));
        await bench.Ask("a", new TallyCommand.SetAlarm(After(10)));
        bench.Clock.AdvanceTo(After(60));
        await bench.Engine.WakeAsync(Bench.Key("a"));

        var rings = (await bench.Log("a")).Skip(2).Select(r => RecordText.Read(r.Record.Bytes).Head).ToList();
        Assert.Equal([After(10), After(20)], rings.Select(head => head.At));
        Assert.All(rings, head => Assert.Equal((After(60), "wake"), (head.RecordedAt, head.Command)));
    }

    [Fact]
    public async Task A_command_finds_the_entity_brought_up_to_its_instant()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.SetAlarm(After(10)));
        bench.Clock.AdvanceTo(After(30));
        var answer = await bench.Ask("a", new TallyCommand.Hear("command"));

        Assert.Equal([$"ring {After(10).ToUnixTimeMilliseconds()} +0", "command"], ((Tally)answer.State!).Heard);
        Assert.Equal(["tally.heard"], answer.Events);
    }

    [Fact]
    public async Task A_refused_command_still_leaves_the_caught_up_past_durable()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.SetAlarm(After(10)));
        bench.Clock.AdvanceTo(After(30));
        await bench.Ask("a", new TallyCommand.Add(-1));

        Assert.Single((await bench.Read("a")).Heard);
    }

    [Fact]
    public async Task Late_and_punctual_wake_ups_end_in_the_same_state()
    {
        await using var punctual = new Bench();
        await using var late = new Bench();
        foreach (var bench in new[] { punctual, late })
        {
            await bench.Ask("a", new TallyCommand.SetAlarm(After(5)));
            await bench.Ask("a", new TallyCommand.SetAlarm(After(15)));
        }

        await punctual.Engine.RunDueAsync(After(30), punctual.Clock.AdvanceTo);
        late.Clock.AdvanceTo(After(30));
        await late.Engine.RunDueAsync(After(30), _ => { });

        Assert.Equal((await punctual.Read("a")).Heard, (await late.Read("a")).Heard);
    }

    [Fact]
    public async Task A_missed_instant_is_judged_under_the_configuration_in_force_then()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.SetAlarm(After(10)));
        await bench.Ask("a", new TallyCommand.SetAlarm(After(30)));
        await bench.Ask("policy", new TallyCommand.Publish(7, After(20)));
        bench.Clock.AdvanceTo(After(60));
        await bench.Engine.WakeAsync(Bench.Key("a"));

        var heard = (await bench.Read("a")).Heard;
        Assert.EndsWith("+0", heard[0], StringComparison.Ordinal);
        Assert.EndsWith("+7", heard[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publications_take_effect_in_the_order_of_their_instants_not_of_their_numbers()
    {
        await using var bench = new Bench();
        await bench.Ask("policy", new TallyCommand.Publish(2, After(40)));
        await bench.Ask("policy", new TallyCommand.Publish(1, After(20)));

        var timeline = await bench.Engine.Configurations.OfAsync("t");
        Assert.Equal(
            [0L, 2L, 1L],
            new[] { After(10), After(30), After(50) }.Select(at => timeline.At(at).Number));
    }

    [Fact]
    public async Task A_catch_up_longer_than_its_limit_goes_on_in_further_commits()
    {
        await using var bench = new Bench(limits: new EngineLimits { CatchUpWakesMax = 4 });
        for (var i = 1; i <= 10; i++)
        {
            await bench.Ask("a", new TallyCommand.SetAlarm(After(i)));
        }

        bench.Clock.AdvanceTo(After(60));
        var answer = await bench.Ask("a", new TallyCommand.Hear("end"));
        Assert.Equal(11, ((Tally)answer.State!).Heard.Count);
    }

    [Fact]
    public async Task The_sweep_fires_everything_due_and_nothing_else()
    {
        await using var bench = new Bench();
        for (var i = 0; i < 50; i++)
        {
            await bench.Ask($"e{i}", new TallyCommand.SetAlarm(After(i)));
        }

        bench.Clock.AdvanceTo(After(24));
        var fired = await new WakeupSweep(bench.Engine).RunAsync(After(24));

        Assert.Equal(25, fired);
        Assert.Equal(25, (await bench.Memory.ClaimDueAsync(Instant.MaxValue, 100)).Count);
    }

    [Fact]
    public async Task A_quiet_command_fires_nothing()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.SetAlarm(After(10)));
        bench.Clock.AdvanceTo(After(30));
        await bench.Ask("a", new TallyCommand.Add(3), new AskOptions { Quiet = true });

        var state = await bench.Read("a");
        Assert.Equal((3L, 1), (state.Sum, state.Alarms.Count));
    }
}
