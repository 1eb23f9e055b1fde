using Collections.Domain.Overdue;
using Collections.Kernel;
using static Collections.Domain.Tests.Overdue.Given;

namespace Collections.Domain.Tests.Overdue;

/// <summary>Aging buckets by days past due.</summary>
public sealed class AgingBucketsTests
{
    [Theory]
    [InlineData(-5, "CURRENT")]
    [InlineData(0, "CURRENT")]
    [InlineData(1, "D1-D30")]
    [InlineData(30, "D1-D30")]
    [InlineData(31, "D31-D60")]
    [InlineData(60, "D31-D60")]
    [InlineData(61, "D61-D90")]
    [InlineData(90, "D61-D90")]
    [InlineData(91, "D90+")]
    [InlineData(100_000, "D90+")]
    public void A_bucket_begins_where_the_one_before_ends(int days, string name) =>
        Assert.Equal(name, AgingBuckets.Standard.NameOf(days));

    [Fact]
    public void The_next_boundary_is_the_first_day_in_another_bucket()
    {
        var due = Day("2024-01-01");
        var boundaries = new List<string>();
        for (var at = AgingBuckets.Standard.NextBoundary(due, Day("2023-01-01")); at is { } day; at = AgingBuckets.Standard.NextBoundary(due, day))
        {
            boundaries.Add(day.ToString("uuuu-MM-dd", null));
            Assert.NotEqual(
                AgingBuckets.Standard.NameOf(due, day.PlusDays(-1)), AgingBuckets.Standard.NameOf(due, day));
        }

        Assert.Equal(["2024-01-02", "2024-02-01", "2024-03-02", "2024-04-01"], boundaries);
    }

    [Fact]
    public void The_account_is_as_old_as_its_oldest_past_due_bill()
    {
        var facts = Facts(
            Bill("A", "2024-01-01") with { DisputedMinor = 100_00 },
            Bill("B", "2024-01-05") with { PostponedUntil = Day("2024-05-01") },
            Bill("C", "2024-01-10"),
            Bill("D", "2023-01-01", -5_00));
        Assert.Equal(10, AgingBuckets.DaysPastDue(facts, Day("2024-01-20")));
        Assert.Equal(117, AgingBuckets.DaysPastDue(facts, Day("2024-05-01")));
        Assert.Equal(0, AgingBuckets.DaysPastDue(facts, Day("2024-01-10")));
    }

    [Fact]
    public void Buckets_that_overlap_or_share_a_name_are_a_bug()
    {
        Assert.Throws<BrokenInvariantException>(() => new AgingBuckets([new("A", 10), new("B", 10)]));
        Assert.Throws<BrokenInvariantException>(() => new AgingBuckets([new("A", 0)]));
        Assert.Throws<BrokenInvariantException>(() => new AgingBuckets([new("CURRENT", 1)]));
    }
}
