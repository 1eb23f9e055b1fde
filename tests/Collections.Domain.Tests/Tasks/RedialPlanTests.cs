using Collections.Domain.Tasks;
using NodaTime;

namespace Collections.Domain.Tests.Tasks;

public sealed class RedialPlanTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private static readonly Instant Ten = At(9, 10, 0);

    private static readonly TaskStrategy Strategy = new();

    [Fact]
    public void Busy_is_tried_twice_more_before_its_slot_is_used()
    {
        var first = After([], Dial("BUSY", Ten));
        Assert.Equal((false, Ten + Duration.FromMinutes(15)), (first.SlotUsed, first.NotBefore));

        var second = After([Dial("BUSY", Ten)], Dial("BUSY", At(9, 10, 15)));
        Assert.Equal((false, At(9, 11, 15)), (second.SlotUsed, second.NotBefore));

        var third = After([Dial("BUSY", Ten), Dial("BUSY", At(9, 10, 15))], Dial("BUSY", At(9, 11, 15)));
        Assert.True(third.SlotUsed);
        Assert.Null(third.NotBefore);
    }

    [Fact]
    public void Slots_count_from_the_first_attempt()
    {
        TaskAttempt[] dials = [Dial("BUSY", Ten), Used("NO_ANSWER", At(9, 10, 15)), Used("NO_ANSWER", At(10, 15, 0))];

        Assert.Null(RedialPlan.SlotDue(Strategy, dials[..1]));
        Assert.Equal(At(10, 10, 0), RedialPlan.SlotDue(Strategy, dials[..2]));
        Assert.Equal(At(12, 10, 0), RedialPlan.SlotDue(Strategy, dials));
    }

    [Fact]
    public void Slots_may_count_from_the_attempt_before()
    {
        var gaps = Strategy with { RetryFrom = RetryFrom.Previous };
        TaskAttempt[] dials = [Used("NO_ANSWER", Ten), Used("NO_ANSWER", At(10, 15, 0))];

        Assert.Equal(At(10, 10, 0), RedialPlan.SlotDue(gaps, dials[..1]));
        Assert.Equal(At(13, 15, 0), RedialPlan.SlotDue(gaps, dials));
    }

    [Fact]
    public void Slots_beyond_the_list_follow_at_its_last_gap()
    {
        var five = Strategy with { MaxAttempts = 5 };
        TaskAttempt[] dials =
            [Used("NO_ANSWER", Ten), Used("NO_ANSWER", At(10, 10, 0)), Used("NO_ANSWER", At(12, 10, 0))];

        Assert.Equal(At(14, 10, 0), RedialPlan.SlotDue(five, dials));
    }

    [Fact]
    public void No_answer_waits_for_another_part_of_the_day()
    {
        Assert.Equal(At(9, 14, 0), After([], Dial("NO_ANSWER", Ten)).NotBefore);
        Assert.Equal(At(9, 12, 0), After([], Dial("NO_ANSWER", At(9, 7, 30))).NotBefore);
        Assert.Equal(At(9, 18, 0), After([], Dial("NO_ANSWER", At(9, 12, 30))).NotBefore);
        Assert.Equal(At(10, 0, 0), After([], Dial("NO_ANSWER", At(9, 19, 0))).NotBefore);
    }

    [Fact]
    public void A_vacant_number_is_left_for_the_next_one_at_once()
    {
        var other = RedialPlan.After(Strategy, [], Dial("VACANT", Ten), (Shanghai, 1));
        Assert.Equal((true, false, Ten, TaskEnd.None), (other.Alternate, other.SlotUsed, other.NotBefore, other.End));

        var none = After([], Dial("VACANT", Ten));
        Assert.Equal((false, TaskEnd.Unreachable, false), (none.Alternate, none.End, none.Fallback));
    }

    [Fact]
    public void Out_of_service_is_tried_once_more_after_three_days()
    {
        Assert.Equal(At(12, 10, 0), After([], Dial("OUT_OF_SERVICE", Ten)).NotBefore);
        Assert.Equal(
            TaskEnd.Unreachable, After([Used("OUT_OF_SERVICE", Ten)], Dial("OUT_OF_SERVICE", At(12, 10, 0))).End);
    }

    [Fact]
    public void A_busy_network_uses_nothing_and_changes_the_trunk_twice()
    {
        TaskAttempt[] dials = [Dial("NETWORK", Ten), Dial("NETWORK", At(9, 10, 5)), Dial("NETWORK", At(9, 10, 10))];

        Assert.Equal((At(9, 10, 5), true), Where(After([], dials[0])));
        Assert.Equal((At(9, 10, 10), true), Where(After(dials[..1], dials[1])));
        Assert.Equal((At(9, 10, 40), false), Where(After(dials[..2], dials[2])));
        Assert.False(After(dials[..2], dials[2]).SlotUsed);

        static (Instant?, bool) Where(Redial plan) => (plan.NotBefore, plan.OtherTrunk);
    }

    [Fact]
    public void A_second_rejection_in_a_row_needs_a_person()
    {
        Assert.Null(After([], Dial("REJECTED", Ten)).Pause);
        var second = After([Used("REJECTED", Ten)], Dial("REJECTED", At(10, 10, 0)));
        Assert.Equal((RedialPlan.Review, true), (second.Pause, second.SuggestDnc));
    }

    [Fact]
    public void A_blocked_caller_id_stops_the_task_and_is_not_evaded()
    {
        var plan = After([], Dial("CARRIER_BLOCKED", Ten));

        Assert.Equal((RedialPlan.CarrierBlocked, false, false), (plan.Pause, plan.SlotUsed, plan.OtherTrunk));
    }

    [Fact]
    public void The_fourth_attempt_is_impossible() => Assert.Equal(
        TaskEnd.Exhausted,
        After([Used("NO_ANSWER", Ten), Used("BUSY", At(10, 10, 0))], Dial("NO_ANSWER", At(12, 10, 0))).End);

    [Fact]
    public void Ten_dials_are_the_end_whatever_came_of_them()
    {
        var nine = Enumerable.Range(0, 9).Select(i => Dial("NETWORK", Ten + Duration.FromHours(i))).ToList();

        Assert.Equal(TaskEnd.Exhausted, After(nine, Dial("NETWORK", At(10, 10, 0))).End);
        Assert.Equal(TaskEnd.None, After(nine[..8], Dial("NETWORK", At(10, 10, 0))).End);
    }

    [Fact]
    public void A_strategy_sets_its_own_delays_but_not_below_the_floor()
    {
        var own = Strategy with
        {
            OutcomeDelays = new Dictionary<string, IReadOnlyList<string>>
            {
                ["BUSY"] = ["PT30M"], ["POWERED_OFF"] = ["PT1H"],
            },
        };

        Assert.Equal(At(9, 10, 30), RedialPlan.After(own, [], Dial("BUSY", Ten), (Shanghai, 0)).NotBefore);
        Assert.True(RedialPlan.After(own, [Dial("BUSY", Ten)], Dial("BUSY", At(9, 10, 30)), (Shanghai, 0)).SlotUsed);
        Assert.Equal(At(9, 22, 0), RedialPlan.After(own, [], Dial("POWERED_OFF", Ten), (Shanghai, 0)).NotBefore);
    }

    private static Redial After(IReadOnlyList<TaskAttempt> past, TaskAttempt dial) =>
        RedialPlan.After(Strategy, past, dial, (Shanghai, 0));

    private static TaskAttempt Dial(string outcome, Instant at) =>
        new() { AttemptId = "x", At = at, Outcome = outcome };

    private static TaskAttempt Used(string outcome, Instant at) => Dial(outcome, at) with { SlotUsed = true };

    private static Instant At(int day, int hour, int minute) =>
        new LocalDateTime(2025, 10, day, hour, minute).InZoneStrictly(Shanghai).ToInstant();
}
