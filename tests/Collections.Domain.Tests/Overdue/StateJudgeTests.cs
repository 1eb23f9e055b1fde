using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;
using static Collections.Domain.Tests.Overdue.Given;

namespace Collections.Domain.Tests.Overdue;

/// <summary>The state, why it is so, and what clears it.</summary>
public sealed class StateJudgeTests
{
    private static readonly Policy Ladder = Policy(
        """
        states:
          - { name: HIGH, when: { unpaidTotal: { atLeast: 600 } } }
          - { name: EXEMPT, when: { tag: VIP } }
          - { name: LOW, when: { unpaidTotal: { atLeast: 260 } } }
        """);

    private static readonly OverdueFacts FourBills = Facts(
        Bill("C", "2024-03-01", 249_95), Bill("A", "2024-01-01", 249_95), Bill("B2", "2024-02-01", 249_95), Bill(
            "B1", "2024-02-01", 249_95));

    [Fact]
    public void The_most_severe_state_that_holds_wins()
    {
        Assert.Equal("HIGH", StateJudge.Judge(Ladder, FourBills, Day("2024-04-01"))!.Name);
        Assert.Equal("EXEMPT", StateJudge.Judge(Ladder, FourBills with { Tags = ["VIP"] }, Day("2024-01-02"))!.Name);
        Assert.Null(StateJudge.Judge(Ladder, FourBills, Day("2024-01-02")));
    }

    [Fact]
    public void The_explanation_shows_every_state_with_what_each_condition_saw()
    {
        var policy = Policy(
            """
            states:
              - { name: A, when: { oldestUnpaid: { atLeast: 30 days }, not: { tag: VIP } } }
              - { name: B, when: { any: [ { billAge: { atLeast: 1 }, billAmount: { moreThan: 5 } }, { creditRating: { lessThan: 5 } } ] } }
              - { name: C, when: {} }
            """);
        var findings = StateJudge.Explain(
            policy, Facts(Bill("X", "2024-01-01", 10_50)) with { Tags = ["NEW"] }, Day("2024-01-11"));
        Assert.Equal(
            [("A", false), ("B", true), ("C", true)], findings.Select(finding => (finding.State.Name, finding.Holds)));
        Assert.Equal(
            [
                new ConditionFinding("oldestUnpaid: { atLeast: 30 days }", "10 days (since 2024-01-01)", false),
                new ConditionFinding("not: { tag: VIP }", "NEW", true),
            ],
            findings[0].Conditions);
        Assert.Equal(
            [
                new ConditionFinding(
                    "billAge: { atLeast: 1 day }, billAmount: { moreThan: 5 }", "bill X: 10 days (since 2024-01-01), 10.50 USD", true),
                new ConditionFinding("creditRating: { lessThan: 5 }", "no rating", false),
            ],
            findings[1].Conditions);
        Assert.Empty(findings[2].Conditions);
    }

    [Fact]
    public void Clearing_pays_the_oldest_due_first_until_the_account_is_clear()
    {
        var clearing = ClearingAmount.Of(Ladder, FourBills, Day("2024-04-01"));
        Assert.Equal(["A", "B1", "B2"], clearing.Bills);
        Assert.Equal(749.85m, clearing.Amount!.Value.Amount);
        Assert.Null(clearing.State);
    }

    [Fact]
    public void A_clear_account_needs_no_payment()
    {
        var clearing = ClearingAmount.Of(Ladder, FourBills, Day("2024-01-02"));
        Assert.True(clearing.Amount!.Value.IsZero);
        Assert.Empty(clearing.Bills);
    }

    [Fact]
    public void Where_paying_everything_does_not_clear_there_is_no_amount()
    {
        var clearing = ClearingAmount.Of(Ladder, FourBills with { Tags = ["VIP"] }, Day("2024-04-01"));
        Assert.Null(clearing.Amount);
        Assert.Equal("EXEMPT", clearing.State!.Name);
        Assert.Equal(4, clearing.Bills.Count);
    }

    [Fact]
    public void Disputed_parts_and_postponed_bills_are_not_asked_for()
    {
        var facts = Facts(
            Bill("A", "2024-01-01") with { DisputedMinor = 30_00 },
            Bill("B", "2024-01-02") with { PostponedUntil = Day("2024-06-01") });
        var clearing = ClearingAmount.Of(When("{ oldestUnpaid: { atLeast: 1 } }"), facts, Day("2024-02-01"));
        Assert.Equal(["A"], clearing.Bills);
        Assert.Equal(70m, clearing.Amount!.Value.Amount);
        Assert.Null(ClearingAmount.Of(When("{ disputedDebt: true }"), facts, Day("2024-02-01")).Amount);
    }

    [Fact]
    public void A_payment_clears_the_last_payment_failure()
    {
        var facts = Facts(Bill("A", "2024-01-01")) with { LastPaymentFailure = "DECLINE" };
        var clearing = ClearingAmount.Of(When("{ lastPaymentFailure: { in: [DECLINE] } }"), facts, Day("2024-02-01"));
        Assert.Equal(100m, clearing.Amount!.Value.Amount);
    }

    [Theory]
    [InlineData("2024-01-01", null)]
    [InlineData("2024-01-02", "REMINDER")]
    [InlineData("2024-01-15", "REMINDER")]
    [InlineData("2024-01-16", "WARNING")]
    [InlineData("2024-01-30", "WARNING")]
    [InlineData("2024-01-31", "SUSPENDED")]
    public void The_shipped_policy_reminds_on_day_1_warns_on_15_and_suspends_on_30(string day, string? state)
    {
        Assert.Equal(state, StateJudge.Judge(ShippedPolicies.Default, Facts(Bill("A", "2024-01-01")), Day(day))?.Name);
        Assert.Equal(["changes", "service"], ShippedPolicies.Default.States[0].BlockNames);
        Assert.All(ShippedPolicies.Default.States, item => Assert.NotNull(item.Message));
    }
}
