using Collections.Domain.Overdue;
using static Collections.Domain.Tests.Overdue.Given;

namespace Collections.Domain.Tests.Overdue;

/// <summary>Each condition turns over on exactly the day the language says.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("{ oldestUnpaid: { atLeast: 50 days } }", "2024-03-01")]
    [InlineData("{ oldestUnpaid: { moreThan: 50 days } }", "2024-03-02")]
    [InlineData("{ oldestUnpaid: { atLeast: 50 } }", "2024-03-01")]
    [InlineData("{ oldestUnpaid: { atLeast: 1 day } }", "2024-01-12")]
    [InlineData("{ oldestUnpaid: { atLeast: 0 days } }", "2024-01-12")]
    [InlineData("{ oldestUnpaid: { atLeast: 2 weeks } }", "2024-01-25")]
    [InlineData("{ oldestUnpaid: { atLeast: 1 month } }", "2024-02-11")]
    [InlineData("{ oldestUnpaid: { moreThan: 1 month } }", "2024-02-12")]
    [InlineData("{ oldestUnpaid: { atLeast: 1 year } }", "2025-01-11")]
    [InlineData("{ oldestUnpaid: { lessThan: 90 days } }", "2024-01-12")]
    public void Ages_of_the_oldest_unpaid_bill_turn_on_their_day(string condition, string day) =>
        TurnsOn(When(condition), Facts(Bill("A", "2024-01-11"), Bill("B", "2024-06-01")), day);

    [Theory]
    [InlineData("{ oldestUnpaid: { lessThan: 10 days } }", "2024-01-21")]
    [InlineData("{ oldestUnpaid: { atMost: 10 days } }", "2024-01-22")]
    [InlineData("{ oldestUnpaid: { atLeast: 5 days, lessThan: 10 days } }", "2024-01-21")]
    public void Upper_limits_of_an_age_turn_off_on_their_day(string condition, string day) =>
        TurnsOn(When(condition), Facts(Bill("A", "2024-01-11")), day, to: false);

    [Theory]
    [InlineData("2024-01-31", "1 month", "2024-02-29")]
    [InlineData("2023-01-31", "1 month", "2023-02-28")]
    [InlineData("2024-02-29", "1 year", "2025-02-28")]
    [InlineData("2023-11-30", "3 months", "2024-02-29")]
    public void Months_and_years_clamp_to_the_end_of_the_month(string due, string span, string day) =>
        TurnsOn(When($"{{ oldestUnpaid: {{ atLeast: {span} }} }}"), Facts(Bill("A", due)), day);

    [Theory]
    [InlineData("{ oldestUnpaid: { atLeast: 0 } }")]
    [InlineData("{ oldestUnpaid: { lessThan: 1000 days } }")]
    [InlineData("{ billAge: { atMost: 1000 days } }")]
    [InlineData("{ billAmount: { atMost: 1000 } }")]
    [InlineData("{ unpaidCount: { atLeast: 1 } }")]
    [InlineData("{ unpaidTotal: { moreThan: 0 } }")]
    public void Nothing_unpaid_meets_no_condition_on_bills(string condition)
    {
        Assert.False(Hit(When(condition), Facts(), "2024-01-01"));
        Assert.False(Hit(When(condition), Facts(Bill("CREDIT", "2023-01-01", -5_00)), "2024-01-01"));
    }

    [Fact]
    public void Without_unpaid_bills_count_and_total_are_zero()
    {
        Assert.True(Hit(When("{ unpaidCount: { atMost: 0 } }"), Facts(), "2024-01-01"));
        Assert.True(Hit(When("{ unpaidTotal: { lessThan: 0.01 } }"), Facts(), "2024-01-01"));
    }

    [Fact]
    public void The_count_rises_the_day_after_the_due_day() =>
        TurnsOn(When("{ unpaidCount: { atLeast: 2 } }"), Facts(Bill("A", "2024-01-01"), Bill("B", "2024-01-10")), "2024-01-11");

    [Theory]
    [InlineData(99_99, false)]
    [InlineData(100_00, true)]
    public void Totals_compare_exactly_in_major_units(long minor, bool hit)
    {
        var facts = Facts(Bill("A", "2024-01-01", minor - 1), Bill("B", "2024-01-01", 1));
        Assert.Equal(hit, Hit(When("{ unpaidTotal: { atLeast: 100 } }"), facts, "2024-01-02"));
        Assert.Equal(!hit, Hit(When("{ unpaidTotal: { lessThan: 100.00 } }"), facts, "2024-01-02"));
        var yen = facts with { Currency = Kernel.Currency.Of("JPY") };
        Assert.True(Hit(When("{ unpaidTotal: { atLeast: 9999 } }"), yen, "2024-01-02"));
    }

    [Fact]
    public void Totals_far_beyond_an_amount_still_add_up()
    {
        var bills = Enumerable.Range(0, 10_000).Select(i => Bill($"B{i}", "2024-01-01", Kernel.Money.MinorMax));
        Assert.True(Hit(When("{ unpaidTotal: { atLeast: 99999999999999999.99 } }"), Facts([.. bills]), "2024-01-02"));
    }

    [Fact]
    public void Age_and_amount_of_one_map_mean_one_bill()
    {
        var facts = Facts(Bill("OLD", "2024-01-01", 5_00), Bill("BIG", "2024-02-01", 500_00));
        var policy = When("{ billAge: { atLeast: 20 days }, billAmount: { moreThan: 100 } }");
        Assert.False(Hit(policy, facts, "2024-02-20"));
        TurnsOn(policy, facts, "2024-02-21");
        var apart = When("{ all: [ { billAge: { atLeast: 20 days } }, { billAmount: { moreThan: 100 } } ] }");
        TurnsOn(apart, facts, "2024-02-02");
    }

    [Theory]
    [InlineData("{ bucket: { in: [D31-D60] } }", "2024-02-11")]
    [InlineData("{ bucket: { atLeast: D61-D90 } }", "2024-03-12")]
    [InlineData("{ bucket: { in: [D90+] } }", "2024-04-11")]
    [InlineData("{ bucket: { atLeast: D1-D30 } }", "2024-01-12")]
    public void Buckets_begin_on_days_1_31_61_and_91_whatever_the_grace(string condition, string day) =>
        TurnsOn(When(condition, "{ from: issuedOn, graceDays: 200 }"), Facts(Bill("A", "2024-01-11")), day);

    [Fact]
    public void An_account_without_past_due_bills_is_current()
    {
        Assert.True(Hit(When("{ bucket: { in: [CURRENT] } }"), Facts(), "2024-01-01"));
        TurnsOn(When("{ bucket: { in: [CURRENT] } }"), Facts(Bill("A", "2024-01-11")), "2024-01-12", to: false);
    }

    [Theory]
    [InlineData("{ tag: VIP }", true)]
    [InlineData("{ tag: vip }", false)]
    [InlineData("{ not: { tag: VIP } }", false)]
    [InlineData("{ creditRating: { atLeast: 600 } }", true)]
    [InlineData("{ creditRating: { lessThan: 600 } }", false)]
    [InlineData("{ lastPaymentFailure: { in: [insufficient_funds] } }", true)]
    [InlineData("{ lastPaymentFailure: { in: [DECLINE] } }", false)]
    [InlineData("{ tier: { in: [GOLD, SILVER] } }", true)]
    [InlineData("{ region: { in: [NORTH] } }", false)]
    [InlineData("{ industry: { in: [RETAIL] } }", true)]
    [InlineData("{ segment: { in: [S1] } }", true)]
    [InlineData("{ collectionClass: { in: [RES] } }", true)]
    [InlineData("{ division: { in: [0012] } }", true)]
    [InlineData("{ division: { in: [12] } }", false)]
    [InlineData("{ noActiveServices: true }", true)]
    [InlineData("{ noActiveServices: false }", false)]
    [InlineData("{ creditBill: true }", true)]
    [InlineData("{ disputedDebt: true }", false)]
    [InlineData("{ disputedDebt: false }", true)]
    [InlineData("{}", true)]
    [InlineData("{ all: [] }", true)]
    [InlineData("{ any: [] }", false)]
    [InlineData("{ tag: VIP, tier: { in: [GOLD] } }", true)]
    [InlineData("{ tag: VIP, tier: { in: [IRON] } }", false)]
    [InlineData("{ any: [ { tag: NONE }, { all: [ { tag: VIP }, { not: { region: { in: [NORTH] } } } ] } ] }", true)]
    public void Conditions_on_the_account_hold_as_written(string condition, bool hit)
    {
        var facts = Facts(Bill("CREDIT", "2024-01-01", -1_00)) with
        {
            Tags = ["NEW", "VIP"],
            CreditRating = 600,
            LastPaymentFailure = "INSUFFICIENT_FUNDS",
            Agreements = [false, false],
            Segmentation = new Segmentation
            {
                Tier = "GOLD", Industry = "RETAIL", Segment = "S1", CollectionClass = "RES", Division = "0012",
            },
        };
        Assert.Equal(hit, Hit(When(condition), facts, "2024-01-05"));
        Assert.Null(StateJudge.NextChange(When(condition), facts, Day("2024-01-05")));
    }

    [Fact]
    public void No_rating_meets_no_comparison_and_no_agreement_is_not_inactive()
    {
        Assert.False(Hit(When("{ creditRating: { lessThan: 9999 } }"), Facts(), "2024-01-01"));
        Assert.False(Hit(When("{ noActiveServices: true }"), Facts(), "2024-01-01"));
        Assert.False(
            Hit(When("{ noActiveServices: true }"), Facts() with { Agreements = [false, true] }, "2024-01-01"));
    }

    [Fact]
    public void A_characteristic_holds_from_its_day_through_the_end_of_its_window()
    {
        var facts = Facts() with { Characteristics = [new("OTHER", "BROKEN", Day("2023-01-01")), new("ARRANGEMENT", "BROKEN", Day("2024-01-05"))] };
        var policy = When("{ characteristic: { type: ARRANGEMENT, value: BROKEN, within: 60 days } }");
        TurnsOn(policy, facts, "2024-01-05");
        TurnsOn(policy, facts, "2024-03-06", to: false);
        var ever = When("{ characteristic: { type: ARRANGEMENT, value: BROKEN } }");
        TurnsOn(ever, facts, "2024-01-05");
        Assert.Null(StateJudge.NextChange(ever, facts, Day("2024-01-05")));
    }

    [Fact]
    public void Broken_promises_leave_the_window_one_by_one()
    {
        var facts = Facts() with { PromisesBrokenOn = [Day("2024-01-10"), Day("2024-01-20"), Day("2024-02-01")] };
        var policy = When("{ brokenPromises: { atLeast: 2, within: 30 days } }");
        TurnsOn(policy, facts, "2024-01-20");
        TurnsOn(policy, facts, "2024-02-20", to: false);
        Assert.True(Hit(When("{ brokenPromises: { atLeast: 3 } }"), facts, "2030-01-01"));
    }
}
