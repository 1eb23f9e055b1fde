using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

public abstract partial class StoreSuite
{
    private static readonly string Ann = new('a', 64);
    private static readonly string Ben = new('b', 64);

    [Fact]
    public async Task A_member_is_found_on_every_list_that_has_it()
    {
        var until = Make.Start + Duration.FromDays(30);
        await ListAsync("second", "dnc", new ListMember(Ann, Make.Start, until, "asked"));
        await ListAsync("first", "white", new ListMember(Ann, Make.Start), new ListMember(Ben, Make.Start));

        var found = await Store.FindListingsAsync([Member(Ben), Member(new string('c', 64)), Member(Ann)]);

        Assert.Equal([1, 0, 2], found.Select(each => each.Count));
        Assert.Equal(["first", "second"], found[2].Select(listing => listing.List.Id));
        Assert.Equal(List("first"), found[0][0].List);
        Assert.Equal("white", found[0][0].Row.Status);
        Assert.Equal(new ListMember(Ann, Make.Start, until, "asked"), found[2][1].Entry);
    }

    [Fact]
    public async Task A_member_listed_again_has_its_last_entry()
    {
        var list = await ListAsync("a", "dnc", new ListMember(Ann, Make.Start, Note: "first"));
        var last = new ListMember(Ann, Make.Start + Duration.FromDays(1), Note: "last");

        await CommitAsync(Make.Next(list) with { SideRows = [new SideRow.Listed([last])] });

        Assert.Equal([last], (await ListingsAsync(Ann)).Select(listing => listing.Entry));
    }

    [Fact]
    public async Task A_member_taken_off_a_list_stays_on_the_others()
    {
        var list = await ListAsync("a", "dnc", new ListMember(Ann, Make.Start), new ListMember(Ben, Make.Start));
        await ListAsync("b", "dnc", new ListMember(Ann, Make.Start));

        await CommitAsync(Make.Next(list) with { SideRows = [new SideRow.Unlisted([Ann, new string('c', 64)])] });

        Assert.Equal(["b"], (await ListingsAsync(Ann)).Select(listing => listing.List.Id));
        Assert.Single(await ListingsAsync(Ben));
    }

    [Fact]
    public async Task A_listing_shows_its_list_as_it_is_now()
    {
        var list = await ListAsync("a", "dnc", new ListMember(Ann, Make.Start));

        await CommitAsync(Make.Next(list) with { Row = new EntityRow { Status = "retired", Labels = ["scope:x"] } });

        var row = Assert.Single(await ListingsAsync(Ann)).Row;
        Assert.Equal("retired", row.Status);
        Assert.Equal(["scope:x"], row.Labels);
    }

    [Fact]
    public async Task Members_of_a_commit_that_fails_are_on_no_list()
    {
        var stale = await ListAsync("a", "dnc");
        await CommitAsync(Make.Next(stale));

        var failed = Make.Next(stale) with { SideRows = [new SideRow.Listed([new ListMember(Ann, Make.Start)])] };

        Assert.Equal(CommitResult.VersionConflict, await ResultOfAsync(failed));
        Assert.Empty(await ListingsAsync(Ann));
    }

    [Fact]
    public async Task Lists_of_other_tenants_and_members_that_are_no_hashes_do_not_mix_in()
    {
        await ListAsync("a", "dnc", new ListMember(Ann, Make.Start));

        Assert.Empty((await Store.FindListingsAsync([new MemberKey("other", Ann)]))[0]);
        await Assert.ThrowsAnyAsync<Exception>(
            async () => await ListAsync("b", "dnc", new ListMember("13800000001", Make.Start)));
    }

    [Fact]
    public async Task Members_survive_a_reopening()
    {
        await ListAsync("a", "dnc", new ListMember(Ann, Make.Start, Note: "asked"));

        await _harness.ReopenAsync();

        Assert.Equal("asked", Assert.Single(await ListingsAsync(Ann)).Entry.Note);
    }

    private static EntityKey List(string id) => new("default", "list", id);

    private static MemberKey Member(string hash) => new("default", hash);

    private async Task<IReadOnlyList<Listing>> ListingsAsync(string member) =>
        (await Store.FindListingsAsync([Member(member)]))[0];

    private Task<StoredEntity> ListAsync(string id, string status, params ListMember[] members) =>
        CommitAsync(Make.New(List(id)) with
        {
            Row = new EntityRow { Status = status },
            SideRows = [new SideRow.Listed(members)],
        });
}
