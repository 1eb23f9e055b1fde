using Collections.Domain.Overdue;
using static Collections.Domain.Tests.Overdue.Given;

namespace Collections.Domain.Tests.Overdue;

public sealed class ClearingAmountTests
{
    private const string Ladder = """
        states:
          - { name: MARKED, when: { characteristic: { type: ARRANGEMENT, value: BROKEN, within: 10 days } } }
          - { name: WATCHED, when: { all: [ { tag: WATCH }, { unpaidTotal: { lessThan: 1000 } } ] } }
          - { name: LATE, when: { oldestUnpaid: { atLeast: 5 days } } }

        """;

    private static readonly Policy Policy = Policy(Ladder);

    [Fact]
    public void Money_clears_today_and_time_alone_never()
    {
        var clearing = ClearingAmount.Of(
            Policy, Facts(Bill("A", "2024-01-01"), Bill("B", "2024-01-09")), Day("2024-01-10"));

        Assert.Equal((100m, "A"), (clearing.Amount?.Amount, string.Join(',', clearing.Bills)));
        Assert.Equal((Day("2024-01-10"), null), (clearing.On, clearing.OnWithoutPayment));
        Assert.Empty(clearing.Stands);
    }

    [Fact]
    public void A_tag_stands_however_much_is_paid()
    {
        var facts = Facts(Bill("A", "2024-01-01")) with { Tags = ["WATCH"] };

        var clearing = ClearingAmount.Of(Policy, facts, Day("2024-01-10"));

        Assert.Equal((null, "WATCHED"), (clearing.Amount, clearing.State?.Name));
        Assert.Equal(["tag: WATCH", "unpaidTotal: { lessThan: 1000 }"], clearing.Stands.Select(c => c.Condition));
        Assert.Equal((null, null), (clearing.On, clearing.OnWithoutPayment));
    }

    [Fact]
    public void A_mark_that_grows_old_clears_the_account_on_a_day_once_the_bills_are_paid()
    {
        var facts = Facts(Bill("A", "2024-01-01")) with
        {
            Characteristics = [new Characteristic("ARRANGEMENT", "BROKEN", Day("2024-01-02"))],
        };

        var clearing = ClearingAmount.Of(Policy, facts, Day("2024-01-10"));

        Assert.Equal((null, "MARKED"), (clearing.Amount, clearing.State?.Name));
        Assert.Equal((Day("2024-01-13"), null), (clearing.On, clearing.OnWithoutPayment));
    }

    [Fact]
    public void A_mark_alone_passes_without_payment()
    {
        var facts = Facts() with { Characteristics = [new Characteristic("ARRANGEMENT", "BROKEN", Day("2024-01-02"))] };

        Assert.Equal(Day("2024-01-13"), ClearingAmount.Of(Policy, facts, Day("2024-01-10")).OnWithoutPayment);
    }

    [Fact]
    public void What_is_clear_is_clear_today()
    {
        var clearing = ClearingAmount.Of(Policy, Facts(Bill("A", "2024-01-09")), Day("2024-01-10"));

        Assert.Equal((0m, Day("2024-01-10")), (clearing.Amount?.Amount, clearing.On));
        Assert.Null(clearing.State);
    }
}
