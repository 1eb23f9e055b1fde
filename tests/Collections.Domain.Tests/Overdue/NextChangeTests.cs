using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static Collections.Domain.Tests.Overdue.Given;

namespace Collections.Domain.Tests.Overdue;

/// <summary>The next change is found exactly, without looking at every day.</summary>
public sealed class NextChangeTests
{
    private const int HorizonDays = 450;

    private static int Runs => Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full" ? 20_000 : 500;

    [Fact]
    public void It_is_the_first_day_on_which_a_day_by_day_scan_sees_another_state() =>
        Prop.ForAll<int>(ArbMap.Default.ArbFor<int>(), seed => AgreesWithScan(seed * 7_919L))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithEndSize(1_000_000));

    [Fact]
    public void The_generated_policies_do_change_their_states()
    {
        var changes = Enumerable.Range(0, 200).Count(seed => NextOf(seed, out _, out _, out _) is not null);
        Assert.InRange(changes, 60, 200);
    }

    [Fact]
    public void A_ladder_is_climbed_day_by_day_exactly()
    {
        var policy = ShippedPolicies.Default;
        var facts = Facts(Bill("A", "2024-01-30"));
        var days = new List<string>();
        var change = StateJudge.NextChange(policy, facts, Day("2024-01-01"));
        while (change is not null)
        {
            days.Add($"{change.Day:uuuu-MM-dd} {change.State?.Name}");
            change = StateJudge.NextChange(policy, facts, change.Day);
        }

        Assert.Equal(["2024-01-31 REMINDER", "2024-02-14 WARNING", "2024-02-29 SUSPENDED"], days);
    }

    [Fact]
    public void Without_states_nothing_changes() =>
        Assert.Null(
            StateJudge.NextChange(Policy("age: { graceDays: 1 }"), Facts(Bill("A", "2024-01-30")), Day("2024-01-01")));

    [Fact]
    public void A_thousand_bills_in_the_gravest_state_need_no_long_search()
    {
        var bills = Enumerable.Range(0, 1_000).Select(
            i => Bill($"B{i}", "2023-01-01") with { DueDate = Day("2023-01-01").PlusDays(i) });
        Assert.Null(StateJudge.NextChange(ShippedPolicies.Default, Facts([.. bills]), Day("2023-03-01")));
    }

    [Fact]
    public void An_own_condition_names_the_days_on_which_it_may_change()
    {
        var custom = new CustomConditions([new("weekend", (_, _) => new Weekend())]);
        var policy = When("{ custom: { name: weekend } }", vocabulary: new PolicyVocabulary { Custom = custom });
        TurnsOn(policy, Facts(), "2024-01-06");
        TurnsOn(policy, Facts(), "2024-01-08", to: false);
    }

    [Fact]
    public void A_careless_own_condition_is_asked_again_later_instead_of_for_ever()
    {
        var custom = new CustomConditions([new("restless", (_, _) => new Restless())]);
        var policy = When("{ custom: { name: restless } }", vocabulary: new PolicyVocabulary { Custom = custom });
        var change = StateJudge.NextChange(policy, Facts(), Day("2024-01-01"));
        Assert.NotNull(change);
        Assert.Null(change.State);
        Assert.True(change.Day > Day("2024-01-01"));
    }

    private static bool AgreesWithScan(long seed)
    {
        var found = NextOf((int)(seed % int.MaxValue), out var policy, out var facts, out var after);
        var before = StateJudge.Judge(policy, facts, after);
        for (var i = 1; i <= HorizonDays; i++)
        {
            var day = after.PlusDays(i);
            var state = StateJudge.Judge(policy, facts, day);
            if (!ReferenceEquals(state, before))
            {
                return found is not null && found.Day == day && ReferenceEquals(found.State, state);
            }
        }

        return found is null || found.Day > after.PlusDays(HorizonDays);
    }

    private static StateChange? NextOf(int seed, out Policy policy, out OverdueFacts facts, out LocalDate after)
    {
        var random = new RandomPolicies(seed);
        policy = Policy(random.Yaml());
        facts = random.Facts();
        after = random.Day();
        return StateJudge.NextChange(policy, facts, after);
    }

    private sealed class Weekend : CustomCondition
    {
        public override bool Holds(OverdueFacts facts, LocalDate today) => today.DayOfWeek >= IsoDayOfWeek.Saturday;

        public override string Saw(OverdueFacts facts, LocalDate today) => today.DayOfWeek.ToString();

        public override LocalDate? NextChange(OverdueFacts facts, LocalDate after) => after.PlusDays(1);
    }

    private sealed class Restless : CustomCondition
    {
        public override bool Holds(OverdueFacts facts, LocalDate today) => false;

        public override string Saw(OverdueFacts facts, LocalDate today) => "nothing";

        public override LocalDate? NextChange(OverdueFacts facts, LocalDate after) => after.PlusDays(1);
    }
}
