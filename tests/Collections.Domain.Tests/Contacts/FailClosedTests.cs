using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

/// <summary>What cannot be judged is blocked, and what a person's gate keeps is bounded.</summary>
public sealed class FailClosedTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 5, 12, 0);

    private static readonly Instant Night = Instant.FromUtc(2026, 1, 5, 22, 0);

    [Fact]
    public void An_unknown_zone_blocks()
    {
        var story = new GateStory().Ask(Noon, "n1", "Mars/One");

        Assert.Equal("timezone_unknown", Assert.IsType<PersonEvent.Blocked>(story.Events[^1]).Reason);
    }

    [Fact]
    public void A_malformed_request_is_blocked_and_reported_without_being_kept()
    {
        var story = new GateStory().Ask(Noon, GateStory.Request("n1", Noon) with { Channel = "e mail" });

        var blocked = Assert.IsType<PersonEvent.Blocked>(Assert.Single(story.Events));
        Assert.Equal(("malformed_request", "unknown"), (blocked.Reason, blocked.Channel));
        Assert.Single(story.Messages());
    }

    [Fact]
    public void A_request_without_valid_ids_is_refused() => Assert.Equal(
        "invalid_request",
        new GateStory().Refused(Noon, new PersonCommand.RequestContact(GateStory.Request("no id", Noon))));

    [Fact]
    public void Amounts_need_a_currency()
    {
        var request = GateStory.Request("n1", Noon) with { Data = new NoticeFacts { OverdueMinor = 1 } };

        Assert.Equal("Blocked", new GateStory().Ask(Noon, request).Trace);
    }

    [Fact]
    public void A_hold_whose_zone_is_unknown_stands_until_it_is_released()
    {
        var past = new LocalDate(2020, 1, 1);
        var story = new GateStory()
            .Do(Noon, new PersonCommand.PlaceContactHold("a1", "h1", past, past.PlusDays(1), "Mars/One"))
            .Ask(Noon, "n1");

        Assert.Equal("HoldPlaced Requested Blocked", story.Trace);
    }

    [Fact]
    public void Contacts_beyond_the_limit_are_blocked()
    {
        var story = new GateStory();
        for (var i = 0; i <= Person.PendingMax; i++)
        {
            story.Ask(Night, GateStory.Request($"n{i}", Night) with { Series = $"s{i}" });
        }

        Assert.Equal(Person.PendingMax, story.State.Pending.Count);
        Assert.Equal("too_many_pending", Assert.IsType<PersonEvent.Blocked>(story.Events[^1]).Reason);
    }

    [Fact]
    public void Holds_beyond_the_limit_are_refused_and_block_everything()
    {
        var story = new GateStory();
        for (var i = 0; i < Person.HoldsMax; i++)
        {
            story.Do(Noon, Hold($"h{i}"));
        }

        Assert.Equal("too_many_holds", story.Refused(Noon, Hold("one-more")));
        story.Ask(Noon, GateStory.Request("n1", Noon) with { AccountId = "a2" });
        Assert.Equal("hold", Assert.IsType<PersonEvent.Blocked>(story.Events[^1]).Reason);

        static PersonCommand Hold(string id) =>
            new PersonCommand.PlaceContactHold("a1", id, new LocalDate(2026, 1, 1), null, "UTC");
    }

    [Fact]
    public void Ended_contacts_are_forgotten_oldest_first()
    {
        var story = new GateStory();
        for (var i = 0; i < Person.EndedMax + 1; i++)
        {
            story.Ask(Noon, $"n{i}").Do(Noon, new PersonCommand.SettleContact($"n{i}", SettleOutcome.Sent));
        }

        Assert.Equal(Person.EndedMax, story.State.Ended.Count);
        Assert.Equal("n1", story.State.Ended[0].NoticeId);
    }
}
