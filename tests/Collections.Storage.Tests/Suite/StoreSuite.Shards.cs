using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

/// <content>What is to be handed over; a store of one process has one shard, others have more.</content>
public abstract partial class StoreSuite
{
    private const string Me = "server-1";

    [Fact]
    public async Task Records_with_messages_are_undelivered_beyond_the_marks()
    {
        await CommitAsync(Make.New(Make.Account("a"), records: 2, Make.Message("t1"), Make.Message("t2", "stop")));
        await CommitAsync(Make.New(Make.Account("silent")));
        await CommitAsync(Make.New(Make.Account("b", tenant: "other"), records: 1, Make.Message("t3")));

        var all = (await Store.ReadUndeliveredAsync(await MarksAsync(), 10)).Records;

        Assert.Equal(["a", "b"], all.Select(record => record.Key.Id));
        Assert.Equal([("t1", "start"), ("t2", "stop")], all[0].Record.Messages.Select(sent => (sent.To.Id, sent.Type)));
        AssertSameBytes(Make.Message("t2").Body, all[0].Record.Messages[1].Body);
        Assert.Equal("a", Assert.Single((await Store.ReadUndeliveredAsync(await MarksAsync(), 1)).Records).Key.Id);

        await MoveMarksAsync(all[0].Sequence);
        Assert.Equal("b", Assert.Single((await Store.ReadUndeliveredAsync(await MarksAsync(), 10)).Records).Key.Id);
    }

    [Fact]
    public async Task A_page_tells_how_far_it_is_complete()
    {
        for (var number = 0; number < 5; number++)
        {
            await CommitAsync(Make.New(Make.Account($"a{number}"), records: 1, Make.Message("t")));
        }

        await CommitAsync(Make.New(Make.Account("silent")));

        var seen = new List<string>();
        var marks = await MarksAsync();
        UndeliveredPage page;
        do
        {
            page = await Store.ReadUndeliveredAsync(marks, 2);
            seen.AddRange(page.Records.Select(record => record.Key.Id));
            marks = [.. marks.Select(mark => mark with { UpTo = page.UpTo })];
        }
        while (page.Records.Count == 2);

        Assert.Equal(["a0", "a1", "a2", "a3", "a4"], seen);
        Assert.Equal(await Log.LastSequenceAsync(), page.UpTo);
    }

    [Fact]
    public async Task Undelivered_records_of_other_shards_are_left_out()
    {
        await CommitAsync(Make.New(Make.Account("a"), records: 1, Make.Message("t")));
        await CommitAsync(Make.New(Make.Account("b"), records: 1, Make.Message("t")));

        foreach (var shard in Enumerable.Range(0, Store.ShardCount))
        {
            var records = (await Store.ReadUndeliveredAsync([new ShardMark(shard, 0)], 10)).Records;
            Assert.Equal(
                new[] { "a", "b" }.Where(id => Shards.Of(Make.Account(id), Store.ShardCount) == shard),
                records.Select(record => record.Key.Id));
        }

        Assert.Empty((await Store.ReadUndeliveredAsync([], 10)).Records);
    }

    [Fact]
    public async Task Marks_start_at_nothing_and_never_go_back()
    {
        Assert.All(await MarksAsync(), mark => Assert.Equal(0, mark.UpTo));

        await MoveMarksAsync(1_000_000);
        await MoveMarksAsync(7);

        Assert.All(await MarksAsync(), mark => Assert.Equal(1_000_000, mark.UpTo));
        Assert.Equal(Enumerable.Range(0, Store.ShardCount), (await MarksAsync()).Select(mark => mark.Shard));
    }

    [Fact]
    public async Task The_only_server_is_leased_every_shard_and_again()
    {
        var first = await Store.LeaseAsync(Me, Duration.FromHours(1));
        var again = await Store.LeaseAsync(Me, Duration.FromHours(1));

        Assert.Equal(Enumerable.Range(0, Store.ShardCount), first.Held.Select(lease => lease.Shard));
        Assert.Equal((Store.ShardCount, 1), (first.FairShare, first.Servers));
        Assert.Equal(first.Held, again.Held);

        await Store.ReleaseAsync(Me);
        Assert.Equal(Store.ShardCount, (await Store.LeaseAsync(Me, Duration.FromHours(1))).Held.Count);
    }

    [Fact]
    public async Task Only_the_due_entities_of_the_shards_asked_for_are_claimed()
    {
        var ids = Enumerable.Range(0, 20).Select(number => $"a{number:D2}").ToList();
        await Store.CommitAsync([.. ids.Select(id => Make.New(Make.Account(id)) with { Wake = Make.Start })]);

        foreach (var shard in Enumerable.Range(0, Store.ShardCount))
        {
            var due = await Store.ClaimDueAsync(Make.Start, 100, [shard]);
            Assert.Equal(
                ids.Where(id => Shards.Of(Make.Account(id), Store.ShardCount) == shard), due.Select(each => each.Key.Id));
        }

        Assert.Empty(await Store.ClaimDueAsync(Make.Start, 100, []));
        Assert.Equal(ids, (await Store.ClaimDueAsync(Make.Start, 100)).Select(each => each.Key.Id));
    }

    private async Task<IReadOnlyList<ShardMark>> MarksAsync() =>
        [.. (await Store.ReadShardsAsync()).Select(shard => new ShardMark(shard.Shard, shard.DeliveredUpTo))];

    private async Task MoveMarksAsync(long upTo)
    {
        var held = (await Store.LeaseAsync(Me, Duration.FromHours(1))).Held;
        Assert.Empty(await Store.MoveMarksAsync([.. held.Select(lease => lease with { DeliveredUpTo = upTo })]));
    }
}
