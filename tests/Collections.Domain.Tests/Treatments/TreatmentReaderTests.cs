using Collections.Domain.Treatments;
using Collections.Kernel.Documents;
using static Collections.Domain.Tests.Overdue.Given;

namespace Collections.Domain.Tests.Treatments;

/// <summary>Rules, treatments and reminders are read whole; every fault is found with its path.</summary>
public sealed class TreatmentReaderTests
{
    private const string Plan = "treatments: { T: { steps: [ { name: a, do: { tag: X } } ] } }\n";

    [Fact]
    public void The_whole_language_is_read()
    {
        var policy = Policy(
            """
            rules:
              - name: broken
                when: { characteristic: { type: ARRANGEMENT, value: BROKEN, within: 60 days } }
                bills: { age: { moreThan: 20 days }, amount: { moreThan: 0 }, skipPostponed: true, skipDisputed: true }
                start: plan
                stop: true
                replace: true
            treatments:
              plan:
                hold: { when: { tag: BANKRUPTCY } }
                cancel: { unpaidAtMost: { amount: 5, percent: 2.5, both: true } }
                reopen: true
                steps:
                  - { name: letter, after: 0 days, do: { notice: letter-1 } }
                  - name: call
                    after: { steps: [letter], days: 7, count: workdays }
                    do: { task: { kind: call, queue: q, campaign: early, name: n } }
                  - { name: write off, after: { steps: [call], days: 1 }, do: { writeOff: { below: 10.50 } } }
                  - { name: stop, after: 2 weeks, do: { stopService: {} } }
                  - { name: hold, after: 3 weeks, do: { hold: { reason: grace, days: 5 } } }
            reminders: [ { daysBefore: [30, 0], channels: [email, sms], notice: due-soon } ]
            states: [ { name: S, when: {}, onEnter: [ { notice: in-s }, { untag: VIP }, { referral: { agency: n } } ] } ]
            """);

        var rule = Assert.Single(policy.Rules);
        Assert.True(rule.Stop);
        Assert.True(rule.Replace);
        Assert.Equal("plan", rule.Start);
        var template = policy.Treatments["plan"];
        Assert.Equal(new CancelTolerance(5, 2.5m, true), template.Cancel);
        Assert.True(template.Reopen);
        Assert.Equal("tag: BANKRUPTCY", template.HoldWhen!.Text);
        Assert.Equal(StepAfter.AtOnce, template.Steps[0].After);
        Assert.True(template.Steps[1].After.Workdays);
        Assert.Equal(["letter"], template.Steps[1].After.Steps);
        Assert.Equal(10.50m, template.Steps[2].Do.Below);
        Assert.Equal([30, 0], Assert.Single(policy.Reminders).DaysBefore);
        Assert.Equal(
            [ActionKind.Notice, ActionKind.Untag, ActionKind.Referral],
            policy.States[0].OnEnter.Select(action => action.Kind));
    }

    [Theory]
    [InlineData("rules: [ { name: r, start: X } ]", "/rules/0/start", "unknown_treatment")]
    [InlineData("rules: [ { name: r } ]", "/rules/0/start", "missing")]
    [InlineData("rules: [ { start: T } ]", "/rules/0/name", "missing")]
    [InlineData("rules: [ { name: r, start: T }, { name: r, start: T } ]", "/rules/1/name", "duplicate")]
    [InlineData("rules: [ { name: r, start: T, then: stop } ]", "/rules/0/then", "unknown_key")]
    [InlineData("rules: [ { name: r, start: T, when: { tagg: X } } ]", "/rules/0/when/tagg", "unknown_condition")]
    [InlineData("rules: [ { name: r, start: T, bills: { age: 5 } } ]", "/rules/0/bills/age", "wrong_type")]
    [InlineData("reminders: [ { channels: [sms], notice: n } ]", "/reminders/0/daysBefore", "missing")]
    [InlineData("reminders: [ { daysBefore: [1, 1], channels: [sms], notice: n } ]", "/reminders/0/daysBefore/1", "duplicate")]
    [InlineData("reminders: [ { daysBefore: [-1], channels: [sms], notice: n } ]", "/reminders/0/daysBefore/0", "out_of_range")]
    public void A_fault_of_rules_and_reminders_names_its_path(string yaml, string path, string code) =>
        AssertFault(Plan + yaml, path, code);

    [Theory]
    [InlineData("steps: []", "/steps", "list_empty")]
    [InlineData("cancel: {}, steps: [ { name: a, do: { tag: X } } ]", "/cancel/unpaidAtMost", "missing")]
    [InlineData(
        "cancel: { unpaidAtMost: { percent: 101 } }, steps: [ { name: a, do: { tag: X } } ]",
        "/cancel/unpaidAtMost/percent",
        "out_of_range")]
    [InlineData("steps: [ { name: a } ]", "/steps/0/do", "missing")]
    [InlineData("steps: [ { name: a, do: {} } ]", "/steps/0/do", "one_action")]
    [InlineData("steps: [ { name: a, do: { tag: X, untag: Y } } ]", "/steps/0/do", "one_action")]
    [InlineData("steps: [ { name: a, do: { fee: { rule: f } } } ]", "/steps/0/do/fee", "not_supported_yet")]
    [InlineData("steps: [ { name: a, do: { shout: X } } ]", "/steps/0/do/shout", "unknown_action")]
    [InlineData("steps: [ { name: a, do: { hold: { reason: X } } } ]", "/steps/0/do/hold/days", "missing")]
    [InlineData("steps: [ { name: a, do: { task: {} } } ]", "/steps/0/do/task/kind", "missing")]
    [InlineData("steps: [ { name: a, do: { stopService: { now: 1 } } } ]", "/steps/0/do/stopService/now", "unknown_key")]
    [InlineData("steps: [ { name: a, after: soon, do: { tag: X } } ]", "/steps/0/after", "not_a_span")]
    [InlineData(
        "steps: [ { name: a, after: { days: 1, count: hours }, do: { tag: X } } ]", "/steps/0/after/count", "not_one_of")]
    [InlineData(
        "steps: [ { name: a, after: { steps: [b] }, do: { tag: X } } ]", "/steps/0/after/steps", "unknown_step")]
    [InlineData("steps: [ { name: a, after: { steps: [a] }, do: { tag: X } } ]", "/steps/0/after/steps", "cyclic")]
    [InlineData("steps: [ { name: a, do: { tag: X } }, { name: a, do: { tag: X } } ]", "/steps/1/name", "duplicate")]
    public void A_fault_of_a_treatment_names_its_path(string template, string path, string code) =>
        AssertFault($"treatments: {{ T: {{ {template} }} }}", $"/treatments/T{path}", code);

    private static void AssertFault(string yaml, string path, string code)
    {
        var reading = Reading(yaml);
        Assert.Null(reading.Policy);
        var fault = Assert.Single(reading.Faults);
        Assert.Equal((path, code, Severity.Error), (fault.Path, fault.Code, fault.Severity));
    }
}
