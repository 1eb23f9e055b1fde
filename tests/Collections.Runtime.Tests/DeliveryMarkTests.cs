using Collections.Runtime.Tests.Doubles;

namespace Collections.Runtime.Tests;

public sealed class DeliveryMarkTests
{
    [Fact]
    public async Task The_mark_waits_for_a_commit_whose_messages_are_not_posted_yet()
    {
        var crashed = new Bench();
        await crashed.Ask("b", new TallyCommand.Add(1));
        crashed.Store.PublicationsHeldBy = new TaskCompletionSource().Task;
        var publish = new TallyCommand.Publish(5, Bench.Start) { Along = new TallyCommand.Pass("tally/b", 60) };
        var held = crashed.Ask("a", publish);

        // It is the commit of "a" that reads what was published and is held there, not that of "c".
        while (crashed.Store.PublicationsHeldBy is not null)
        {
            await Task.Yield();
        }

        await crashed.Ask("c", new TallyCommand.Pass("tally/b", 7));
        while ((await crashed.Read("b")).Sum < 8)
        {
            await Task.Yield();
        }

        // The crash: what "a" sends is durable, but the process dies before it hears so.
        await crashed.Engine.SaveDeliveryMarkAsync();
        Assert.False(held.IsCompleted);
        await using var next = new Bench(crashed.Memory);
        await next.Engine.RecoverAsync();
        await next.Engine.SettleAsync();
        Assert.Equal(68, (await next.Read("b")).Sum);
    }

    [Fact]
    public async Task The_mark_moves_on_when_everything_is_handed_over()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Pass("tally/b", 60));
        await bench.Engine.SettleAsync();
        await bench.Engine.SaveDeliveryMarkAsync();

        var shard = Assert.Single(await bench.Memory.ReadShardsAsync());
        var waiting = await bench.Memory.ReadUndeliveredAsync([new(shard.Shard, shard.DeliveredUpTo)], 10);
        Assert.Empty(waiting.Records);
    }
}
