using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

/// <content>Lists with filters.</content>
public abstract partial class StoreSuite
{
    private static readonly LocalDate Day = new(2026, 1, 10);

    private IRowQueries Rows => (IRowQueries)_harness.Log;

    [Fact]
    public async Task Rows_come_in_id_order_page_by_page_and_without_announced_ones()
    {
        await KeepAsync("b", new EntityRow { Status = "CLEAR" });
        await KeepAsync("a", new EntityRow { Status = "CLEAR" });
        await KeepAsync("c", new EntityRow { Status = "CLEAR" });
        await KeepAsync("announced", new EntityRow());
        await KeepAsync("d", new EntityRow { Status = "CLEAR" }, tenant: "other");

        Assert.Equal("a b", await FindAsync(All with { Limit = 2 }));
        Assert.Equal("c", await FindAsync(All with { Limit = 2, AfterId = "b" }));
    }

    [Fact]
    public async Task Every_filter_narrows_the_list()
    {
        await KeepAsync("a", new EntityRow
        {
            Status = "LATE",
            Person = "c1",
            Parent = "p1",
            AmountMinor = 500,
            Currency = "USD",
            Day = Day,
            Zone = "UTC",
            Labels = ["VIP", "x"],
        });
        await KeepAsync("b", new EntityRow { Status = "CLEAR", AmountMinor = 499, Day = Day.PlusDays(1), Labels = ["VI"] });
        await KeepAsync("c", new EntityRow { Status = "CLEAR" });

        Assert.Equal("a", await FindAsync(All with { Status = "LATE" }));
        Assert.Equal("a", await FindAsync(All with { Person = "c1" }));
        Assert.Equal("a", await FindAsync(All with { Parent = "p1" }));
        Assert.Equal("a", await FindAsync(All with { AmountMinorMin = 500 }));
        Assert.Equal("b", await FindAsync(All with { Labels = ["VI"] }));
        Assert.Equal("a", await FindAsync(All with { Labels = ["x", "VIP"] }));
        Assert.Equal(string.Empty, await FindAsync(All with { Labels = ["x", "VI"] }));
        Assert.Equal("a", await FindAsync(All with { Days = new RowDays(Day, Day, OrNone: false) }));
        Assert.Equal("b c", await FindAsync(All with { Days = new RowDays(Day.PlusDays(1), null, OrNone: true) }));
        Assert.Equal("a b", await FindAsync(All with { Days = new RowDays(null, null, OrNone: false) }));
    }

    [Fact]
    public async Task A_count_knows_the_same_filters_and_ends_at_the_limit()
    {
        await KeepAsync("a", new EntityRow { Status = "open", Labels = ["campaign:x", "not_eligible"] });
        await KeepAsync("b", new EntityRow { Status = "open", Labels = ["campaign:x"] });
        await KeepAsync("c", new EntityRow { Status = "paused", Labels = ["campaign:x", "not_eligible"] });
        await KeepAsync("announced", new EntityRow { Labels = ["campaign:x", "not_eligible"] });
        await KeepAsync("d", new EntityRow { Status = "open", Labels = ["campaign:x", "not_eligible"] }, tenant: "other");

        Assert.Equal(3, await Rows.CountAsync(All));
        Assert.Equal(2, await Rows.CountAsync(All with { Labels = ["campaign:x", "not_eligible"] }));
        Assert.Equal(1, await Rows.CountAsync(All with { Labels = ["not_eligible"], Status = "paused" }));
        Assert.Equal(1, await Rows.CountAsync(All with { Labels = ["not_eligible"], AfterId = "a" }));
        Assert.Equal(2, await Rows.CountAsync(All with { Limit = 2 }));
        Assert.Equal(0, await Rows.CountAsync(All with { Labels = ["campaign:y"] }));
    }

    [Fact]
    public async Task Worklists_come_by_amount_then_by_id()
    {
        await KeepAsync("a", new EntityRow { Status = "open", AmountMinor = 7 });
        await KeepAsync("b", new EntityRow { Status = "open", AmountMinor = -2 });
        await KeepAsync("c", new EntityRow { Status = "open", AmountMinor = 7 });
        await KeepAsync("d", new EntityRow { Status = "closed", AmountMinor = -9 });

        var worklist = All with { Status = "open", SmallestFirst = true };
        Assert.Equal("b a c", await FindAsync(worklist));
        Assert.Equal("b a", await FindAsync(worklist with { Limit = 2 }));
    }

    [Fact]
    public async Task A_search_finds_by_id_person_label_or_terms_and_newer_terms_replace_older()
    {
        await KeepAsync("a", new EntityRow { Status = "CLEAR", Person = "c1", Labels = ["VIP"] }, terms: ["n1", "n2", "t1"]);
        await KeepAsync("b", new EntityRow { Status = "CLEAR" }, terms: ["n1"]);
        await KeepAsync("c", new EntityRow { Status = "CLEAR" });

        Assert.Equal("c", await FindAsync(All with { Search = new RowSearch("c", [], null) }));
        Assert.Equal("a", await FindAsync(All with { Search = new RowSearch("c1", [], null) }));
        Assert.Equal("a", await FindAsync(All with { Search = new RowSearch("VIP", [], null) }));
        Assert.Equal("a b", await FindAsync(All with { Search = new RowSearch("-", ["n1"], null) }));
        Assert.Equal("a", await FindAsync(All with { Search = new RowSearch("-", ["n1", "n2"], null) }));
        Assert.Equal("a b", await FindAsync(All with { Search = new RowSearch("b", ["n1", "n2"], "t1") }));
        Assert.Equal("a", await FindAsync(All with { Terms = ["t1"], Search = new RowSearch("-", ["n1"], null) }));

        var stored = await LoadAsync(Make.Account("a"));
        await CommitAsync(Make.Next(stored) with
        {
            Row = new EntityRow { Status = "CLEAR" },
            SideRows = [new SideRow.SearchTerms(["t2"])],
        });
        Assert.Equal("b", await FindAsync(All with { Search = new RowSearch("-", ["n1"], "t1") }));
        Assert.Equal("a", await FindAsync(All with { Terms = ["t2"] }));
    }

    private static RowQuery All => new("default", "account") { Limit = 10 };

    private async Task<string> FindAsync(RowQuery query) =>
        string.Join(' ', (await Rows.FindAsync(query)).Select(row => row.Key.Id));

    private Task<StoredEntity> KeepAsync(string id, EntityRow row, string tenant = "default", string[]? terms = null) =>
        CommitAsync(Make.New(Make.Account(id, tenant)) with
        {
            Row = row,
            SideRows = terms is null ? [] : [new SideRow.SearchTerms(terms)],
        });
}
