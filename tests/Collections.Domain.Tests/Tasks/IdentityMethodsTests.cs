using Collections.Domain.Tasks;

namespace Collections.Domain.Tests.Tasks;

public sealed class IdentityMethodsTests
{
    private static readonly IdentityFacts Facts = new(["+86 138 0000-0001", "95588"], "a_2000X");

    [Theory]
    [InlineData("0001", true)]
    [InlineData(" 0 0 0 1 ", true)]
    [InlineData("５５８８", true)]
    [InlineData("5588", true)]
    [InlineData("0002", false)]
    [InlineData("001", false)]
    [InlineData("00001", false)]
    [InlineData("13800000001", false)]
    [InlineData("", false)]
    [InlineData("none", false)]
    public void The_last_four_digits_of_a_number_are_the_customers(string answer, bool holds) =>
        Assert.Equal(holds, IdentityMethods.OrNull("phone_last4")!.Holds(Facts, answer));

    [Theory]
    [InlineData("000X", true)]
    [InlineData("000x", true)]
    [InlineData("2000X", false)]
    public void So_are_those_of_his_account(string answer, bool holds) =>
        Assert.Equal(holds, IdentityMethods.OrNull("account_last4")!.Holds(Facts, answer));

    [Fact]
    public void Without_anything_on_record_nothing_can_be_judged()
    {
        var nothing = new IdentityFacts(["12"], "a");

        Assert.All(IdentityMethods.All, method => Assert.False(method.CanJudge(nothing)));
        Assert.False(IdentityMethods.OrNull("phone_last4")!.Holds(nothing, "12"));
        Assert.Null(IdentityMethods.OrNull("mothers_name"));
    }

    [Fact]
    public void After_the_wrong_party_comes_the_next_number_and_then_a_person()
    {
        var plan = new Redial { InARow = 1, SlotUsed = true };

        Assert.Equal((true, null), (RedialPlan.AfterWrongParty(plan, 1).Alternate, RedialPlan.AfterWrongParty(plan, 1).Pause));
        Assert.Equal((false, "wrong_party"), (RedialPlan.AfterWrongParty(plan, 0).Alternate, RedialPlan.AfterWrongParty(plan, 0).Pause));
    }
}
