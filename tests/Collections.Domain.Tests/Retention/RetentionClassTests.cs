using Collections.Domain.Retention;
using NodaTime;

namespace Collections.Domain.Tests.Retention;

public sealed class RetentionClassTests
{
    private static readonly Instant Last = Instant.FromUtc(2024, 2, 29, 10, 0);

    [Theory]
    [InlineData("case_records", null, "2029-02-28T10:00:00Z")]
    [InlineData("case_records", "US", "2027-02-28T10:00:00Z")]
    [InlineData("case_records", "CN", "2029-02-28T10:00:00Z")]
    [InlineData("logs", "CN", "2024-08-29T10:00:00Z")]
    [InlineData("do_not_contact", "US", null)]
    public void Data_is_kept_as_long_as_its_class_and_country_say(string name, string? country, string? end) =>
        Assert.Equal(end, RetentionClasses.OrNull(name)!.EndsAt(Last, country)?.ToString());

    [Fact]
    public void Every_class_says_where_its_time_comes_from() =>
        Assert.All(RetentionClasses.Shipped, each => Assert.False(string.IsNullOrWhiteSpace(each.Source)));
}
