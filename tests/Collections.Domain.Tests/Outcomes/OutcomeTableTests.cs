using Collections.Domain.Outcomes;
using NodaTime;

namespace Collections.Domain.Tests.Outcomes;

public sealed class OutcomeTableTests
{
    private static readonly OutcomeTable Table = OutcomeTable.Shipped;

    [Fact]
    public void The_table_has_its_twenty_outcomes_and_each_name_means_one()
    {
        Assert.Equal(20, Table.All.Count);
        var names = Table.All.SelectMany(outcome => outcome.Aliases.Append(outcome.Code)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_delay_is_a_duration() => Assert.All(
        Table.All.SelectMany(outcome => outcome.Redial.Delays),
        delay => Assert.NotNull(OutcomeDelay.ReadOrNull(delay)));

    [Fact]
    public void Busy_is_retried_fast_twice_and_uses_no_attempt_before()
    {
        var busy = Table.Of("busy");

        Assert.Equal(AttemptRule.AfterFastRetries, busy.Attempt);
        Assert.Equal(RegFRule.NotCounted, busy.RegF);
        Assert.Equal(Duration.FromMinutes(15), busy.Redial.DelayAfter(1));
        Assert.Equal(Duration.FromMinutes(60), busy.Redial.DelayAfter(2));
        Assert.Null(busy.Redial.DelayAfter(3));
    }

    [Fact]
    public void A_busy_network_repeats_its_last_delay()
    {
        var redial = Table.Of("NETWORK").Redial;

        Assert.Equal(Duration.FromMinutes(5), redial.DelayAfter(2));
        Assert.Equal(Duration.FromMinutes(30), redial.DelayAfter(3));
        Assert.Equal(Duration.FromMinutes(30), redial.DelayAfter(9));
        Assert.Equal(2, redial.OtherTrunk);
    }

    [Theory]
    [InlineData("NETWORK")]
    [InlineData("CARRIER_BLOCKED")]
    [InlineData("INVALID_FORMAT")]
    [InlineData("LOCAL_LIMIT")]
    [InlineData("CANCELED")]
    public void What_the_person_called_does_not_notice_is_no_attempt(string code) =>
        Assert.False(Table.Of(code).IsAttempt);

    [Fact]
    public void What_is_unknown_counts_to_be_on_the_safe_side()
    {
        var other = Table.Of("a word nobody knows");

        Assert.Equal(("OTHER", RegFRule.Counts, AttemptRule.Counts), (other.Code, other.RegF, other.Attempt));
        Assert.Null(Table.OrNull("a word nobody knows"));
    }

    [Theory]
    [InlineData("PT15M", 900)]
    [InlineData("P3D", 259_200)]
    [InlineData("PT0S", 0)]
    public void A_delay_is_an_iso_duration(string text, int seconds) =>
        Assert.Equal(Duration.FromSeconds(seconds), OutcomeDelay.ReadOrNull(text));

    [Theory]
    [InlineData("15M")]
    [InlineData("P1M")]
    [InlineData("PT-5M")]
    [InlineData("P400D")]
    [InlineData("")]
    public void Anything_else_is_no_delay(string text) => Assert.Null(OutcomeDelay.ReadOrNull(text));
}
