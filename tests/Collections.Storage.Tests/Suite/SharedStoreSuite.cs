using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

/// <summary>What a store that several servers share must do beyond that.</summary>
public abstract class SharedStoreSuite : StoreSuite
{
    private static readonly Duration Long = Duration.FromHours(1);

    [Fact]
    public async Task Two_servers_come_to_hold_every_shard_once()
    {
        var first = await Store.LeaseAsync("a", Long);
        var second = await Store.LeaseAsync("b", Long);
        Assert.Empty(second.Held);
        Assert.Equal((2, Store.ShardCount / 2), (second.Servers, second.FairShare));

        var share = (await Store.LeaseAsync("a", Long)).FairShare;
        await Store.ReleaseAsync("a", [.. first.Held.Skip(share).Select(lease => lease.Shard)]);
        second = await Store.LeaseAsync("b", Long);
        first = await Store.LeaseAsync("a", Long);

        Assert.Equal(share, first.Held.Count);
        Assert.Equal(
            Enumerable.Range(0, Store.ShardCount),
            first.Held.Concat(second.Held).Select(lease => lease.Shard).Order());
    }

    [Fact]
    public async Task A_lease_that_was_not_renewed_goes_to_another_server_and_its_holder_moves_nothing()
    {
        var stalled = await Store.LeaseAsync("a", Duration.Zero);
        var other = await Store.LeaseAsync("b", Long);

        Assert.Equal(1, other.Servers);
        Assert.Equal(stalled.Held.Select(lease => lease.Shard), other.Held.Select(lease => lease.Shard));
        Assert.All(stalled.Held.Zip(other.Held), pair => Assert.True(pair.Second.Token > pair.First.Token));

        var late = stalled.Held.Select(lease => lease with { DeliveredUpTo = 9 }).ToList();
        Assert.Equal(late.Select(lease => lease.Shard), await Store.MoveMarksAsync(late));
        Assert.All(await Store.ReadShardsAsync(), shard => Assert.Equal(0, shard.DeliveredUpTo));
        Assert.Empty((await Store.LeaseAsync("a", Long)).Held);

        var timely = other.Held.Select(lease => lease with { DeliveredUpTo = 5 }).ToList();
        Assert.Empty(await Store.MoveMarksAsync(timely));
        Assert.All(await Store.ReadShardsAsync(), shard => Assert.Equal((5, "b"), (shard.DeliveredUpTo, shard.Owner)));
    }

    [Fact]
    public async Task An_expired_lease_that_nobody_took_is_renewed_with_its_token()
    {
        var before = await Store.LeaseAsync("a", Duration.Zero);

        Assert.Equal(before.Held, (await Store.LeaseAsync("a", Long)).Held);
    }

    [Fact]
    public async Task A_server_that_left_leaves_everything_and_its_marks()
    {
        var left = (await Store.LeaseAsync("a", Long)).Held;
        await Store.MoveMarksAsync([.. left.Select(lease => lease with { DeliveredUpTo = 4 })]);
        await Store.ReleaseAsync("a");

        var next = await Store.LeaseAsync("b", Long);

        Assert.Equal((1, Store.ShardCount), (next.Servers, next.Held.Count));
        Assert.All(next.Held, lease => Assert.Equal(4, lease.DeliveredUpTo));
        Assert.All(next.Held.Zip(left), pair => Assert.True(pair.First.Token > pair.Second.Token));
    }

    [Fact]
    public async Task A_release_of_what_another_server_has_taken_changes_nothing()
    {
        await Store.LeaseAsync("a", Duration.Zero);
        var taken = await Store.LeaseAsync("b", Long);

        await Store.ReleaseAsync("a");

        Assert.Equal(taken.Held, (await Store.LeaseAsync("b", Long)).Held);
    }

    [Fact]
    public async Task Servers_that_ask_at_once_share_no_shard()
    {
        var all = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => Store.LeaseAsync($"s{number}", Long).AsTask()));

        var held = all.SelectMany(leases => leases.Held).Select(lease => lease.Shard).ToList();
        Assert.Equal(held.Count, held.Distinct().Count());
        Assert.Equal(8, (await Store.LeaseAsync("s0", Long)).Servers);
    }
}
