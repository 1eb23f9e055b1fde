using Collections.Kernel.Documents;
using Collections.Simulation.Scenarios;
using NodaTime;

namespace Collections.Simulation.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    private const string Head = "title: t\nclock: 2012-05-01T00:03:42Z\naccounts: { A: { currency: USD } }\n";

    [Fact]
    public void A_date_keeps_the_time_of_day_of_the_clock_and_an_instant_is_taken_as_it_is()
    {
        var scenario = Read(Head + "steps: [ { at: 2012-05-31 }, { at: 2012-06-01T02:00:00+02:00 } ]");

        Assert.Equal(
            [Instant.FromUtc(2012, 5, 31, 0, 3, 42), Instant.FromUtc(2012, 6, 1, 0, 0)],
            scenario.Steps.Select(step => step.At));
    }

    [Fact]
    public void Steps_are_numbered_from_one_and_hold_their_items_in_order()
    {
        var scenario = Read(Head + """
            steps:
              - at: 2012-05-31
              - at: 2012-05-31
                do:
                  - bill: { account: A, billId: B, amountDue: 1 }
                  - payment: { account: A, amount: 1, refused: amount_scale }
                expect: { A: { balance: 0 } }
                events: [ bill.issued ]
                noEvents: [ bill.paid ]
            """);

        var step = scenario.Steps[1];
        Assert.Equal((2, 2), (step.Number, step.Items.Count));
        Assert.Equal(
            ("payment", "A", "amount_scale"), (step.Items[1].Verb, step.Items[1].Account, step.Items[1].Refused));
        Assert.Equal(["amount"], step.Items[1].Body.Entries.Select(entry => entry.Key));
        Assert.Equal(["bill.issued"], step.Events);
        Assert.Equal(["bill.paid"], step.NoEvents);
    }

    [Theory]
    [InlineData("steps: [ { at: 2012-04-30 } ]", "/steps/0/at", "back_in_time")]
    [InlineData("steps: [ { at: 2012-05-03 }, { at: 2012-05-02 } ]", "/steps/1/at", "back_in_time")]
    [InlineData("steps: [ { at: soon } ]", "/steps/0/at", "instant")]
    [InlineData("steps: [ { do: [] } ]", "/steps/0/at", "required")]
    [InlineData("steps: [ { at: 2012-05-03, expects: {} } ]", "/steps/0/expects", "unknown_field")]
    [InlineData(
        "steps: [ { at: 2012-05-03, do: [ { dance: { account: A } } ] } ]", "/steps/0/do/0/dance", "unknown_verb")]
    [InlineData(
        "steps: [ { at: 2012-05-03, do: [ { promise: { account: A } } ] } ]", "/steps/0/do/0/promise", "unknown_verb")]
    [InlineData("steps: [ { at: 2012-05-03, do: [ { tag: { account: A, tag: x }, untag: { account: A, tag: x } } ] } ]",
        "/steps/0/do/0", "one_verb")]
    [InlineData("steps: [ { at: 2012-05-03, do: [ { bill: { billId: B, amountDue: 1 } } ] } ]",
        "/steps/0/do/0/bill/account", "required")]
    [InlineData("steps: [ { at: 2012-05-03, do: [ { bill: { account: A, billId: B, amountdue: 1 } } ] } ]",
        "/steps/0/do/0/bill/amountdue", "unknown_field")]
    [InlineData("steps: [ { at: 2012-05-03, do: [ { policy: { name: default, file: none.xml } } ] } ]",
        "/steps/0/do/0/policy/file", "file_missing")]
    [InlineData("steps: [ { at: 2012-05-03, do: [ { policy: { name: default } } ] } ]",
        "/steps/0/do/0/policy/file", "required")]
    [InlineData("steps: [ { at: 2012-05-03, do: { bill: {} } } ]", "/steps/0/do", "type")]
    [InlineData("steps: [ { at: 2012-05-03, expect: { A: 5 } } ]", "/steps/0/expect/A", "type")]
    [InlineData("steps: [ { at: 2012-05-03, events: bill.issued } ]", "/steps/0/events", "type")]
    [InlineData("stepz: []", "/stepz", "unknown_field")]
    [InlineData("policies: { default: none.yaml }", "/policies/default", "file_missing")]
    [InlineData("policies: { default: [] }", "/policies/default", "type")]
    public void A_malformed_scenario_is_told_with_path_and_line(string rest, string path, string code)
    {
        var (scenario, faults) = ScenarioReader.Read(Yaml.Node(Head + rest), "x.yaml");

        Assert.Null(scenario);
        var fault = Assert.Single(faults);
        Assert.Equal((path, code), (fault.Path, fault.Code));
        Assert.True(fault.At.Line >= 1);
    }

    [Fact]
    public void Every_fault_is_listed_and_not_only_the_first()
    {
        var (_, faults) = ScenarioReader.Read(
            Yaml.Node("""
                accounts: { 'a b': { currency: XXX, colour: red } }
                steps: [ { at: never }, 5 ]
                """),
            "x.yaml");

        Assert.Equal(
            ["/clock", "/accounts/a b", "/accounts/a b/currency", "/accounts/a b/colour", "/steps/0/at", "/steps/1"],
            faults.Select(fault => fault.Path));
    }

    [Fact]
    public void A_fault_of_a_policy_stands_under_the_policys_name()
    {
        var (scenario, faults) = ScenarioReader.Read(
            Yaml.Node(Head + "policies: { default: { states: [ { name: X } ] } }\nsteps: []"), "x.yaml");

        Assert.Null(scenario);
        Assert.All(
            faults, fault => Assert.StartsWith("/policies/default/states/0", fault.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_that_expects_a_refusal_may_be_wrong_on_purpose()
    {
        var scenario = Read(
            Head + "steps: [ { at: 2012-05-03, do: [ { bill: { account: A, size: 1, refused: unknown_field } } ] } ]");

        Assert.Equal("unknown_field", scenario.Steps[0].Items[0].Refused);
    }

    [Fact]
    public void A_scenario_that_is_no_map_is_malformed()
    {
        var (scenario, faults) = ScenarioReader.Read(Yaml.Node("[]"), "x.yaml");

        Assert.Null(scenario);
        Assert.Equal("type", Assert.Single(faults).Code);
    }

    private static ScenarioFile Read(string text)
    {
        var (scenario, faults) = ScenarioReader.Read(Yaml.Node(text), "x.yaml");
        Assert.DoesNotContain(faults, fault => fault.Severity == Severity.Error);
        return scenario!;
    }
}
