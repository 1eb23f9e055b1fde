using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

public sealed class ContactPermissionTests
{
    private static readonly TenantConfiguration Standard = TenantConfigurationFold.Initial("default");

    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 5, 12, 0);

    private static readonly Instant Night = Instant.FromUtc(2026, 1, 5, 22, 0);

    private static readonly ContactQuery Query = new("email", "UTC", "a1");

    private static readonly ContactQuery Call = new("phone", "UTC", "a1");

    [Fact]
    public void Nothing_stands_in_the_way_at_noon()
    {
        var permission = ContactPermission.Ask(new GateStory().State, Query, Standard, Noon);

        Assert.Equal((GateAnswer.Allow, null), (permission.Decision, permission.Until));
        Assert.Equal(
            ["legal_hold", "opt_out", "hold", "window"], permission.Rules.Select(finding => finding.Rule));
        Assert.All(permission.Rules, finding => Assert.Equal(("default", 0), (finding.Policy, finding.PolicyVersion)));
        Assert.Equal(Noon, permission.EvaluatedAt);
    }

    [Fact]
    public void The_answer_at_night_says_until_when_and_what_was_seen()
    {
        var permission = ContactPermission.Ask(new GateStory().State, Query, Standard, Night);

        Assert.Equal((GateAnswer.Defer, Night + Duration.FromHours(10)), (permission.Decision, permission.Until));
        Assert.Equal("window", permission.DeferredBy);
        Assert.Equal(
            new RuleFinding("window", GateAnswer.Defer, "2026-01-05 22:00:00 in UTC, hours 08:00-21:00")
            {
                Policy = "default",
                PolicyVersion = 0,
                Until = permission.Until,
            },
            permission.Rules[3]);
    }

    [Theory]
    [InlineData("20:00-09:00", 12, 8)] // legal hours are 08:00-21:00
    [InlineData("20:00-09:00", 22, 10)]
    [InlineData("24:00-09:00", 12, 20)]
    [InlineData("09:00-00:00", 12, 0)]
    public void Preferred_hours_may_pass_midnight(string preferred, int hour, int hoursUntil)
    {
        var at = Instant.FromUtc(2026, 1, 5, hour, 0);
        var permission = ContactPermission.Ask(
            new GateStory().State, Query with { Preferred = [preferred] }, Standard, at);

        Instant? until = hoursUntil == 0 ? null : at + Duration.FromHours(hoursUntil);
        Assert.Equal(
            (hoursUntil == 0 ? GateAnswer.Allow : GateAnswer.Defer, until), (permission.Decision, permission.Until));
    }

    [Fact]
    public void A_block_goes_before_a_deferral()
    {
        var story = new GateStory().Do(Noon, new PersonCommand.OptOut(null, "letter"));
        var permission = ContactPermission.Ask(story.State, Query, Standard, Night);

        Assert.Equal((GateAnswer.Block, null, "opt_out"), (permission.Decision, permission.Until, permission.BlockedBy));
        Assert.Equal("opted out of all channels at 2026-01-05T12:00:00Z", permission.Rules[1].Saw);
    }

    [Fact]
    public void The_latest_deferral_wins_and_is_moved_into_legal_hours()
    {
        var person = Person(new ContactMark { ContactId = "c1", At = Noon, Channel = "phone", Result = "NO_ANSWER" });
        var permission = ContactPermission.Ask(
            person, Call, Given.Presets("RU_230FZ"), Noon + Duration.FromHours(1));

        Assert.Equal(
            (GateAnswer.Defer, Given.At("2026-01-06T09:00:00Z"), "RU_1_CALL_PER_DAY"),
            (permission.Decision, permission.Until, permission.DeferredBy));
        Assert.Equal(7, permission.Rules[^1].PolicyVersion);
        Assert.Equal("RU_230FZ", permission.Rules[^1].Policy);
    }

    [Theory]
    [InlineData("2026-01-05T11:59:59Z", "2026-01-05T12:30:00Z", GateAnswer.Defer)]
    [InlineData("2026-01-05T12:00:00Z", null, GateAnswer.Allow)]
    public void A_contact_exactly_so_long_ago_is_out_of_a_rolling_window(string at, string? until, GateAnswer expected)
    {
        var person = Person(
            new ContactMark { ContactId = "c1", At = Given.At("2026-01-05T11:30:00Z"), Channel = "phone", Result = "BUSY" },
            new ContactMark { ContactId = "c2", At = Given.At("2026-01-05T11:00:00Z"), Channel = "phone" });
        var policy = Given.Policy(
            """
            { "frequency": [{ "rule": "R", "metric": "ATTEMPT", "window": "ROLLING(1)", "limit": 1,
              "excludeOutcomes": ["BUSY"] }] }
            """);
        var permission = ContactPermission.Ask(person, Call, policy, Given.At(at));

        Assert.Equal(expected, permission.Decision);
        Assert.Equal(until is null ? null : Given.At("2026-01-05T12:00:00Z"), permission.Until);
    }

    [Theory]
    [InlineData("CAL_WEEK", "2026-01-12T00:00:00Z")]
    [InlineData("CAL_MONTH", "2026-02-01T00:00:00Z")]
    [InlineData("CALENDAR_DAYS(3)", "2026-01-08T00:00:00Z")]
    [InlineData("ROLLING(48)", "2026-01-07T12:00:00Z")]
    public void Every_window_says_exactly_when_it_opens_again(string window, string until)
    {
        var person = Person(new ContactMark { ContactId = "c1", At = Noon, Channel = "sms", Result = "SENT" });
        var policy = Given.Policy(
            $$"""{ "frequency": [{ "rule": "R", "metric": "MESSAGE", "window": "{{window}}", "limit": 1 }] }""");
        var permission = ContactPermission.Ask(person, Call with { Channel = "email" }, policy, Noon);

        Assert.Equal(Given.At(until), permission.Until);
    }

    [Fact]
    public void Contacts_under_way_count_as_whatever_they_may_become()
    {
        var person = Person(new ContactMark { ContactId = "c1", At = Noon, Channel = "phone" });
        var policy = Given.Policy(
            """{ "frequency": [{ "rule": "R", "metric": "CONVERSATION", "window": "CALENDAR_DAYS(1)", "limit": 1 }] }""");

        Assert.Equal(GateAnswer.Defer, ContactPermission.Ask(person, Call, policy, Noon).Decision);
        Assert.Equal(
            GateAnswer.Allow, ContactPermission.Ask(person, Call with { ContactId = "c1" }, policy, Noon).Decision);
    }

    [Fact]
    public void Third_parties_are_contacted_only_where_the_policy_lets_them_be()
    {
        var party = new ThirdParty { ThirdPartyId = "t1", Relation = "relative" };
        var person = Person() with { ThirdParties = [party] };
        var query = Call with { ThirdPartyId = "t1" };

        Assert.Equal("third_party", Ask(person, "default"));
        Assert.Equal("third_party", Ask(person, "IN_RBI"));
        Assert.Equal("third_party", Ask(person, "CN_GBT45251"));
        Assert.Null(Ask(person with { Unreachable = true }, "CN_GBT45251"));
        Assert.Equal(
            "third_party",
            Ask(person with { Unreachable = true, ThirdParties = [party with { Refused = true }] }, "CN_GBT45251"));
        Assert.Equal("third_party", Ask(person with { ThirdParties = [party with { Contacts = 1 }] }, "US_REGF"));
        Assert.Null(Ask(person, "US_REGF"));

        string? Ask(Person of, string preset) =>
            ContactPermission.Ask(of, query, Given.Presets(preset), Noon + Duration.FromHours(2)).BlockedBy;
    }

    [Fact]
    public void Without_consent_a_machine_does_not_call()
    {
        var query = Call with { Channel = "ai_voice" };
        var policy = Given.Presets("US_TCPA_OVERLAY");
        var consent = new Consent { ConsentId = "k1", Channel = "ai_voice", At = Noon - Duration.FromDays(9), Source = "form" };

        Assert.Equal("consent_missing", ContactPermission.Ask(Person(), query, policy, Noon).BlockedBy);
        Assert.Null(ContactPermission.Ask(Person() with { Consents = [consent] }, query, policy, Noon).BlockedBy);
        Assert.Equal(
            "consent_missing",
            ContactPermission.Ask(
                Person() with { Consents = [consent with { Until = Noon }] }, query, policy, Noon).BlockedBy);
    }

    [Theory]
    [InlineData("bankruptcy", null, "legal_hold")]
    [InlineData("complaint", null, "complaint")]
    [InlineData("cease", "sms", null)]
    [InlineData("cease", "ai_voice", "legal_hold")]
    public void The_law_protects_the_person_by_medium(string kind, string? channel, string? blockedBy)
    {
        var hold = new LegalHold { HoldId = "h", Kind = kind, Channel = channel, From = new LocalDate(2026, 1, 1) };

        Assert.Equal(
            blockedBy,
            ContactPermission.Ask(Person() with { LegalHolds = [hold] }, Call, Standard, Noon).BlockedBy);
        Assert.Null(ContactPermission.Ask(
            Person() with { LegalHolds = [hold with { Until = new LocalDate(2026, 1, 5) }] }, Call, Standard, Noon)
            .BlockedBy);
    }

    [Theory]
    [InlineData("invalid", null, "number_invalid")]
    [InlineData("reachable", "house", "dnc")]
    [InlineData("reachable", null, null)]
    public void A_listed_or_dead_number_is_not_called(string status, string? list, string? blockedBy)
    {
        var query = Call with { Number = new NumberFacts(status, [], list is null ? [] : [list]) };

        Assert.Equal(blockedBy, ContactPermission.Ask(Person(), query, Standard, Noon).BlockedBy);
    }

    [Fact]
    public void Hours_of_address_and_number_have_to_agree()
    {
        var query = Call with
        {
            TimeZone = "America/New_York",
            AddressZone = "America/Los_Angeles",
            NumberZones = ["America/New_York"],
        };
        var permission = ContactPermission.Ask(
            Person(), query, Given.Presets("US_REGF"), Given.At("2026-07-15T14:30:00Z"));

        Assert.Equal(Given.At("2026-07-15T15:00:00Z"), permission.Until);
    }

    [Fact]
    public void What_was_forgotten_defers_until_no_limit_looks_back_on_it()
    {
        var person = Person() with { HistoryFrom = Noon };
        var policy = Given.Presets("RU_230FZ");

        Assert.Equal("history_full", ContactPermission.Ask(person, Call, policy, Noon).DeferredBy);
        Assert.Equal(
            GateAnswer.Allow,
            ContactPermission.Ask(person, Call, policy, Noon + Duration.FromDays(LimitWindow.DaysMax + 1)).Decision);
    }

    private static Person Person(params ContactMark[] history) => new()
    {
        Tenant = "default",
        Id = "c1",
        History = [.. history.OrderBy(mark => mark.At)],
    };
}
