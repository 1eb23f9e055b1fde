using System.Text;
using System.Text.Json;
using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

public sealed class PersonTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 5, 12, 0);

    private static readonly Instant Night = Instant.FromUtc(2026, 1, 5, 22, 0);

    private static readonly Instant Morning = Instant.FromUtc(2026, 1, 6, 8, 0);

    [Fact]
    public void Within_the_hours_a_contact_is_permitted_at_once_and_handed_to_the_gateway()
    {
        var story = new GateStory().Ask(Noon, "n1");

        Assert.Equal("Requested Permitted", story.Trace);
        var message = Assert.Single(story.Messages());
        Assert.Equal((new EntityKey("default", "notices", "n1"), "sendNotice"), (message.To, message.Type));
        var send = JsonSerializer.Deserialize(message.Body.Span, PersonJson.Default.SendNotice)!;
        Assert.Equal(("c1", Noon, Noon.Plus(Duration.FromHours(9))), (send.PersonId, send.PermittedAt, send.Until));
        Assert.Equal("account/a1/contact/0", send.Request.To.Ref);
    }

    [Fact]
    public void At_night_a_contact_waits_for_the_morning_of_its_zone()
    {
        var story = new GateStory().Ask(Night, "n1").Ask(Night, "n2", "America/New_York");

        Assert.Equal("Requested Deferred Requested Permitted", story.Trace);
        Assert.Equal(Morning, story.NextWake);
        Assert.Equal("Requested Deferred Requested Permitted Permitted", story.Until(Morning).Trace);
    }

    [Fact]
    public void A_contact_by_hand_is_permitted_and_settled_without_a_word_to_gateway_or_account()
    {
        var story = new GateStory()
            .Do(Noon, new PersonCommand.ReserveContact("k1", "a1", "phone", "UTC"))
            .Do(Noon, new PersonCommand.ReserveContact("k1", "a1", "phone", "UTC"))
            .Do(Noon, new PersonCommand.SettleContact("k1", SettleOutcome.Sent, "answered"));

        Assert.Equal("Permitted Settled", story.Trace);
        Assert.Empty(story.Messages());
        Assert.Empty(story.State.Reserved);
        Assert.Null(story.NextWake);
    }

    [Fact]
    public void A_contact_by_hand_at_night_is_refused_on_record_and_does_not_wait()
    {
        var story = new GateStory().Do(Night, new PersonCommand.ReserveContact("k1", "a1", "phone", "UTC"));

        Assert.Equal("Deferred", story.Trace);
        Assert.Null(story.NextWake);
        Assert.Equal(
            "Deferred Permitted",
            story.Do(Morning, new PersonCommand.ReserveContact("k1", "a1", "phone", "UTC")).Trace);
    }

    [Fact]
    public void A_contact_by_hand_of_which_nothing_is_heard_is_given_up_after_a_day()
    {
        var story = new GateStory().Do(Noon, new PersonCommand.ReserveContact("k1", "a1", "phone", "UTC"));

        Assert.Equal(Noon.Plus(Duration.FromDays(1)), story.NextWake);
        var end = Assert.IsType<PersonEvent.Settled>(story.Until(Noon.Plus(Duration.FromDays(2))).Events[^1]);
        Assert.Equal((SettleOutcome.Failed, "not_settled"), (end.Outcome, end.Reason));
    }

    [Fact]
    public void An_account_that_leaves_takes_its_holds_and_what_waits_along()
    {
        var story = new GateStory()
            .Do(Noon, new PersonCommand.PlaceContactHold("a1", "h", new LocalDate(2027, 1, 1), null, "UTC"))
            .Ask(Night, "n1")
            .Do(Night, new PersonCommand.LeaveAccount("a2"))
            .Do(Night, new PersonCommand.LeaveAccount("a1"));

        Assert.Equal("HoldPlaced Requested Deferred HoldReleased Blocked", story.Trace);
        Assert.Equal("customer_changed", Assert.IsType<PersonEvent.Blocked>(story.Events[^1]).Reason);
        Assert.Empty(story.State.Pending);
    }

    [Fact]
    public void What_waits_about_an_account_keeps_the_hours_of_the_zone_it_moved_to()
    {
        var story = new GateStory()
            .Ask(Night, "n1")
            .Do(Night, new PersonCommand.MoveAccount("a1", "Asia/Tokyo"))
            .Do(Night, new PersonCommand.MoveAccount("a1", "Asia/Tokyo"))
            .Do(Night, new PersonCommand.MoveAccount("a2", "Asia/Tokyo"));

        Assert.StartsWith("Requested Deferred ZoneChanged", story.Trace, StringComparison.Ordinal);
        Assert.Equal("Asia/Tokyo", story.Events.OfType<PersonEvent.ZoneChanged>().Single().TimeZone);
        var before = story.Events.OfType<PersonEvent.Deferred>().First();
        Assert.NotEqual(before.Until, story.State.Pending.FirstOrDefault()?.DueAt);
    }

    [Fact]
    public void A_permit_of_before_a_move_does_not_hold_at_night()
    {
        var story = new GateStory()
            .Ask(Noon, "n1")
            .Do(Noon, new PersonCommand.MoveAccount("a1", "Asia/Tokyo"));

        var last = story.Report(Noon + Duration.FromHours(1), new PersonCommand.ConfirmContact("n1"));

        Assert.Equal(GateAnswer.Defer, last!.Decision);
        Assert.Equal("Requested Permitted ZoneChanged Deferred", story.Trace);
    }

    [Fact]
    public void Opting_out_while_a_contact_waits_wins()
    {
        var story = new GateStory()
            .Ask(Night, "n1")
            .Do(Night.Plus(Duration.FromHours(1)), new PersonCommand.OptOut("email", "letter"))
            .Until(Morning);

        Assert.Equal("Requested Deferred OptedOut Blocked", story.Trace);
        Assert.Equal(
            """{"noticeId":"n1","outcome":"blocked","channel":"email","template":"reminder","reason":"opt_out"}""",
            Outcome(story.Messages()));
    }

    [Fact]
    public void A_consent_for_one_channel_stands_while_all_others_are_closed()
    {
        var story = new GateStory()
            .Do(Noon, new PersonCommand.OptOut(null, "letter"))
            .Do(Noon, new PersonCommand.OptIn("email", "form"))
            .Ask(Noon, "n1")
            .Ask(Noon, GateStory.Request("n2", Noon) with { Channel = "sms" });

        Assert.Equal("OptedOut OptedIn Requested Permitted Requested Blocked", story.Trace);
        Assert.Equal("Blocked", story.Do(Noon, new PersonCommand.OptOut(null, "call")).Ask(Noon, "n3").Trace.Split(' ')[^1]);
    }

    [Theory]
    [InlineData("2026-01-05", "Blocked")] // It begins at midnight of its first day
    [InlineData("2026-01-06", "Permitted")]
    public void A_hold_blocks_its_account_on_its_days(string from, string expected)
    {
        var first = NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value;
        var story = new GateStory()
            .Do(Noon, new PersonCommand.PlaceContactHold("a1", "h1", first, null, "UTC"))
            .Ask(Noon, "n1")
            .Ask(Noon, GateStory.Request("n2", Noon) with { AccountId = "a2" });

        Assert.Equal($"HoldPlaced Requested {expected} Requested Permitted", story.Trace);
    }

    [Fact]
    public void A_hold_ends_with_the_start_of_its_last_day_in_its_own_zone()
    {
        var until = new LocalDate(2026, 1, 6);
        var story = new GateStory()
            .Do(Noon, new PersonCommand.PlaceContactHold("a1", "h1", until.PlusDays(-9), until, "Asia/Shanghai"))
            .Ask(Instant.FromUtc(2026, 1, 5, 15, 59), "n1")
            .Ask(Instant.FromUtc(2026, 1, 5, 16, 0), "n2");

        Assert.Equal("HoldPlaced Requested Blocked Requested Permitted", story.Trace);
    }

    [Fact]
    public void A_released_hold_blocks_no_more()
    {
        var story = new GateStory()
            .Do(Noon, new PersonCommand.PlaceContactHold("a1", "h1", new LocalDate(2026, 1, 1), null, "UTC"))
            .Do(Noon, new PersonCommand.ReleaseContactHold("a1", "h1"))
            .Do(Noon, new PersonCommand.ReleaseContactHold("a1", "h1"))
            .Ask(Noon, "n1");

        Assert.Equal("HoldPlaced HoldReleased Requested Permitted", story.Trace);
    }

    [Fact]
    public void The_same_notice_never_goes_out_twice()
    {
        var story = new GateStory()
            .Ask(Noon, "n1")
            .Ask(Noon, "n1")
            .Do(Noon, new PersonCommand.SettleContact("n1", SettleOutcome.Sent))
            .Do(Noon, new PersonCommand.SettleContact("n1", SettleOutcome.Failed, "address_invalid"))
            .Ask(Noon, "n1");

        Assert.Equal("Requested Permitted Settled", story.Trace);
        Assert.Equal(
            """{"noticeId":"n1","outcome":"sent","channel":"email","template":"reminder"}""",
            Outcome(story.Messages(from: 2)));
    }

    [Fact]
    public void A_failure_is_reported_with_its_reason()
    {
        var story = new GateStory()
            .Ask(Noon, "n1")
            .Do(Noon, new PersonCommand.SettleContact("n1", SettleOutcome.Failed, "address_invalid"));

        Assert.Equal(
            """{"noticeId":"n1","outcome":"failed","channel":"email","template":"reminder","reason":"address_invalid"}""",
            Outcome(story.Messages(from: 2)));
    }

    [Fact]
    public void A_silent_permit_is_asked_again_once_and_then_given_up()
    {
        var story = new GateStory().Ask(Noon, "n1").Until(Noon + Duration.FromDays(1));
        Assert.Equal("Requested Permitted Expired Permitted", story.Trace);

        story.Until(Noon + Duration.FromDays(2));
        Assert.Equal("Requested Permitted Expired Permitted Expired Settled", story.Trace);
        Assert.Null(story.NextWake);
        Assert.Contains("not_settled", Outcome(story.Messages(from: 5)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_given_up_and_is_heard_of_after_all_was_sent()
    {
        var later = Noon + Duration.FromDays(3);
        var story = new GateStory().Ask(Noon, "n1").Until(later);

        story.Do(later, new PersonCommand.SettleContact("n1", SettleOutcome.Sent))
            .Do(later, new PersonCommand.SettleContact("n1", SettleOutcome.Sent));

        Assert.EndsWith("Expired Settled Settled", story.Trace, StringComparison.Ordinal);
        Assert.Contains("sent", Outcome(story.Messages(from: 6)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_permit_that_came_too_late_is_decided_again_at_its_new_hour()
    {
        var story = new GateStory()
            .Ask(Noon, "n1")
            .Do(Night, new PersonCommand.SettleContact("n1", SettleOutcome.Late));

        Assert.Equal("Requested Permitted Expired Deferred", story.Trace);
        Assert.Equal(Morning, story.NextWake);
    }

    [Fact]
    public void Permits_that_always_come_too_late_end_in_a_failure()
    {
        var story = new GateStory().Ask(Noon, "n1");
        for (var i = 0; i < 10; i++)
        {
            story.Do(Noon, new PersonCommand.SettleContact("n1", SettleOutcome.Late));
        }

        Assert.Equal(5, story.Events.OfType<PersonEvent.Permitted>().Count());
        Assert.EndsWith("Expired Settled", story.Trace, StringComparison.Ordinal);
    }

    private static string Outcome(IReadOnlyList<Message> messages)
    {
        var message = Assert.Single(messages, each => each.Type == "contactOutcome");
        Assert.Equal(new EntityKey("default", "account", "a1"), message.To);
        return Encoding.UTF8.GetString(message.Body.Span);
    }
}
