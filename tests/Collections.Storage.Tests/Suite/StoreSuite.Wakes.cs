using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task Due_entities_come_by_instant_then_key_and_not_past_the_limit()
    {
        var (early, late) = (Make.Start, Make.Start + Duration.FromMilliseconds(1));
        await Store.CommitAsync(
        [
            Make.New(Make.Account("b")) with { Wake = late },
            Make.New(Make.Account("z")) with { Wake = early },
            Make.New(Make.Account("B")) with { Wake = late },
            Make.New(Make.Account("a", tenant: "other")) with { Wake = late },
            Make.New(Make.Account("a")) with { Wake = late },
            Make.New(Make.Account("later")) with { Wake = late + Duration.FromMilliseconds(1) },
            Make.New(Make.Account("never")),
        ]);

        var due = await Store.ClaimDueAsync(late, 10);

        Assert.Equal(
            ["default/account/z", "default/account/B", "default/account/a", "default/account/b", "other/account/a"],
            due.Select(entity => entity.Key.ToString()));
        Assert.Equal([early, late, late, late, late], due.Select(entity => entity.Wake));
        Assert.Equal(due.Take(2), await Store.ClaimDueAsync(late, 2));
        Assert.Empty(await Store.ClaimDueAsync(early - Duration.FromMilliseconds(1), 10));
    }

    [Fact]
    public async Task Due_entities_go_on_behind_any_of_them_and_come_as_they_are_stored()
    {
        await Store.CommitAsync(
        [
            .. from tenant in new[] { "default", "other" } from id in new[] { "B", "a", "b" } from day in new[] { 0, 1 }
               select Make.New(Make.Account($"{id}{day}", tenant)) with { Wake = Make.Start + Duration.FromDays(day) },
        ]);
        var upTo = Make.Start + Duration.FromDays(1);
        var all = await Store.ClaimDueAsync(upTo, 100);

        for (var place = 0; place < all.Count; place++)
        {
            Assert.Equal(all.Skip(place + 1).Take(3), await Store.ClaimDueAsync(upTo, 3, null, all[place]));
        }

        Assert.Equal(12, all.Count);
        Assert.Empty(await Store.ClaimDueAsync(Make.Start, 100, null, all[5]));
        var loaded = await Store.LoadDueAsync(upTo, 4, null, all[2]);
        Assert.Equal(all.Skip(3).Take(4), loaded.Select(each => new DueEntity(each.Key, each.Wake!.Value)));
        foreach (var each in loaded)
        {
            var stored = Assert.Single(await Store.LoadAsync([each.Key]))!;
            Assert.Equal(stored with { Snapshot = default }, each with { Snapshot = default });
            AssertSameBytes(stored.Snapshot, each.Snapshot);
        }

        var shard = Shards.Of(all[7].Key, Store.ShardCount);
        Assert.Equal(
            all.Skip(3).Where(each => Shards.Of(each.Key, Store.ShardCount) == shard).Select(each => each.Key),
            (await Store.LoadDueAsync(upTo, 100, [shard], all[2])).Select(each => each.Key));
    }

    [Fact]
    public async Task A_commit_moves_keeps_and_removes_the_wake_up()
    {
        var wake = Make.Start + Duration.FromHours(1);
        var stored = await CommitAsync(Make.New(Make.Account("a")) with { Wake = Make.Start });

        stored = await CommitAsync(Make.Next(stored) with { Wake = wake });
        Assert.Empty(await Store.ClaimDueAsync(Make.Start, 10));
        Assert.Equal(wake, Assert.Single(await Store.ClaimDueAsync(wake, 10)).Wake);

        stored = await CommitAsync(Make.Next(stored) with { Wake = wake });
        Assert.Single(await Store.ClaimDueAsync(wake, 10));

        await CommitAsync(Make.Next(stored) with { Wake = null });
        Assert.Empty(await Store.ClaimDueAsync(wake, 10));
    }

    [Fact]
    public async Task Instants_before_1970_keep_their_order()
    {
        var past = Instant.FromUtc(1931, 5, 1, 0, 0);
        await CommitAsync(Make.New(Make.Account("now")) with { Wake = Make.Start });
        await CommitAsync(Make.New(Make.Account("past")) with { Wake = past });

        Assert.Equal(["past", "now"], (await Store.ClaimDueAsync(Make.Start, 10)).Select(due => due.Key.Id));
    }

    [Fact]
    public async Task The_clock_is_unset_first_and_never_goes_back()
    {
        Assert.Null(await Store.ReadClockAsync());

        await Store.MoveClockAsync(Make.Start);
        await Store.MoveClockAsync(Make.Start - Duration.FromDays(1));
        Assert.Equal(Make.Start, await Store.ReadClockAsync());

        await Store.MoveClockAsync(Make.Start + Duration.FromDays(1));
        Assert.Equal(Make.Start + Duration.FromDays(1), await Store.ReadClockAsync());
    }
}
