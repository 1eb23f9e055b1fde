using Collections.Domain.Overdue;
using static Collections.Domain.Tests.Overdue.Given;

namespace Collections.Domain.Tests.Overdue;

/// <summary>Which policy an account follows.</summary>
public sealed class PolicyAssignmentTests
{
    private static readonly Policy Default = Policy("appliesTo: { division: [NOWHERE] }");
    private static readonly Policy Everyone = Policy("{}", "everyone");
    private static readonly Policy Residential = Policy("appliesTo: { collectionClass: [RES] }", "residential");
    private static readonly Policy North = Policy("appliesTo: { collectionClass: [RES], division: [NORTH] }", "north");
    private static readonly Policy Yuan = Policy("appliesTo: { currency: [CNY] }", "yuan");

    [Theory]
    [InlineData("RES", "NORTH", "north")]
    [InlineData("RES", "SOUTH", "residential")]
    [InlineData("RES", null, "residential")]
    [InlineData("COM", "NORTH", "default")]
    [InlineData(null, null, "default")]
    public void The_most_specific_policy_wins_and_default_catches_the_rest(
        string? collectionClass, string? division, string name)
    {
        var segmentation = new Segmentation { CollectionClass = collectionClass, Division = division };
        Assert.Equal(name, PolicyAssignment.Choose([Default, Residential, Yuan, North], segmentation, Usd).Name);
    }

    [Fact]
    public void The_currency_of_the_account_selects() =>
        Assert.Equal(
            "yuan", PolicyAssignment.Choose([Default, Residential, Yuan], new(), Kernel.Currency.Of("CNY")).Name);

    [Fact]
    public void A_policy_for_everyone_precedes_default() =>
        Assert.Equal("everyone", PolicyAssignment.Choose([Default, Everyone], new(), Usd).Name);

    [Fact]
    public void Two_policies_that_could_claim_one_account_equally_tie()
    {
        var fault = Assert.Single(PolicyAssignment.TieFaults(Yuan, [Default, Everyone, Residential, North, Yuan]));
        Assert.Equal(("/appliesTo", "policy_tie"), (fault.Path, fault.Code));
        Assert.Contains("residential", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_with_different_values_or_another_number_of_dimensions_do_not_tie()
    {
        var commercial = Policy("appliesTo: { collectionClass: [COM] }", "commercial");
        Assert.Empty(PolicyAssignment.TieFaults(commercial, [Default, Everyone, Residential, North]));
    }
}
