using Collections.Kernel;
using Collections.Runtime.Messages;
using Collections.Runtime.Observing;
using Collections.Runtime.Ports;
using Collections.Runtime.Tests.Doubles;
using Collections.Runtime.Wakeups;
using NodaTime;

namespace Collections.Runtime.Tests;

public sealed class SweepTests
{
    [Fact]
    public async Task Wake_ups_fire_beside_work_that_never_ends()
    {
        var bench = new Bench();
        bench.Engine.Register(new Endless());
        await bench.Ask("busy", new TallyCommand.Pass("endless/x", 1));
        await bench.Ask("a", new TallyCommand.SetAlarm(Bench.Start + Duration.FromMinutes(1)));
        bench.Clock.AdvanceTo(Bench.Start + Duration.FromMinutes(2));

        var fired = await new WakeupSweep(bench.Engine).RunBesideCommandsAsync(bench.Clock.Now);
        Assert.Equal(1, fired);
        Assert.False(bench.Engine.SettleAsync().IsCompleted);
    }

    [Fact]
    public async Task Many_pages_of_wake_ups_fire_each_once()
    {
        const int Entities = 6_000;
        var bench = new Bench();
        var due = Bench.Start + Duration.FromMinutes(1);
        await Task.WhenAll(Enumerable.Range(0, Entities)
            .Select(i => bench.Ask($"e{i}", new TallyCommand.SetAlarm(due)).AsTask()));
        bench.Clock.AdvanceTo(due);
        var sweep = new WakeupSweep(bench.Engine);

        Assert.Equal(Entities, await sweep.RunAsync(due));
        Assert.Equal(0, await sweep.RunAsync(due));
        Assert.Equal(2 * Entities, await bench.Memory.LastSequenceAsync());
    }

    [Fact]
    public async Task A_sweep_ends_when_the_store_does_not_answer_and_the_next_one_goes_on()
    {
        // Nothing is remembered, so that the sweep has to ask the store.
        var bench = new Bench(limits: new EngineLimits { SnapshotBytesMax = 0 });
        var due = Bench.Start + Duration.FromMinutes(1);
        await bench.Ask("a", new TallyCommand.SetAlarm(due));
        bench.Clock.AdvanceTo(due);
        var sweep = new WakeupSweep(bench.Engine);

        // All together, then the one alone.
        bench.Store.FailLoads = 2;
        Assert.Equal(0, await sweep.RunAsync(due));
        Assert.Equal(1, await sweep.RunAsync(due));
    }

    [Fact]
    public async Task Entities_that_could_not_be_loaded_together_are_loaded_one_by_one()
    {
        var bench = new Bench(limits: new EngineLimits { SnapshotBytesMax = 0 });
        var due = Bench.Start + Duration.FromMinutes(1);
        await bench.Ask("a", new TallyCommand.SetAlarm(due));
        await bench.Ask("b", new TallyCommand.SetAlarm(due));
        bench.Clock.AdvanceTo(due);

        bench.Store.FailLoads = 1;
        Assert.Equal(2, await new WakeupSweep(bench.Engine).RunAsync(due));
    }

    [Fact]
    public async Task An_entity_that_changed_after_it_was_loaded_is_loaded_again()
    {
        var bench = new Bench(limits: new EngineLimits { SnapshotBytesMax = 0 });
        var due = Bench.Start + Duration.FromMinutes(1);
        await bench.Ask("a", new TallyCommand.SetAlarm(due));
        var before = Assert.Single(await bench.Memory.LoadAsync([Bench.Key("a")]))!;
        await bench.Ask("a", new TallyCommand.Add(3));
        bench.Clock.AdvanceTo(due);

        var answer = await bench.Engine.WakeAsync(new DueEntity(before.Key, due), due, before);

        Assert.Equal(Outcome.Accepted, answer.Outcome);
        Assert.Equal(before.Version + 2, answer.Version);
        Assert.Empty(await bench.Memory.ClaimDueAsync(due, 1));
    }

    [Fact]
    public async Task What_went_away_between_claim_and_load_hides_no_other()
    {
        var bench = new Bench();
        var due = Bench.Start + Duration.FromMinutes(1);
        foreach (var id in new[] { "a", "b", "c" })
        {
            await bench.Ask(id, new TallyCommand.SetAlarm(due + Duration.FromMilliseconds(id[0])));
        }

        IEntityStore store = new FirstGone(bench.Memory);
        var loaded = await store.LoadDueAsync(due + Duration.FromDays(1), 10);

        Assert.Equal(["b", "c"], loaded.Select(each => each.Key.Id));
    }

    [Fact]
    public async Task A_metered_store_leaves_it_to_the_store_inside_how_due_entities_are_loaded()
    {
        var bench = new Bench();
        var inner = new LoadsTogether(bench.Memory);
        IEntityStore metered = new MeteredStore(inner, new EngineMeter(TimeProvider.System));
        await metered.LoadDueAsync(Bench.Start, 10);

        Assert.Equal(1, inner.Asked);
    }

    private sealed class LoadsTogether(IEntityStore inner) : ForwardingStore(inner), IEntityStore
    {
        public int Asked { get; private set; }

        public ValueTask<IReadOnlyList<StoredEntity>> LoadDueAsync(
            Instant upTo, int limit, IReadOnlyList<int>? shards = null, DueEntity? after = null)
        {
            Asked++;
            return new([]);
        }
    }

    private sealed class FirstGone(IEntityStore inner) : ForwardingStore(inner)
    {
        public override async ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys) =>
            [null, .. (await base.LoadAsync(keys)).Skip(1)];
    }

    private sealed class Endless : IMessageHandler
    {
        public string Kind => "endless";

        public ValueTask HandleAsync(MessageId id, Message message) => new(new TaskCompletionSource().Task);
    }
}
