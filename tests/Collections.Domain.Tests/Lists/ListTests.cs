using Collections.Domain.Configuration;
using Collections.Domain.Lists;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Lists;

public sealed class ListTests
{
    private static readonly string Ann = new('a', 64);
    private static readonly string Ben = new('b', 64);
    private static readonly EntityKey Key = new("default", ListDecider.Kind, MemberList.DefaultName);
    private static readonly Instant At = Instant.FromUtc(2026, 1, 5, 9, 30);
    private static readonly Principal Clerk = new("key-1", "compliance");
    private static readonly Principal Officer = new("key-2", "compliance");

    private readonly Dictionary<string, ListMember> _members = [];
    private MemberList _list = ListDecider.Initial(Key);
    private long _version;

    [Fact]
    public void Who_asked_for_a_removal_cannot_approve_it()
    {
        Do(Clerk, new ListCommand.AddMember(Ann, "asked", "phone", null));
        Do(Clerk, new ListCommand.RequestRemoval(Ann, "mistake"));
        var removal = Assert.Single(_list.Removals);

        Assert.Equal("approver_is_requester", Refused(Clerk, new ListCommand.ApproveRemoval(removal.RemovalId)));
        Assert.True(_members.ContainsKey(Ann));

        Do(Officer, new ListCommand.ApproveRemoval(removal.RemovalId));

        Assert.Empty(_members);
        Assert.Empty(_list.Removals);
        Assert.Equal(0, _list.Count);
    }

    [Fact]
    public void A_removal_that_was_rejected_leaves_the_member_where_it_is()
    {
        Do(Clerk, new ListCommand.AddMember(Ann, "asked", "phone", null));
        Do(Clerk, new ListCommand.RequestRemoval(Ann, "mistake"));

        Do(Officer, new ListCommand.RejectRemoval(_list.Removals[0].RemovalId));

        Assert.True(_members.ContainsKey(Ann));
        Assert.Empty(_list.Removals);
    }

    [Fact]
    public void A_removal_nobody_approves_runs_out()
    {
        Do(Clerk, new ListCommand.AddMember(Ann, "asked", "phone", null));
        Do(Clerk, new ListCommand.RequestRemoval(Ann, "mistake"));
        var due = ListDecider.NextWake(_list, Configuration);

        Assert.Equal(At + ListDecider.RemovalPatience, due);
        var late = ListDecider.Wake(_list, Context(Principal.System, due!.Value, Facts.None));
        Assert.Equal("expired", Assert.IsType<ListEvent.RemovalRejected>(Assert.Single(late.Events)).Reason);
    }

    [Fact]
    public void Asking_twice_for_a_removal_is_asking_once()
    {
        Do(Clerk, new ListCommand.AddMember(Ann, "asked", "phone", null));
        Do(Clerk, new ListCommand.RequestRemoval(Ann, "mistake"));

        Assert.Empty(Decide(Officer, new ListCommand.RequestRemoval(Ann, "mistake")).Events);
    }

    [Fact]
    public void A_white_list_lets_go_at_once()
    {
        Do(Clerk, new ListCommand.PutList(new ListTerms(ListKind.White, ListScope.Tenant)), "vip");
        Do(Clerk, new ListCommand.AddMember(Ann, "agreed", "contract", null));
        Do(Clerk, new ListCommand.RequestRemoval(Ann, "ended"));

        Assert.Empty(_members);
    }

    [Fact]
    public void A_member_added_again_changes_nothing_unless_its_words_change()
    {
        Do(Clerk, new ListCommand.AddMember(Ann, "asked", "phone", null));

        Assert.Empty(Decide(Clerk, new ListCommand.AddMember(Ann, "asked", "phone", null)).Events);
        Do(Clerk, new ListCommand.AddMember(Ann, "asked", "letter", At + Duration.FromDays(3)));

        Assert.Equal(1, _list.Count);
        Assert.Equal("asked letter", _members[Ann].Note);
    }

    [Fact]
    public void A_part_of_an_import_records_count_and_digest_and_no_member()
    {
        var decision = Decide(Clerk, new ListCommand.AddMembers(
            "import1", [new NewMember(Ben, "register file", null), new NewMember(Ann, "register file", null)]));

        var added = Assert.IsType<ListEvent.MembersAdded>(Assert.Single(decision.Events));
        Assert.Equal((2, ListDigest.Of([Ann, Ben])), (added.Count, added.Digest));
        Assert.Equal(2, Assert.IsType<SideRow.Listed>(Assert.Single(decision.SideRows)).Members.Count);
    }

    [Fact]
    public void A_value_in_clear_is_no_member()
    {
        Assert.Equal("invalid_request", Refused(Clerk, new ListCommand.AddMember("13800000001", "asked", "x", null)));
        Assert.Equal("invalid_request", Refused(Clerk, new ListCommand.AddMembers(
            "import1", [new NewMember(Ann, "a b", null), new NewMember(Ann, "a b", null)])));
    }

    [Fact]
    public void A_list_never_changes_its_kind_or_scope()
    {
        Assert.Equal("list_exists", Refused(
            Clerk, new ListCommand.PutList(new ListTerms(ListKind.White, ListScope.Tenant))));
        Assert.Equal("list_exists", Refused(
            Clerk, new ListCommand.PutList(new ListTerms(ListKind.Dnc, new ListScope("campaign", "c1")))));
    }

    [Fact]
    public void A_list_that_nobody_made_is_unknown()
    {
        _list = ListDecider.Initial(Key with { Id = "other" });

        Assert.Equal("list_unknown", Refused(Clerk, new ListCommand.AddMember(Ann, "asked", "phone", null)));
    }

    private static TenantConfiguration Configuration { get; } = TenantConfigurationFold.Initial("default");

    private DecisionContext<TenantConfiguration> Context(Principal principal, Instant at, Facts facts) =>
        new(Key with { Id = _list.Id }, _version, at, principal, Configuration, facts);

    private Decision<ListEvent> Decide(Principal principal, ListCommand command) => ListDecider.Decide(
        _list, command, Context(principal, At, new Facts(command.Lookups.ToDictionary(each => each, Answer))));

    private object? Answer(Lookup lookup) =>
        lookup is Lookup.Listed listed && _members.TryGetValue(listed.Member, out var entry)
            ? new List<Listing> { new(Key with { Id = _list.Id }, ListDecider.Row(_list), entry) }
            : new List<Listing>();

    private string? Refused(Principal principal, ListCommand command) => Decide(principal, command).Rejection?.Code;

    private void Do(Principal principal, ListCommand command, string? list = null)
    {
        _list = list is null ? _list : ListDecider.Initial(Key with { Id = list });
        var decision = Decide(principal, command);
        Assert.Null(decision.Rejection);
        foreach (var happened in decision.Events)
        {
            _list = ListDecider.Evolve(_list, happened, At);
        }

        _version++;
        foreach (var member in decision.SideRows.OfType<SideRow.Listed>().SelectMany(row => row.Members))
        {
            _members[member.Member] = member;
        }

        foreach (var member in decision.SideRows.OfType<SideRow.Unlisted>().SelectMany(row => row.Members))
        {
            _members.Remove(member);
        }
    }
}
