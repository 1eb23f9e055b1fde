using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Configuration;

public sealed class TenantConfigurationTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 9, 0);

    private static readonly Currency Dollar = Currency.Of("USD");

    private static readonly TenantConfiguration Shipped = TenantConfigurationFold.Initial("north");

    [Fact]
    public void A_tenant_starts_with_what_is_shipped()
    {
        Assert.Equal(0, Shipped.Number);
        Assert.Equal(new TenantSettings { TimeZone = "UTC", Currency = "USD", Locale = "en" }, Shipped.Settings);
        var policy = Shipped.PolicyFor(new Segmentation(), Dollar);
        Assert.Equal((0, "default"), (policy.Version, policy.Policy.Name));
        Assert.False(Shipped.CalendarOrDefault("CN").IsWorkday(new LocalDate(2025, 10, 1)));
        Assert.True(Shipped.CalendarOrDefault(null).IsWorkday(new LocalDate(2025, 10, 1)));
    }

    [Fact]
    public void A_published_policy_takes_its_accounts_from_the_default()
    {
        var next = Apply(Shipped, 3, "policy", "north", """{"appliesTo":{"division":["NORTH"]},"states":[]}""");
        Assert.Equal(3, next.Number);
        Assert.Equal("north", next.PolicyFor(new Segmentation { Division = "NORTH" }, Dollar).Policy.Name);
        Assert.Equal("default", next.PolicyFor(new Segmentation { Division = "SOUTH" }, Dollar).Policy.Name);
        Assert.Single(Shipped.Policies);
    }

    [Fact]
    public void A_published_calendar_replaces_the_shipped_one()
    {
        var next = Apply(Shipped, 1, "calendar", "CN", """{"holidays":["2027-01-01"]}""");
        Assert.True(next.CalendarOrDefault("CN").IsWorkday(new LocalDate(2025, 10, 1)));
        Assert.False(next.CalendarOrDefault("CN").IsWorkday(new LocalDate(2027, 1, 1)));
    }

    [Fact]
    public void Configured_settings_are_published_and_apply()
    {
        var run = Run();
        var configure = new TenantCommand.ConfigureTenant
        {
            Name = "North",
            TimeZone = "Asia/Shanghai",
            Currency = "CNY",
        };
        var decision = run.Command(Now, configure);
        var configured = Assert.IsType<TenantEvent.Configured>(Assert.Single(decision.Events));
        Assert.Equal(["name", "timezone", "currency"], configured.Changes);
        Assert.Single(TenantDecider.React(run.State, configured, Shipped));

        var publication = Assert.IsType<SideRow.Publish>(Assert.Single(decision.SideRows)).Publication;
        var next = TenantConfigurationFold.Apply(Shipped, publication);
        Assert.Equal("Asia/Shanghai", next.Zone.Id);
        Assert.Equal("CNY", next.Currency.Code);
        Assert.Equal("en", next.Settings.Locale);
        Assert.Equal(Decision<TenantEvent>.Nothing, run.Command(Now, configure));
        Assert.Equal(Decision<TenantEvent>.Nothing, run.Command(Now, configure with { OnlyNew = true }));
        var other = run.Command(Now, configure with { OnlyNew = true, Name = "South" });
        Assert.Equal("tenant_exists", other.Rejection!.Code);
    }

    [Fact]
    public void Every_setting_at_fault_is_named()
    {
        var refusal = Run().Command(Now, new TenantCommand.ConfigureTenant
        {
            Name = " ",
            TimeZone = "UTC+8",
            Currency = "RMB",
            Locale = "e",
            Country = "chn",
        }).Rejection;
        Assert.Equal(
            ["/name", "/timezone", "/currency", "/locale", "/country"], refusal!.Fields.Select(field => field.Pointer));
    }

    [Fact]
    public void Checkpoints_only_go_forward_and_never_contradict_each_other()
    {
        var run = Run();
        var first = new Checkpoint(10, 3, "aa", "s1");
        Assert.Single(run.Command(Now, new TenantCommand.RecordCheckpoint(first)).Events);
        Assert.Empty(run.Command(Now, new TenantCommand.RecordCheckpoint(first)).Events);
        var earlier = new TenantCommand.RecordCheckpoint(first with { UpToSequence = 9, Hash = "bb" });
        Assert.Empty(run.Command(Now, earlier).Events);
        var other = run.Command(Now, new TenantCommand.RecordCheckpoint(first with { Hash = "bb" }));
        Assert.Equal("checkpoint_differs", other.Rejection!.Code);
        Assert.Single(run.Command(Now, new TenantCommand.RecordCheckpoint(first with { UpToSequence = 11 })).Events);
    }

    [Fact]
    public void An_unknown_publication_is_a_bug() =>
        Assert.Throws<BrokenInvariantException>(() => Apply(Shipped, 1, "moon", "phase", "{}"));

    private static TenantConfiguration Apply(
        TenantConfiguration configuration, long number, string kind, string name, string content) =>
        TenantConfigurationFold.Apply(configuration, new Publication(number, kind, name, 1, Now, content));

    private static EntityRun<TenantDecider, Tenant, TenantCommand, TenantEvent> Run() =>
        new(new EntityKey("north", "tenant", "north"), Shipped, TenantJson.Default);
}
