using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

/// <summary>Hours that bind unless the person agreed to others: GB/T 45251-2025.</summary>
public sealed class AgreedHoursTests
{
    private static readonly Instant Ten = Given.At("2026-06-01T14:00:00Z"); // 22:00 in Shanghai

    private static readonly TenantConfiguration Standard = Given.Presets("CN_GBT45251");

    [Fact]
    public void At_night_a_call_is_legal_while_the_person_agrees_and_no_longer()
    {
        var until = Ten + Duration.FromHours(1);
        var story = new GateStory(Standard).Do(Ten, Agree(until: until));

        var agreed = story.Report(Ten, Reserve("n1"))!;
        Assert.Equal((GateAnswer.Allow, until), (agreed.Decision, agreed.Closes));
        Assert.Contains(agreed.Rules, rule => rule.Rule == "window" && rule.Saw.Contains("agreed: k1", StringComparison.Ordinal));
        var over = story.Report(until, Reserve("n2"))!;
        Assert.Equal((GateAnswer.Defer, Given.At("2026-06-02T00:00:00Z")), (over.Decision, over.Until));
    }

    [Theory]
    [InlineData("notice", "phone", null)] // a consent to be contacted is none to be contacted at night
    [InlineData("hours", "email", null)]
    [InlineData("hours", null, "a2")]
    public void What_was_agreed_of_something_else_does_not_count(string purpose, string? channel, string? account)
    {
        var consent = Agree().Consent with { Purpose = purpose, Channel = channel, AccountId = account };
        var story = new GateStory(Standard).Do(Ten, new PersonCommand.GiveConsent(consent));

        Assert.Equal(GateAnswer.Defer, story.Report(Ten, Reserve("n1"))!.Decision);
    }

    [Fact]
    public void Hours_that_say_nothing_of_agreements_bind_all_the_same()
    {
        var story = new GateStory(Given.Presets("CN_GBT45251", "CN_OUTBOUND")).Do(Ten, Agree());

        Assert.Equal(Given.At("2026-06-02T01:00:00Z"), story.Report(Ten, Reserve("n1"))!.Until);
    }

    private static PersonCommand.GiveConsent Agree(Instant? until = null) => new(new Consent
    {
        ConsentId = "k1",
        Purpose = "hours",
        Channel = "phone",
        At = Ten,
        Until = until,
        Source = "call-7",
    });

    private static PersonCommand.ReserveContact Reserve(string id) => new(id, "a1", "phone", "Asia/Shanghai");
}
