using Collections.Domain.Configuration;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Configuration;

public sealed class PublicationTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 9, 0);

    private static readonly TenantConfiguration Shipped = TenantConfigurationFold.Initial("default");

    [Fact]
    public void A_version_effective_at_once_is_published_and_takes_effect_in_one_decision()
    {
        var run = Run("residential");
        var decision = run.Command(Now, Publish(Documents.Policy(1)));

        var published = Assert.IsType<PublicationEvent.Published>(decision.Events[0]);
        Assert.Equal((1, 1L, Now), (published.Version, published.Number, published.EffectiveFrom));
        Assert.Equal(["first version"], published.Changes);
        Assert.Equal(new PublicationEvent.Effective(1, 1), decision.Events[1]);
        var publication = Assert.IsType<SideRow.Publish>(Assert.Single(decision.SideRows)).Publication;
        Assert.Equal(new Publication(1, "policy", "residential", 1, Now, published.Content), publication);
        Assert.Null(run.NextWake);
    }

    [Fact]
    public void A_version_that_takes_effect_starts_the_job_of_its_number()
    {
        var run = Run("residential");
        var decision = run.Command(Now, Publish(Documents.Policy(1)));
        Assert.Empty(PublicationDecider<PolicyDocument>.React(run.State, decision.Events[0], Shipped));
        var message = Assert.Single(PublicationDecider<PolicyDocument>.React(run.State, decision.Events[1], Shipped));
        Assert.Equal(new EntityKey("default", "job", "reeval-1"), message.To);
        Assert.Equal("startReevaluation", message.Type);
        Assert.Equal("""{"number":1}"""u8.ToArray(), message.Body.ToArray());
    }

    [Fact]
    public void Versions_take_effect_in_the_order_of_their_dates()
    {
        var run = Run("residential");
        run.Command(Now, Publish(Documents.Policy(1), Now + Duration.FromDays(10)));
        run.Command(Now, Publish(Documents.Policy(2), Now + Duration.FromDays(5)));
        Assert.Equal(Now + Duration.FromDays(5), run.NextWake);

        run.CatchUp(Now + Duration.FromDays(20));
        Assert.Equal(
            [new PublicationEvent.Effective(2, 2), new PublicationEvent.Effective(1, 1)],
            run.Happened.Select(h => h.Event).OfType<PublicationEvent.Effective>());
        Assert.Equal(
            [Now, Now, Now + Duration.FromDays(5), Now + Duration.FromDays(10)], run.Happened.Select(h => h.At));
    }

    [Fact]
    public void The_same_content_again_changes_nothing()
    {
        var run = Run("residential");
        run.Command(Now, Publish(Documents.Policy(1)));
        var spaced = Documents.Policy(1).Replace(":", " : ", StringComparison.Ordinal);
        Assert.Equal(Decision<PublicationEvent>.Nothing, run.Command(Now + Duration.FromDays(1), Publish(spaced)));
    }

    [Fact]
    public void The_same_content_earlier_than_planned_is_a_new_version()
    {
        var run = Run("residential");
        run.Command(Now, Publish(Documents.Policy(1), Now + Duration.FromDays(10)));
        Assert.Equal(2, run.Command(Now, Publish(Documents.Policy(1))).Events.Count);
    }

    [Fact]
    public void Every_fault_of_a_document_is_a_field_of_the_refusal()
    {
        var refusal = Run("residential").Command(Now, Publish(Documents.Policy(4))).Rejection;
        Assert.Equal((RejectionClass.Invalid, "invalid_request"), (refusal!.Class, refusal.Code));
        var pointers = refusal.Fields.Select(field => field.Pointer);
        Assert.Equal(["/states/0/when", "/unknown"], pointers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Text_that_is_no_JSON_is_a_malformed_request() =>
        Assert.Equal("invalid_request", Run("residential").Command(Now, Publish("{")).Rejection!.Code);

    [Fact]
    public void A_version_never_takes_effect_in_the_past()
    {
        var publish = Publish(Documents.Policy(1), Now - Duration.FromMilliseconds(1));
        Assert.Equal("effective_from_in_past", Run("residential").Command(Now, publish).Rejection!.Code);
    }

    [Fact]
    public void Only_so_many_versions_wait_for_their_day()
    {
        var run = Run("residential");
        for (var i = 1; i <= VersionHistory.PendingMax; i++)
        {
            Assert.Null(run.Command(Now, Publish(Documents.Policy(10 + i), Now + Duration.FromDays(i))).Rejection);
        }

        var later = Publish(Documents.Policy(1), Now + Duration.FromDays(99));
        Assert.Equal("too_many_pending_versions", run.Command(Now, later).Rejection!.Code);
        Assert.Null(run.Command(Now, Publish(Documents.Policy(1))).Rejection);
    }

    [Fact]
    public void Old_versions_are_forgotten_but_never_the_one_that_applies()
    {
        var run = Run("residential");
        for (var i = 1; i <= VersionHistory.KeptMax + 20; i++)
        {
            run.Command(Now + Duration.FromMinutes(i), Publish(Documents.Policy(100 + i)));
        }

        Assert.Equal(VersionHistory.KeptMax, run.State.History.Kept.Count);
        Assert.Equal(VersionHistory.KeptMax + 20, run.State.History.LatestVersion);
        Assert.Equal(run.State.History.LatestVersion, run.State.History.AppliesAt(Now + Duration.FromDays(1))!.Version);
    }

    [Fact]
    public void A_tie_with_a_policy_in_effect_is_refused()
    {
        const string North = """{"appliesTo":{"division":["NORTH"]},"states":[]}""";
        var effective = TenantConfigurationFold.Apply(
            Shipped, new Publication(1, "policy", "north", 1, Now, North));
        var run = new EntityRun<PublicationDecider<PolicyDocument>, PublishedState, PublicationCommand, PublicationEvent>(
            new EntityKey("default", "policy", "other"), effective, PublicationJson.Default);
        var refusal = run.Command(Now, Publish(North)).Rejection;
        Assert.Equal("policy_tie", Assert.Single(refusal!.Fields).Code);
    }

    [Fact]
    public void A_policy_names_only_calendars_the_tenant_has()
    {
        var run = Run("residential");
        Assert.NotNull(run.Command(Now, Publish("""{"calendar":"XX","states":[]}""")).Rejection);
        Assert.Null(run.Command(Now, Publish("""{"calendar":"CN","states":[]}""")).Rejection);
    }

    private static EntityRun<PublicationDecider<PolicyDocument>, PublishedState, PublicationCommand, PublicationEvent> Run(string name) =>
        new(new EntityKey("default", "policy", name), Shipped, PublicationJson.Default);

    private static PublicationCommand.Publish Publish(string content, Instant? from = null) =>
        new("json", content, content, from);
}
