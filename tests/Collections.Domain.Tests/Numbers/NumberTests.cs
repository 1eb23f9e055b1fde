using System.Text.Json;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Domain.Numbers;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Numbers;

public sealed class NumberTests
{
    private static readonly EntityKey Key = new("default", NumberDecider.Kind, new string('a', 64));
    private static readonly Instant Monday = Instant.FromUtc(2026, 1, 5, 9, 30);
    private static readonly TenantConfiguration Configuration = TenantConfigurationFold.Initial("default");

    private NumberRecord _number = NumberDecider.Initial(Key);
    private int _calls;

    [Fact]
    public void A_number_somebody_answered_is_reachable()
    {
        Call("ANSWERED_HUMAN", Monday);

        Assert.Equal((NumberState.Reachable, null), (_number.State, _number.Until));
        Assert.Equal("reachable", NumberDecider.Row(_number).Status);
    }

    [Fact]
    public void A_number_out_of_service_is_free_again_when_it_is_tried_after_72_hours()
    {
        Call("OUT_OF_SERVICE", Monday);

        Assert.Equal(NumberState.Suspended, _number.State);
        Assert.True(_number.Until < Monday + Duration.FromHours(72));
        WakeAt(_number.Until!.Value);
        Assert.Equal(NumberState.Unknown, _number.State);
    }

    [Fact]
    public void Out_of_service_twice_in_a_row_is_invalid_for_30_days()
    {
        Call("OUT_OF_SERVICE", Monday);
        WakeAt(_number.Until!.Value);
        var second = Monday + Duration.FromHours(72);
        Call("OUT_OF_SERVICE", second);

        Assert.Equal((NumberState.Invalid, second + Duration.FromDays(30)), (_number.State, _number.Until));
        WakeAt(_number.Until!.Value);
        Assert.Equal(NumberState.Unknown, _number.State);
        Assert.Null(NumberDecider.NextWake(_number, Configuration));
    }

    [Fact]
    public void An_answer_in_between_begins_the_row_anew()
    {
        Call("OUT_OF_SERVICE", Monday);
        Call("NO_ANSWER", Monday + Duration.FromHours(80));
        Call("OUT_OF_SERVICE", Monday + Duration.FromHours(160));

        Assert.Equal(NumberState.Suspended, _number.State);
    }

    [Fact]
    public void Our_own_full_lines_say_nothing_about_the_number()
    {
        Call("OUT_OF_SERVICE", Monday);
        Call("NETWORK", Monday + Duration.FromHours(80));
        Call("OUT_OF_SERVICE", Monday + Duration.FromHours(81));

        Assert.Equal(NumberState.Invalid, _number.State);
    }

    [Fact]
    public void A_vacant_number_stays_so_until_a_person_restores_it()
    {
        Call("VACANT", Monday);
        Call("ANSWERED_HUMAN", Monday + Duration.FromDays(400));
        Assert.Equal((NumberState.Vacant, null, true), (_number.State, _number.Until, _number.Permanent));

        Do(new NumberCommand.RestoreNumber("assigned_again"), Monday + Duration.FromDays(401));

        Assert.Equal((NumberState.Unknown, false), (_number.State, _number.Permanent));
        Assert.Equal(0, _number.InARow);
    }

    [Theory]
    [InlineData("FAX", "FAX")]
    [InlineData("BARRED_INCOMING", "BARRED")]
    public void Some_outcomes_flag_the_number(string outcome, string flag)
    {
        Call(outcome, Monday);

        Assert.Equal([flag], _number.Flags);
        Assert.Equal([$"flag:{flag}"], NumberDecider.Row(_number).Labels);
        Assert.Equal(NumberState.Unknown, _number.State);
    }

    [Fact]
    public void Contacts_of_all_people_count_against_the_limit_of_the_number()
    {
        var first = Reserve("c1", "p1", Monday, limit: 2);
        var second = Reserve("c2", "p2", Monday + Duration.FromHours(1), limit: 2);
        var third = Reserve("c3", "p3", Monday + Duration.FromHours(2), limit: 2);

        Assert.Equal([GateAnswer.Allow, GateAnswer.Allow, GateAnswer.Defer], [first, second, third]);
    }

    [Fact]
    public void A_reservation_that_was_not_used_is_given_back()
    {
        Reserve("c1", "p1", Monday, limit: 1);
        Do(new NumberCommand.SettleNumber(new NumberSettlement("c1", 1, null, Monday)), Monday);

        Assert.Equal(GateAnswer.Allow, Reserve("c2", "p2", Monday, limit: 1));
    }

    [Fact]
    public void The_same_try_counts_once_and_a_late_outcome_counts_as_it_was()
    {
        Reserve("c1", "p1", Monday, limit: 2);
        Assert.Equal(GateAnswer.Allow, Reserve("c1", "p1", Monday, limit: 2));
        Do(new NumberCommand.SettleNumber(new NumberSettlement("c1", 1, "NO_ANSWER", Monday)), Monday);
        Do(new NumberCommand.SettleNumber(new NumberSettlement("c1", 1, "NO_ANSWER", Monday)), Monday);

        Assert.Equal(GateAnswer.Allow, Reserve("c2", "p2", Monday, limit: 2));
        Assert.Single(_number.Hours);
        Assert.Equal(1, _number.Hours[0].Attempts);
    }

    [Fact]
    public void A_deferral_says_until_when_and_every_rule_it_saw()
    {
        Reserve("c1", "p1", Monday, limit: 1);
        var answer = Ask("c2", "p2", Monday, limit: 1);

        Assert.Equal(GateAnswer.Defer, answer.Decision);
        Assert.Equal(Instant.FromUtc(2026, 1, 5, 16, 0), answer.Until);
        Assert.Equal([ContactRules.Number, "per_number"], answer.Findings.Select(finding => finding.Rule));
        Assert.All(answer.Findings, finding => Assert.Equal(("cn", 7), (finding.Policy, finding.PolicyVersion)));
    }

    [Fact]
    public void An_unusable_number_and_an_unknown_zone_block()
    {
        Assert.Equal(GateAnswer.Block, Ask("c1", "p1", Monday, limit: 1, zone: "Nowhere").Decision);
        Call("VACANT", Monday);
        Assert.Equal(GateAnswer.Block, Ask("c2", "p1", Monday, limit: 9).Decision);
    }

    [Fact]
    public void The_answer_goes_to_the_person_that_asked()
    {
        var decision = NumberDecider.Decide(
            _number, new NumberCommand.ReserveNumber(Reservation("c1", "p1", Monday, 1)), Context(Monday));
        var message = Assert.Single(NumberDecider.React(
            _number, Assert.Single(decision.Events), Configuration));

        Assert.Equal(new EntityKey("default", Person.Kind, "p1"), message.To);
        Assert.Equal(NumberMessages.Answered, message.Type);
        using var body = JsonDocument.Parse(message.Body);
        Assert.Equal(Key.Id, body.RootElement.GetProperty("answer").GetProperty("numberId").GetString());
    }

    [Fact]
    public void Hours_with_answers_come_first_and_one_lucky_call_proves_little()
    {
        for (var day = 0; day < 6; day++)
        {
            Call("NO_ANSWER", Instant.FromUtc(2026, 1, 5 + day, 9, 0));
            Call(day < 5 ? "ANSWERED_HUMAN" : "NO_ANSWER", Instant.FromUtc(2026, 1, 5 + day, 18, 0));
        }

        Call("ANSWERED_HUMAN", Instant.FromUtc(2026, 1, 20, 12, 0));

        Assert.Equal([18, 12], BestHours.Of(_number.Hours));
        Assert.Equal(500, BestHours.ChanceAt(_number.Hours, 3));
        Assert.Equal(125, BestHours.ChanceAt(_number.Hours, 9));
    }

    [Fact]
    public void A_person_may_say_what_is_known_of_a_number()
    {
        Do(new NumberCommand.MarkNumber(NumberState.Invalid, null, "wrong_person"), Monday);
        Assert.Equal("invalid", NumberDecider.Row(_number).Status);

        Do(new NumberCommand.FlagNumber("NO_SMS", On: true, "landline"), Monday);
        Do(new NumberCommand.FlagNumber("NO_SMS", On: false, "mistake"), Monday);
        Assert.Empty(_number.Flags);
    }

    private void Call(string outcome, Instant at) => Do(
        new NumberCommand.SettleNumber(new NumberSettlement($"call{++_calls}", 1, outcome, at)), at);

    private void Do(NumberCommand command, Instant at)
    {
        var decision = NumberDecider.Decide(_number, command, Context(at));
        Assert.Null(decision.Rejection);
        Apply(decision, at);
    }

    private void WakeAt(Instant at) => Apply(NumberDecider.Wake(_number, Context(at)), at);

    private void Apply(Decision<NumberEvent> decision, Instant at)
    {
        foreach (var happened in decision.Events)
        {
            _number = NumberDecider.Evolve(_number, happened, at);
        }
    }

    private GateAnswer Reserve(string contact, string person, Instant at, int limit)
    {
        var answer = Ask(contact, person, at, limit);
        Do(new NumberCommand.ReserveNumber(Reservation(contact, person, at, limit)), at);
        return answer.Decision;
    }

    private NumberAnswer Ask(string contact, string person, Instant at, int limit, string zone = "Asia/Shanghai")
    {
        var reservation = Reservation(contact, person, at, limit) with { Zones = [zone] };
        var decision = NumberDecider.Decide(_number, new NumberCommand.ReserveNumber(reservation), Context(at));
        return Assert.Single(decision.Events) switch
        {
            NumberEvent.Reserved reserved => reserved.Answer,
            NumberEvent.Refused refused => refused.Answer,
            var other => throw new InvalidOperationException($"{other} is no answer."),
        };
    }

    private static NumberReservation Reservation(string contact, string person, Instant at, int limit) => new()
    {
        ContactId = contact,
        Attempt = 1,
        PersonId = person,
        AccountId = $"account-of-{person}",
        Channel = "phone",
        Zones = ["Asia/Shanghai"],
        At = at,
        ExpiresAt = at + Duration.FromDays(1),
        Limits =
        [
            new FrequencyLimit
            {
                Rule = "per_number",
                Metric = ContactMetric.Attempt,
                Scope = LimitScope.Number,
                Window = new LimitWindow(WindowUnit.CalendarDays, 1),
                Limit = limit,
            },
        ],
        Policy = "cn",
        PolicyVersion = 7,
    };

    private static DecisionContext<TenantConfiguration> Context(Instant at) =>
        new(Key, 1, at, Principal.System, Configuration, Facts.None);
}
