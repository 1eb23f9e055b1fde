using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

/// <summary>Answers that are an opt-out, and the one message that may confirm it.</summary>
public sealed class OptOutKeywordsTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 6, 1, 12, 0);

    private static readonly TenantConfiguration Us = Given.Presets("US_REGF", "US_TCPA_OVERLAY");

    [Theory]
    [InlineData("US_TCPA_OVERLAY", "STOP")]
    [InlineData("US_TCPA_OVERLAY", " Stop!\n")]
    [InlineData("US_TCPA_OVERLAY", "opt  out.")]
    [InlineData("US_TCPA_OVERLAY", "revoke")]
    [InlineData("CN_OUTBOUND", "td")]
    [InlineData("CN_MIIT_COMMERCIAL", "退订。")]
    [InlineData("US_MA", "stop")] // what a preset inherits
    public void A_keyword_is_understood_however_it_is_written(string preset, string text) =>
        Assert.NotNull(OptOutKeywords.Find(Given.Presets(preset), text, Noon));

    [Theory]
    [InlineData("US_TCPA_OVERLAY", "please do not stop the service")]
    [InlineData("US_TCPA_OVERLAY", "")]
    [InlineData("US_TCPA_OVERLAY", "TD")]
    [InlineData("default", "STOP")]
    public void Anything_else_is_none(string preset, string text) =>
        Assert.Null(OptOutKeywords.Find(Given.Presets(preset), text, Noon));

    [Fact]
    public void A_rule_set_counts_from_its_day_on_in_the_tenants_zone()
    {
        var june = Given.Policy("""{"effectiveFrom":"2026-06-01","optOut":{"keywords":["basta"]}}""");

        Assert.Null(OptOutKeywords.Find(june, "basta", Instant.FromUtc(2026, 5, 31, 23, 59)));
        Assert.NotNull(OptOutKeywords.Find(june, "basta", Instant.FromUtc(2026, 6, 1, 0, 0)));
    }

    [Theory]
    [InlineData(0, "sms", "allow")]
    [InlineData(299, "sms", "allow")]
    [InlineData(300, "sms", "block")] // five minutes
    [InlineData(0, "phone", "block")] // a call confirms nothing
    public void One_message_may_confirm_it_within_minutes(int seconds, string channel, string decision)
    {
        var story = new GateStory(Us)
            .Do(Noon, new PersonCommand.OptOut("sms", "keyword"))
            .Do(Noon, new PersonCommand.OptOut("phone", "keyword"));
        var at = Noon + Duration.FromSeconds(seconds);

        Assert.Equal(decision, story.Report(at, Confirm("n1", channel))!.Decision.ToString().ToLowerInvariant());
        Assert.Equal(GateAnswer.Block, story.Report(at, Confirm("n2", channel))!.Decision);
        Assert.Equal(GateAnswer.Block, story.Report(at, new PersonCommand.ReserveContact("n3", "a1", "sms", "UTC"))!.Decision);
    }

    [Fact]
    public void Where_one_set_of_rules_has_no_confirmation_there_is_none()
    {
        var story = new GateStory(Given.Presets("US_TCPA_OVERLAY", "CN_OUTBOUND"))
            .Do(Noon, new PersonCommand.OptOut("sms", "keyword"));

        Assert.Equal(GateAnswer.Block, story.Report(Noon, Confirm("n1", "sms"))!.Decision);
    }

    private static PersonCommand.ReserveContact Confirm(string id, string channel) => new(id, "a1", channel, "UTC")
    {
        Details = new ContactQuery(channel, "UTC") { Purpose = "opt_out_confirmation" },
    };
}
