using Collections.Domain.Numbers;

namespace Collections.Domain.Tests.Numbers;

public sealed class ContactMatchingTests
{
    [Theory]
    [InlineData(" 138-0000-0001", "CN", "+8613800000001")]
    [InlineData("Ann@Example.COM ", null, "ann@example.com")]
    [InlineData("wx_Ann", "CN", "wx_Ann")]
    [InlineData("138-0000-0001", null, "138-0000-0001")]
    public void Values_that_mean_alike_match_alike(string value, string? region, string form) =>
        Assert.Equal(form, ContactMatching.Of(value, region));

    [Theory]
    [InlineData("CN", "America/New_York", "CN")]
    [InlineData(null, "America/New_York", "US")]
    [InlineData(null, "Asia/Calcutta", "IN")]
    [InlineData(null, "UTC", null)]
    [InlineData(null, null, null)]
    public void The_country_is_the_one_named_or_that_of_the_zone(string? country, string? zone, string? region) =>
        Assert.Equal(region, NumberRegion.Of(country, zone));
}
