using Collections.Domain.Overdue;
using static Collections.Domain.Tests.Overdue.Given;

namespace Collections.Domain.Tests.Overdue;

/// <summary>Which bills a policy counts, and from which day on.</summary>
public sealed class CountedBillTests
{
    [Theory]
    [InlineData("{ from: dueDate }", "2024-01-11")]
    [InlineData("{ from: dueDate, graceDays: 3 }", "2024-01-14")]
    [InlineData("{ from: issuedOn }", "2024-01-01")]
    [InlineData("{ from: issuedOn, graceDays: 3 }", "2024-01-05")]
    [InlineData("{}", "2024-01-11")]
    public void A_bill_counts_from_the_day_its_policy_says(string age, string day) =>
        TurnsOn(
            When("{ unpaidCount: { atLeast: 1 } }", age), Facts(Bill("A", "2024-01-10", issued: "2024-01-01")), day);

    [Fact]
    public void Grace_delays_counting_but_never_reduces_the_age()
    {
        var facts = Facts(Bill("A", "2024-01-10"));
        TurnsOn(When("{ oldestUnpaid: { atLeast: 2 days } }", "{ graceDays: 5 }"), facts, "2024-01-16");
        TurnsOn(When("{ oldestUnpaid: { atLeast: 30 days } }", "{ graceDays: 5 }"), facts, "2024-02-09");
    }

    [Fact]
    public void A_postponed_bill_counts_again_on_the_day_it_is_postponed_to()
    {
        var facts = Facts(Bill("A", "2024-01-10") with { PostponedUntil = Day("2024-03-01") });
        TurnsOn(When("{ oldestUnpaid: { atLeast: 30 days } }"), facts, "2024-03-01");
    }

    [Fact]
    public void While_the_oldest_is_postponed_the_next_one_is_the_oldest()
    {
        var facts = Facts(
            Bill("A", "2024-01-10") with { PostponedUntil = Day("2024-03-01") }, Bill("B", "2024-01-20"), Bill(
                "C", "2024-01-30"));
        TurnsOn(When("{ oldestUnpaid: { atLeast: 35 days } }"), facts, "2024-02-24");
        TurnsOn(When("{ oldestUnpaid: { atLeast: 45 days } }"), facts, "2024-03-01");
    }

    [Fact]
    public void The_disputed_part_is_not_counted_and_the_rest_is()
    {
        var disputed = Bill("A", "2024-01-10", 100_00) with { DisputedMinor = 60_00 };
        Assert.True(
            Hit(When("{ unpaidTotal: { atMost: 40 }, unpaidCount: { atLeast: 1 } }"), Facts(disputed), "2024-01-11"));
        Assert.True(Hit(When("{ disputedDebt: true }"), Facts(disputed), "2024-01-11"));
        var wholly = disputed with { DisputedMinor = 100_00 };
        Assert.False(Hit(When("{ oldestUnpaid: { atLeast: 0 } }"), Facts(wholly), "2024-02-11"));
    }

    [Fact]
    public void Dates_at_the_end_of_the_calendar_never_overflow()
    {
        var facts = Facts(Bill("A", "9999-12-31"), Bill("B", "9998-06-30"));
        var policy = When(
            "{ any: [ { oldestUnpaid: { atLeast: 100000 years } }, { billAge: { moreThan: 100000 weeks } } ] }");
        Assert.False(Hit(policy, facts, "9999-12-30"));
        Assert.Null(StateJudge.NextChange(policy, facts, Day("9999-12-30")));
        Assert.NotNull(StateJudge.Explain(policy, facts, Day("9999-12-31")));
    }
}
