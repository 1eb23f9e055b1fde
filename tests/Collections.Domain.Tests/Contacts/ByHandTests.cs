using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

/// <summary>
/// Contacts that people and dialers make: reserved, confirmed, settled; and what is kept of a person.
/// </summary>
public sealed class ByHandTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 5, 12, 0);

    private static readonly TenantConfiguration OneADay = Given.Policy(
        """{ "frequency": [{ "rule": "ONE", "metric": "ATTEMPT", "window": "CALENDAR_DAYS(1)", "limit": 1 }] }""");

    [Fact]
    public void Of_many_requesters_only_as_many_pass_as_there_is_room()
    {
        var story = new GateStory(OneADay);
        for (var i = 0; i < 40; i++)
        {
            story.Do(Noon, Reserve($"n{i}"));
        }

        Assert.Single(story.Events.OfType<PersonEvent.Permitted>());
        Assert.Equal(39, story.Events.OfType<PersonEvent.Deferred>().Count());
    }

    [Fact]
    public void A_call_that_a_server_with_a_clock_ahead_permitted_counts()
    {
        var story = new GateStory(OneADay)
            .Do(Noon + Duration.FromMinutes(8), Reserve("n1"))
            .Do(Noon, Reserve("n2"));

        Assert.Equal("Permitted Deferred", story.Trace);
    }

    [Fact]
    public void A_contact_that_was_not_made_gives_its_place_back()
    {
        var story = new GateStory(OneADay)
            .Do(Noon, Reserve("n1"))
            .Do(Noon, new PersonCommand.SettleContact("n1", SettleOutcome.Failed) { Result = "NOT_MADE" })
            .Do(Noon, Reserve("n2"));

        Assert.Equal("Permitted Settled Permitted", story.Trace);
    }

    [Fact]
    public void A_contact_of_which_nothing_is_heard_counts()
    {
        var story = new GateStory(OneADay).Do(Noon, Reserve("n1")).Until(Noon + Duration.FromDays(1));

        Assert.Equal("OTHER", Assert.Single(story.State.History).Result);
    }

    [Fact]
    public void A_permit_is_judged_again_before_it_is_used()
    {
        var story = new GateStory(OneADay).Do(Noon, Reserve("n1"));

        Assert.Equal(GateAnswer.Allow, story.Report(Noon, new PersonCommand.ConfirmContact("n1"))!.Decision);
        story.Do(Noon, new PersonCommand.OptOut("phone", "call"));
        Assert.Equal(GateAnswer.Block, story.Report(Noon, new PersonCommand.ConfirmContact("n1"))!.Decision);
        Assert.Equal("Permitted OptedOut Blocked", story.Trace);
        Assert.Empty(story.State.History);
        Assert.Equal("FAIL_CLOSED", story.Report(Noon, new PersonCommand.ConfirmContact("n1"))!.BlockedBy);
    }

    [Fact]
    public void A_call_made_on_the_day_after_its_permit_counts_for_that_day()
    {
        var morrow = Noon + Duration.FromDays(1) - Duration.FromHours(1);
        var story = new GateStory(OneADay).Do(Noon, Reserve("n1"))
            .Do(morrow, new PersonCommand.ConfirmContact("n1"))
            .Do(morrow, new PersonCommand.ConfirmContact("n1"));

        Assert.Equal("Permitted Confirmed", story.Trace);
        Assert.Equal(morrow, story.State.History.Single().At);
        Assert.Equal(GateAnswer.Defer, story.Report(morrow, Reserve("n2"))!.Decision);
    }

    [Fact]
    public void A_notice_sent_on_the_day_after_its_permit_counts_for_that_day()
    {
        var morrow = Noon + Duration.FromDays(1) - Duration.FromHours(1);
        var story = new GateStory(OneADay).Ask(Noon, "n1")
            .Do(Noon, new PersonCommand.ConfirmContact("n1"))
            .Do(morrow, new PersonCommand.ConfirmContact("n1"))
            .Do(morrow, new PersonCommand.SettleContact("n1", SettleOutcome.Sent));

        Assert.Equal("Requested Permitted Confirmed Settled", story.Trace);
        Assert.Equal(morrow, story.State.History.Single().At);
        Assert.All(story.Messages(2), message => Assert.Equal("contactOutcome", message.Type));
    }

    [Fact]
    public void A_notice_whose_person_opts_out_is_blocked_at_the_moment_of_sending()
    {
        var story = new GateStory().Ask(Noon, "n1").Do(Noon, new PersonCommand.OptOut(null, "letter"));

        Assert.Equal(GateAnswer.Block, story.Report(Noon, new PersonCommand.ConfirmContact("n1"))!.Decision);
        Assert.Equal("Requested Permitted OptedOut Blocked", story.Trace);
        Assert.Equal("contactOutcome", story.Messages(3).Single().Type);
    }

    [Fact]
    public void Contacts_of_agencies_and_calls_of_the_person_count()
    {
        var story = new GateStory(Given.Presets("US_REGF")).Do(Noon, new PersonCommand.RecordContact(new ContactMark
        {
            ContactId = "in1",
            At = Noon - Duration.FromHours(1),
            Channel = "phone",
            Inbound = true,
            Result = "conversation",
        }));

        var permission = story.Report(Noon + Duration.FromHours(3), Reserve("n1"))!;
        Assert.Equal("REGF_CONVERSATION_7D", permission.DeferredBy);
        Assert.Equal(Given.At("2026-01-12T08:00:00Z"), permission.Until);
        Assert.Equal(
            "contact_in_future",
            story.Refused(Noon, new PersonCommand.RecordContact(story.State.History[0] with
            {
                ContactId = "in2",
                At = Noon + Duration.FromDays(1),
            })));
    }

    [Fact]
    public void A_number_with_limits_of_its_own_is_asked_before_a_notice_is_permitted()
    {
        var story = new GateStory(Given.Policy(
            """
            { "frequency": [{ "rule": "N", "metric": "MESSAGE", "scope": "NUMBER", "window": "ROLLING(1)", "limit": 1,
              "channels": ["sms"] }] }
            """));
        var request = GateStory.Request("n1", Noon) with { Channel = "sms", NumberId = "abc" };
        story.Ask(Noon, request);

        Assert.Equal("Requested NumberAsked", story.Trace);
        var asked = story.Messages().Single();
        Assert.Equal(("reserveNumber", "number", "abc"), (asked.Type, asked.To.Kind, asked.To.Id));
        story.Do(Noon, Answer(GateAnswer.Defer, Noon + Duration.FromHours(1)));
        Assert.Equal("Requested NumberAsked Deferred", story.Trace);
        story.Until(Noon + Duration.FromHours(1)).Do(Noon + Duration.FromHours(1), Answer(GateAnswer.Allow, null, 2));
        Assert.Equal("Requested NumberAsked Deferred NumberAsked Permitted", story.Trace);
        story.Do(Noon + Duration.FromHours(1), new PersonCommand.SettleContact("n1", SettleOutcome.Sent));
        Assert.Equal(["contactOutcome", "settleNumber"], story.Messages(5).Select(message => message.Type));
    }

    [Fact]
    public void An_answer_that_comes_when_hours_are_over_is_given_back()
    {
        var evening = Instant.FromUtc(2026, 1, 5, 20, 59);
        var story = new GateStory(Given.Policy(
            """
            { "presets": ["default"], "frequency": [{ "rule": "N", "metric": "MESSAGE", "scope": "NUMBER",
              "window": "ROLLING(1)", "limit": 1, "channels": ["sms"] }] }
            """));
        story.Ask(evening, GateStory.Request("n1", evening) with { Channel = "sms", NumberId = "abc" })
            .Do(evening + Duration.FromMinutes(2), Answer(GateAnswer.Allow, null));

        Assert.Equal("Requested NumberAsked Deferred NumberReleased", story.Trace);
    }

    [Fact]
    public void What_is_kept_of_a_person_can_be_taken_back()
    {
        var story = new GateStory()
            .Do(Noon, new PersonCommand.PutThirdParty("t1", "guarantor"))
            .Do(Noon, new PersonCommand.PutThirdParty("t1", "guarantor"))
            .Do(Noon, new PersonCommand.RemoveThirdParty("t1"))
            .Do(Noon, new PersonCommand.SetQuietDates(
                new PersonQuietDates("q1", new LocalDate(2026, 1, 5), new LocalDate(2026, 1, 6), "bereavement")));

        Assert.Equal("ThirdPartyPut ThirdPartyRemoved QuietDatesSet", story.Trace);
        Assert.Equal("third_party_unknown", story.Refused(Noon, new PersonCommand.RemoveThirdParty("t1")));
        Assert.Equal("consent_unknown", story.Refused(Noon, new PersonCommand.WithdrawConsent("k1", "form")));
        Assert.Equal(
            Given.At("2026-01-07T08:00:00Z"), story.Report(Noon, Reserve("n1"))!.Until);
        story.Do(Noon, new PersonCommand.RemoveQuietDates("q1"));
        Assert.Equal(GateAnswer.Allow, story.Report(Noon, Reserve("n2"))!.Decision);
    }

    private static PersonCommand.ReserveContact Reserve(string id) => new(id, "a1", "phone", "UTC");

    private static PersonCommand.AnswerNumber Answer(GateAnswer decision, Instant? until, int attempt = 1) => new(
        new NumberAnswer("n1", attempt, "abc", decision, until, [new RuleFinding("N", decision, "seen") { Until = until }]));
}
