using Collections.Domain.Contacts;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

public sealed class ContactPermissionTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 5, 12, 0);

    private static readonly Instant Night = Instant.FromUtc(2026, 1, 5, 22, 0);

    private static readonly ContactQuery Query = new("email", "UTC", "a1");

    [Fact]
    public void Nothing_stands_in_the_way_at_noon()
    {
        var permission = ContactPermission.Ask(new GateStory().State, Query, Noon);

        Assert.Equal((GateAnswer.Allow, null), (permission.Decision, permission.Until));
        Assert.Equal(["opt_out", "hold", "window"], permission.Rules.Select(finding => finding.Rule));
        Assert.Equal(Noon, permission.EvaluatedAt);
    }

    [Fact]
    public void The_answer_at_night_says_until_when_and_what_was_seen()
    {
        var permission = ContactPermission.Ask(new GateStory().State, Query, Night);

        Assert.Equal((GateAnswer.Defer, Night + Duration.FromHours(10)), (permission.Decision, permission.Until));
        Assert.Equal(
            new RuleFinding("window", GateAnswer.Defer, "2026-01-05 22:00:00 in UTC, hours 08:00-21:00"),
            permission.Rules[2]);
    }

    [Fact]
    public void A_block_goes_before_a_deferral()
    {
        var story = new GateStory().Do(Noon, new PersonCommand.OptOut(null, "letter"));
        var permission = ContactPermission.Ask(story.State, Query, Night);

        Assert.Equal((GateAnswer.Block, null, "opt_out"), (permission.Decision, permission.Until, permission.BlockedBy));
        Assert.Equal("opted out of all channels at 2026-01-05T12:00:00Z", permission.Rules[0].Saw);
    }
}
