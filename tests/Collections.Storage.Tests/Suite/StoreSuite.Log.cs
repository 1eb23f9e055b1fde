using System.Collections.Concurrent;
using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task A_record_is_read_as_it_was_committed()
    {
        var commit = Make.New(Make.Account("a"), records: 1, Make.Message("t"));
        await CommitAsync(commit);

        var read = Assert.Single(await Log.ReadLogAsync(0, 10));

        var (expected, actual) = (commit.Records[0], read.Record);
        Assert.Equal(commit.Key, read.Key);
        Assert.Equal((expected.Version, expected.At, expected.Hash), (actual.Version, actual.At, actual.Hash));
        AssertSameBytes(expected.Bytes, actual.Bytes);
        Assert.Equal(read.Sequence, await Log.LastSequenceAsync());
    }

    [Fact]
    public async Task A_feed_has_one_tenants_records_in_commit_order_page_by_page()
    {
        for (var number = 0; number < 25; number++)
        {
            await Store.CommitAsync(
            [
                Make.New(Make.Account($"a{number:D2}"), records: 2),
                Make.New(Make.Account($"a{number:D2}", tenant: "other")),
            ]);
        }

        var feed = await AllPagesAsync(after => Log.ReadFeedAsync("default", after, 7));

        Assert.Equal(
            Enumerable.Range(0, 25).SelectMany(number => new[] { ($"a{number:D2}", 1L), ($"a{number:D2}", 2L) }),
            feed.Select(record => (record.Key.Id, record.Record.Version)));
        Assert.All(feed, record => Assert.Equal("default", record.Key.Tenant));
        Assert.Equal(75, (await AllPagesAsync(after => Log.ReadLogAsync(after, 10))).Count);
        Assert.Empty(await Log.ReadFeedAsync("none", 0, 10));
    }

    [Fact]
    public async Task A_subscriber_that_follows_the_feed_during_writes_skips_no_record()
    {
        const int Writers = 4;
        const int Each = 40;
        var seen = new ConcurrentQueue<SequencedRecord>();

        async Task WriteAsync(int writer)
        {
            for (var number = 0; number < Each; number++)
            {
                await Task.Yield();
                await Store.CommitAsync(
                    [Make.New(Make.Account($"w{writer}n{number}")), Make.New(Make.Account($"v{writer}n{number}"))]);
            }
        }

        async Task FollowAsync()
        {
            var after = 0L;
            while (seen.Count < Writers * Each * 2)
            {
                await Task.Yield();
                foreach (var record in await Log.ReadFeedAsync("default", after, 16))
                {
                    seen.Enqueue(record);
                    after = record.Sequence;
                }
            }
        }

        await Task.WhenAll([FollowAsync(), .. Enumerable.Range(0, Writers).Select(WriteAsync)])
            .WaitAsync(TimeSpan.FromMinutes(1));

        var log = await Log.ReadLogAsync(0, 10_000);
        Assert.Equal(log.Select(record => record.Sequence), seen.Select(record => record.Sequence));
    }

    [Fact]
    public async Task A_history_has_one_entitys_records_oldest_first_page_by_page()
    {
        var stored = await CommitAsync(Make.New(Make.Account("a"), records: 3));
        await CommitAsync(Make.New(Make.Account("noise"), records: 5));
        stored = await CommitAsync(Make.Next(stored));
        stored = await CommitAsync(Make.Next(stored, records: 4));

        Assert.Equal([1L, 2, 3, 4, 5, 6, 7, 8], await VersionsAsync(0, 100));
        Assert.Equal([3L, 4, 5], await VersionsAsync(2, 3));
        Assert.Equal([8L], await VersionsAsync(7, 3));
        Assert.Empty(await VersionsAsync(8, 3));
        Assert.Empty(await Log.ReadHistoryAsync(Make.Account("none"), 0, 3));

        async Task<IEnumerable<long>> VersionsAsync(long after, int limit) =>
            (await Log.ReadHistoryAsync(stored.Key, after, limit)).Select(record => record.Record.Version);
    }

    [Fact]
    public async Task Heads_come_in_key_order_over_all_tenants_page_by_page()
    {
        foreach (var (tenant, id) in new[] { ("b", "1"), ("a", "2"), ("a", "10"), ("a", "1"), ("c", "1") })
        {
            await CommitAsync(Make.New(Make.Account(id, tenant), records: 2));
        }

        var heads = new List<ChainHead>();
        EntityKey? after = null;
        for (var page = await Log.ReadHeadsAsync(after, 2); page.Count > 0; page = await Log.ReadHeadsAsync(after, 2))
        {
            heads.AddRange(page);
            after = page[^1].Key;
        }

        Assert.Equal(
            ["a/account/1", "a/account/10", "a/account/2", "b/account/1", "c/account/1"],
            heads.Select(head => head.Key.ToString()));
        Assert.All(heads, head => Assert.Equal(2, head.Version));
        Assert.Equal((await LoadAsync(heads[2].Key)).Hash, heads[2].Hash);
    }

    [Fact]
    public async Task A_list_has_one_kinds_rows_in_id_order_page_by_page()
    {
        var wake = Make.Start + Duration.FromDays(1);
        for (var number = 9; number >= 0; number--)
        {
            await CommitAsync(Make.New(Make.Account($"a{number}")) with { Wake = wake });
        }

        await CommitAsync(Make.New(new EntityKey("default", "accounts", "a1")));
        await CommitAsync(Make.New(Make.Account("a1", tenant: "other")));

        var first = await Log.ListAsync("default", "account", null, 6);
        var second = await Log.ListAsync("default", "account", first[^1].Key.Id, 6);

        Assert.Equal(
            Enumerable.Range(0, 10).Select(number => Make.Account($"a{number}")),
            first.Concat(second).Select(entity => entity.Key));
        Assert.Equal((1L, wake), (first[0].Version, first[0].Wake));
        Assert.Empty(await Log.ListAsync("default", "account", "a9", 6));
    }

    [Fact]
    public async Task Projection_rows_come_back_column_by_column()
    {
        var full = new EntityRow
        {
            Status = "REMINDER",
            Person = "customer-1",
            Parent = "parent",
            AmountMinor = -1_000_000_000_000_000,
            Currency = "EUR",
            Day = new LocalDate(2024, 2, 29),
            Zone = "Europe/Berlin",
            Labels = ["überfällig", "vip"],
        };
        await Store.CommitAsync(
            [Make.New(Make.Account("full")) with { Row = full }, Make.New(Make.Account("none"))]);

        var rows = await Store.LoadRowsAsync([Make.Account("none"), Make.Account("ghost"), Make.Account("full")]);

        Assert.Equivalent(new EntityRow(), rows[0], strict: true);
        Assert.Null(rows[1]);
        Assert.Equivalent(full, rows[2], strict: true);
        Assert.Equivalent(full, (await Log.ListAsync("default", "account", null, 1))[0].Row, strict: true);
    }

    [Fact]
    public async Task Tenants_are_those_with_entities_in_ordinal_order()
    {
        Assert.Empty(await Log.TenantsAsync());
        Assert.Equal(0, await Log.LastSequenceAsync());

        foreach (var tenant in new[] { "b", "a", "B", "a" })
        {
            await CommitAsync(Make.New(Make.Account($"{tenant}{await Log.LastSequenceAsync()}", tenant)));
        }

        Assert.Equal(["B", "a", "b"], await Log.TenantsAsync());
    }

    private static async Task<List<SequencedRecord>> AllPagesAsync(
        Func<long, ValueTask<IReadOnlyList<SequencedRecord>>> read)
    {
        var all = new List<SequencedRecord>();
        for (var page = await read(0); page.Count > 0; page = await read(all[^1].Sequence))
        {
            all.AddRange(page);
        }

        return all;
    }
}
