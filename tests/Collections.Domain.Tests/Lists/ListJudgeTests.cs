using Collections.Domain.Lists;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Lists;

public sealed class ListJudgeTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 1, 5, 9, 30);

    [Fact]
    public void Do_not_contact_goes_before_black_and_black_before_white()
    {
        var binding = Binding(new ListQuery("phone"), ("w", "white", "tenant"), ("b", "black", "tenant"),
            ("d", "dnc", "tenant"));

        Assert.Equal(["d", "b", "w"], binding.Select(place => place.List));
        Assert.Equal("d", ListJudge.StoppedBy(binding)?.List);
    }

    [Fact]
    public void A_white_list_alone_stops_nothing() =>
        Assert.Null(ListJudge.StoppedBy(Binding(new ListQuery("phone"), ("w", "white", "tenant"))));

    [Theory]
    [InlineData("tenant", true)]
    [InlineData("institution:bank1", true)]
    [InlineData("institution:bank2", false)]
    [InlineData("campaign:c1", true)]
    [InlineData("campaign:c2", false)]
    public void A_list_binds_whom_its_scope_names(string scope, bool binds) =>
        Assert.Equal(binds, Binding(new ListQuery("phone", "bank1", "c1"), ("d", "dnc", scope)).Count == 1);

    [Fact]
    public void A_list_about_channels_leaves_the_others_alone()
    {
        var terms = new ListTerms(ListKind.Dnc, ListScope.Tenant) { Channels = ["sms", "wecom"] };

        Assert.Single(ListJudge.Binding([Listing("d", terms, null)], new ListQuery("sms"), At));
        Assert.Empty(ListJudge.Binding([Listing("d", terms, null)], new ListQuery("phone"), At));
    }

    [Fact]
    public void A_place_counts_until_it_runs_out()
    {
        var terms = new ListTerms(ListKind.Dnc, ListScope.Tenant);

        Assert.Single(ListJudge.Binding([Listing("d", terms, At + Duration.Epsilon)], new ListQuery("sms"), At));
        Assert.Empty(ListJudge.Binding([Listing("d", terms, At)], new ListQuery("sms"), At));
    }

    [Fact]
    public void A_binding_place_says_why()
    {
        var place = Assert.Single(Binding(new ListQuery("phone"), ("d", "dnc", "tenant")));

        Assert.Equal(new ListNote("asked", "phone"), place.Note);
    }

    private static IReadOnlyList<BindingListing> Binding(
        ListQuery query, params (string Id, string Kind, string Scope)[] lists) => ListJudge.Binding(
            [
                .. lists.Select(list => Listing(
                    list.Id, new ListTerms(ListLabels.KindOf(list.Kind)!.Value, ListScope.Parse(list.Scope)!), null)),
            ],
            query,
            At);

    private static Listing Listing(string id, ListTerms terms, Instant? until) => new(
        new EntityKey("default", MemberList.Kind, id),
        new EntityRow { Status = "active", Labels = ListLabels.Of(terms) },
        new ListMember(new string('a', 64), At, until, "asked phone"));
}
