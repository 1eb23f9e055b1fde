using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using static Collections.Domain.Tests.Overdue.Given;

namespace Collections.Domain.Tests.Overdue;

/// <summary>O010: the shipped own condition, as a sample of how one is written.</summary>
public sealed class SeasonTests
{
    private const string Winter = "{ custom: { name: season, args: { from: 11-01, until: 03-31 } } }";

    [Fact]
    public void A_season_over_the_turn_of_the_year_holds_on_both_its_days()
    {
        var policy = When(Winter);
        TurnsOn(policy, Facts(), "2024-11-01");
        TurnsOn(policy, Facts(), "2025-04-01", to: false);
        Assert.True(Hit(policy, Facts(), "2025-01-01"));
    }

    [Fact]
    public void A_season_within_a_year_holds_between_its_days()
    {
        var policy = When("{ custom: { name: season, args: { from: 02-29, until: 06-30 } } }");
        TurnsOn(policy, Facts(), "2024-02-29");
        TurnsOn(policy, Facts(), "2025-03-01");
        TurnsOn(policy, Facts(), "2024-07-01", to: false);
    }

    [Fact]
    public void A_whole_year_never_turns() =>
        Assert.Null(StateJudge.NextChange(
            When("{ custom: { name: season, args: { from: 01-01, until: 12-31 } } }"), Facts(), Day("2024-05-05")));

    [Theory]
    [InlineData("{ custom: { name: season } }", "invalid_args")]
    [InlineData("{ custom: { name: season, args: { from: 11-31, until: 03-31 } } }", "day_of_year")]
    [InlineData("{ custom: { name: season, args: { from: 11-01 } } }", "missing")]
    [InlineData("{ custom: { name: seasons } }", "unknown_condition")]
    public void What_makes_no_sense_is_a_fault(string when, string code)
    {
        var reading = Reading($"states: [ {{ name: HIT, when: {when} }} ]");
        Assert.Null(reading.Policy);
        Assert.Contains(code, reading.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void A_tenants_policy_may_name_it_and_its_explanation_says_the_arguments()
    {
        var vocabulary = TenantConfigurationFold.Initial("default").Vocabulary;
        var policy = When(Winter, vocabulary: vocabulary);
        var finding = StateJudge.Explain(policy, Facts(), Day("2024-12-24"))[0].Conditions[0];
        Assert.Equal(
            ("""custom: { name: season, args: {"from":"11-01","until":"03-31"} }""", "12-24"),
            (finding.Condition, finding.Saw));
    }
}
