using Collections.Domain.Outcomes;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>Why a task ends by itself.</summary>
public enum TaskEnd
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>No number is left that could be dialled.</summary>
    Unreachable,

    /// <summary>Its attempts are used up.</summary>
    Exhausted,
}

/// <summary>What follows from the outcome of a dial.</summary>
public sealed record Redial
{
    /// <summary>The dial's place in the row of dials with the same outcome, from 1.</summary>
    public required int InARow { get; init; }

    /// <summary>Whether the dial used up its slot of the schedule.</summary>
    public required bool SlotUsed { get; init; }

    /// <summary>Not before this instant, by the outcome's delay; null when the schedule alone decides.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>Whether the next dial goes to the next alternate number.</summary>
    public bool Alternate { get; init; }

    /// <summary>Whether it takes another trunk.</summary>
    public bool OtherTrunk { get; init; }

    /// <summary>
    /// Why the task waits for a person: <c>carrier_blocked</c>, <c>review</c>, <c>wrong_party</c>; null when it does
    /// not.
    /// </summary>
    public string? Pause { get; init; }

    /// <summary>Whether the number is suggested for the do-not-call list.</summary>
    public bool SuggestDnc { get; init; }

    /// <summary>Whether the task ends with this dial.</summary>
    public TaskEnd End { get; init; }

    /// <summary>Whether a message may go to the same number instead, once per task.</summary>
    public bool Fallback { get; init; }
}

/// <summary>When and where to dial again after an outcome: the table's row, changed by the strategy.</summary>
public static class RedialPlan
{
    /// <summary>Why a task waits after the carrier blocked the caller id.</summary>
    public const string CarrierBlocked = "carrier_blocked";

    /// <summary>Why a task waits after several rejections in a row.</summary>
    public const string Review = "review";

    /// <summary>Why a task waits after the wrong party answered its last number.</summary>
    public const string WrongParty = "wrong_party";

    // Day-parts: morning, afternoon, evening; the local hours at which one ends.
    private static readonly int[] DayPartEnds = [12, 18, 24];

    /// <summary>Judges a dial.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="past">The dials before, oldest first.</param>
    /// <param name="dial">The dial, with its slot.</param>
    /// <param name="around">The zone of day-parts, and how many alternate numbers are left.</param>
    public static Redial After(
        TaskStrategy strategy,
        IReadOnlyList<TaskAttempt> past,
        TaskAttempt dial,
        (DateTimeZone Zone, int Alternates) around)
    {
        var outcome = OutcomeTable.Shipped.Of(dial.Outcome);
        var rule = outcome.Redial;
        var inARow = 1 + past.Reverse().TakeWhile(
            each => each.Outcome == dial.Outcome
                && each.Number == dial.Number
                && (!rule.PerSlot || each.Slot == dial.Slot)).Count();
        var delay = DelayAfter(strategy, outcome, inARow);
        var isUsedUp = delay is null;
        var slotUsed = outcome.Attempt == AttemptRule.Counts
            || (outcome.Attempt == AttemptRule.AfterFastRetries && isUsedUp);
        var leavesNumber = isUsedUp && rule.Then is RedialEnd.Alternate or RedialEnd.None;
        var slots = past.Count(each => each.SlotUsed) + (slotUsed ? 1 : 0);
        var isSpent = slots >= strategy.MaxAttempts || past.Count + 1 >= TaskStrategy.AttemptsMax;
        var needsReview = outcome.ReviewAfter > 0 && inARow >= outcome.ReviewAfter;
        return new Redial
        {
            InARow = inARow,
            SlotUsed = slotUsed,
            NotBefore = leavesNumber ? dial.At
                : delay is { } wait ? Later(dial.At, wait, rule.OtherDayPart, around.Zone)
                : null,
            Alternate = leavesNumber && around.Alternates > 0,
            OtherTrunk = inARow <= rule.OtherTrunk,
            SuggestDnc = needsReview,
            Fallback = outcome.Fallback && slotUsed,
            Pause = rule.Then == RedialEnd.Pause ? CarrierBlocked : needsReview ? Review : null,
            End = leavesNumber && around.Alternates == 0 ? TaskEnd.Unreachable
                : isSpent ? TaskEnd.Exhausted
                : TaskEnd.None,
        };
    }

    /// <summary>
    /// What follows from a conversation with the wrong party: the next number, or a person when there is none. That the
    /// customer was not reached is no reason to call this number again.
    /// </summary>
    /// <param name="plan">What follows from the outcome alone.</param>
    /// <param name="alternates">How many alternate numbers are left.</param>
    public static Redial AfterWrongParty(Redial plan, int alternates) => alternates > 0
        ? plan with { Alternate = true }
        : plan with { Pause = plan.Pause ?? WrongParty };

    /// <summary>
    /// The slot of the schedule that the next dial belongs to falls due at this instant; null before the first dial,
    /// which is due at once.
    /// </summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="dials">All dials, oldest first.</param>
    public static Instant? SlotDue(TaskStrategy strategy, IReadOnlyList<TaskAttempt> dials)
    {
        var used = dials.Where(dial => dial.SlotUsed).ToList();
        var first = dials.FirstOrDefault(dial => OutcomeTable.Shipped.Of(dial.Outcome).IsAttempt);
        if (used.Count == 0 || first is null)
        {
            return null;
        }

        return strategy.RetryFrom == RetryFrom.First
            ? first.At + Duration.FromHours(Offset(strategy.RetryHours, used.Count))
            : used[^1].At + Duration.FromHours(Gap(strategy.RetryHours, used.Count));
    }

    /// <summary>The delay after the n-th dial in a row; null when the outcome leaves it to what comes then.</summary>
    private static Duration? DelayAfter(TaskStrategy strategy, CallOutcome outcome, int inARow)
    {
        var rule = strategy.OutcomeDelays.TryGetValue(outcome.Code, out var own)
            ? outcome.Redial with { Delays = own }
            : outcome.Redial;
        return rule.DelayAfter(inARow) is { } delay ? Duration.Max(delay, rule.Floor) : null;
    }

    private static long Offset(IReadOnlyList<int> hours, int slot)
    {
        if (slot < hours.Count)
        {
            return hours[slot];
        }

        const int day = 24;
        var gap = hours.Count > 1 ? hours[^1] - hours[^2] : day;
        return hours[^1] + ((long)(slot - hours.Count + 1) * (gap > 0 ? gap : day));
    }

    private static int Gap(IReadOnlyList<int> hours, int slot) => hours[Math.Min(slot, hours.Count - 1)];

    /// <summary>
    /// An instant later by a delay; in another part of the day than now when it must be. Elapsed time, not local hours.
    /// </summary>
    private static Instant Later(Instant at, Duration delay, bool otherPart, DateTimeZone zone)
    {
        var later = at + delay;
        var (now, then) = (at.InZone(zone).LocalDateTime, later.InZone(zone).LocalDateTime);
        if (!otherPart || now.Date != then.Date || PartOf(now) != PartOf(then))
        {
            return later;
        }

        var end = DayPartEnds[PartOf(now)];
        return end == DayPartEnds[^1]
            ? LocalDays.StartOf(now.Date.PlusDays(1), zone)
            : Instant.Max(later, now.Date.At(new LocalTime(end, 0)).InZoneLeniently(zone).ToInstant());
    }

    private static int PartOf(LocalDateTime local) => Array.FindIndex(DayPartEnds, end => local.Hour < end);
}
