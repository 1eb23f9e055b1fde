using System.Globalization;
using System.Text.Json.Nodes;
using Collections.Domain.Outcomes;
using Collections.Domain.Tasks;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Simulation.Calc;

/// <summary>
/// <c>failure_delay</c>: what follows from the <c>outcome</c> of a dial <c>at</c> an instant: the <c>next</c> dial,
/// whether its slot was used, another number, a message instead, a pause, the end. Dials before it stand in
/// <c>history</c>, or are told by <c>attempt</c> (its place in the schedule), <c>inARow</c> (its place among dials with
/// this outcome) or <c>fastRetries</c> (fast retries made before it).
/// </summary>
/// <remarks>
/// Redials fall on workdays of the calendar unless the case itself says otherwise by <c>days</c>: the published cases
/// move a redial off a Sunday although the file's defaults, which are those of call windows, say every day.
/// </remarks>
internal sealed class FailureDelayCalculator : ICalculator
{
    private static readonly string[] Places = ["inARow", "consecutive", "nth", "occurrence", "busyCount"];

    private static readonly string[] RetryCounts = ["fastRetries", "fastRetriesUsed", "retriesUsed", "retries"];

    public string List => "failure_delay";

    public IReadOnlySet<string> Inputs { get; } = new HashSet<string>(
        [
            "at", "outcome", "alternates", "history", "previous", "attempt", "maxAttempts", "retryHours", "retryFrom",
            "tz", "windows", "days", "calendar", "outcomeDelays", .. Places, .. RetryCounts,
        ],
        StringComparer.Ordinal);

    public JsonObject Work(CalcCase each)
    {
        var outcome = OutcomeTable.Shipped.Of(each.Text("outcome")
            ?? throw new MalformedCaseException("/outcome", "An outcome is expected."));
        var day = new LocalDate(2025, 10, 9);
        var at = each.Text("at") is { } text ? each.Instant("/at", text, day) : (Instant?)null;
        var strategy = StrategyOf(each);
        var made = at ?? day.AtMidnight().InZoneLeniently(each.Zone).ToInstant();
        var past = Past(each, strategy, outcome, made);
        var dial = new TaskAttempt
        {
            AttemptId = "this",
            At = made,
            Outcome = outcome.Code,
            Slot = past.Count(before => before.SlotUsed),
        };
        var alternates = each.Number("alternates") ?? 0;
        var plan = RedialPlan.After(strategy, past, dial, (each.Zone, alternates));
        Instant? next = plan.End == TaskEnd.None && plan.Pause is null
            ? Next(each, strategy, [.. past, dial with { SlotUsed = plan.SlotUsed }], plan)
            : null;
        return Written(outcome, plan, alternates, at is null ? null : each.Written("next", next, day));
    }

    /// <summary>The later of slot and delay, within the windows of the case.</summary>
    private static Instant Next(CalcCase each, TaskStrategy strategy, List<TaskAttempt> dials, Redial plan)
    {
        Instant? slot = plan.Alternate ? null : RedialPlan.SlotDue(strategy, dials);
        var earliest = new[] { slot, plan.NotBefore, dials[^1].At }.Max()!.Value;
        return DialHours.Next(strategy, each.Zone, each.Calendar, earliest).From;
    }

    private static JsonObject Written(CallOutcome outcome, Redial plan, int alternates, JsonNode? next)
    {
        var number = outcome.Number;
        var isInvalid = number.InvalidAfter > 0 && plan.InARow >= number.InvalidAfter;
        var isLeft = plan.Alternate || plan.End == TaskEnd.Unreachable;
        return new JsonObject
        {
            ["next"] = next,
            ["slotUsed"] = plan.SlotUsed,
            ["attemptCounts"] = outcome.IsAttempt,
            ["regF"] = outcome.RegF.ToString(),
            ["taskState"] = StateOf(plan),
            ["nextNumber"] = plan.Alternate ? "ALTERNATE" : isLeft ? "NONE" : "SAME",
            ["useAlternate"] = plan.Alternate,
            ["alternatesLeft"] = plan.Alternate ? alternates - 1 : alternates,
            ["numberState"] = isInvalid ? "INVALID" : number.State?.ToUpperInvariant(),
            ["numberInvalidDays"] = isInvalid ? number.InvalidDays : null,
            ["numberPermanent"] = number.Permanent,
            ["numberFlag"] = number.Flag,
            ["fallbackSmsToSameNumber"] = plan.Fallback,
            ["fallback"] = plan.Fallback
                ? new JsonObject { ["sms"] = true, ["link"] = true, ["max"] = 1 }
                : new JsonObject { ["sms"] = false, ["link"] = false, ["max"] = 0 },
            ["cliPaused"] = outcome.PausesCallerId ? 1 : 0,
            ["autoRotateCli"] = false,
            ["otherTrunk"] = plan.OtherTrunk,
            ["alert"] = outcome.Alert,
            ["review"] = plan.Pause == RedialPlan.Review,
            ["suggestDnc"] = plan.SuggestDnc,
        };
    }

    private static string StateOf(Redial plan) => plan.End switch
    {
        TaskEnd.Unreachable => "UNREACHABLE",
        TaskEnd.Exhausted => "EXHAUSTED",
        _ => plan.Pause is null ? "OPEN" : "PAUSED",
    };

    private static TaskStrategy StrategyOf(CalcCase each)
    {
        var strategy = new TaskStrategy
        {
            Window = each.Texts("windows"),
            Days = string.Equals((each.Own("days") as Node.Scalar)?.Text, "ALL", StringComparison.OrdinalIgnoreCase)
                ? DialDays.All
                : DialDays.Workday,
            RetryFrom = each.Text("retryFrom") == "previous" ? RetryFrom.Previous : RetryFrom.First,
        };
        var hours = each.Texts("retryHours");
        strategy = strategy with
        {
            RetryHours = hours.Count == 0
                ? TaskStrategy.StandardRetryHours
                : [.. hours.Select((text, i) => Hour(text, i))],
        };
        strategy = strategy with
        {
            MaxAttempts = each.Number("maxAttempts") ?? strategy.RetryHours.Count,
            OutcomeDelays = (each["outcomeDelays"] as Node.Mapping)?.Entries.ToDictionary(
                entry => entry.Key, entry => Delays(entry.Value), StringComparer.Ordinal)
                ?? new Dictionary<string, IReadOnlyList<string>>(),
        };
        return StrategyForm.Faults(strategy) is [var fault, ..]
            ? throw new MalformedCaseException(fault.Pointer, fault.Message)
            : strategy;
    }

    private static int Hour(string text, int place) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            ? hour
            : throw new MalformedCaseException($"/retryHours/{place}", "Whole hours are expected.");

    private static IReadOnlyList<string> Delays(Node node) => node is Node.Sequence list
        ? [.. list.Items.OfType<Node.Scalar>().Select(item => item.Text ?? string.Empty)]
        : [];

    private static List<TaskAttempt> Past(CalcCase each, TaskStrategy strategy, CallOutcome outcome, Instant at)
    {
        if ((each.Own("history") ?? each.Own("previous")) is Node.Sequence history)
        {
            return History(each, strategy, history);
        }

        var past = new List<TaskAttempt>();
        var row = Places.Select(each.Number).FirstOrDefault(place => place is not null)
            ?? RetryCounts.Select(each.Number).FirstOrDefault(count => count is not null) + 1
            ?? 1;
        var start = at;
        for (var n = row - 1; n > 0; n--)
        {
            start -= outcome.Redial.DelayAfter(n) ?? Duration.Zero;
        }

        var slots = (each.Number("attempt") ?? 1) - 1;
        for (var slot = 0; slot < slots && slot < strategy.RetryHours.Count; slot++)
        {
            var hours = strategy.RetryHours;
            var before = Duration.FromHours(hours[Math.Min(slots, hours.Count - 1)] - hours[slot]);
            past.Add(Dial(start - before, "NO_ANSWER", slot) with { SlotUsed = true });
        }

        for (var n = 1; n < row; n++)
        {
            var plan = RedialPlan.After(
                strategy, past, Dial(start, outcome.Code, past.Count(dial => dial.SlotUsed)), (each.Zone, 1));
            past.Add(Dial(start, outcome.Code, past.Count(dial => dial.SlotUsed)) with { SlotUsed = plan.SlotUsed });
            start += outcome.Redial.DelayAfter(n) ?? Duration.Zero;
        }

        return past;
    }

    private static List<TaskAttempt> History(CalcCase each, TaskStrategy strategy, Node.Sequence history)
    {
        var past = new List<TaskAttempt>();
        foreach (var item in history.Items.OfType<Node.Mapping>())
        {
            var code = ((item["outcome"] ?? item["out"]) as Node.Scalar)?.Text;
            var text = (item["at"] as Node.Scalar)?.Text
                ?? throw new MalformedCaseException("/history", "Each dial says 'at' and 'outcome'.");
            var dial = Dial(
                each.Instant("/history", text, new LocalDate(2025, 10, 9)),
                OutcomeTable.Shipped.Of(code).Code,
                past.Count(before => before.SlotUsed));
            var plan = RedialPlan.After(strategy, past, dial, (each.Zone, 1));
            past.Add(dial with { SlotUsed = plan.SlotUsed });
        }

        return past;
    }

    private static TaskAttempt Dial(Instant at, string outcome, int slot) =>
        new() { AttemptId = "past", At = at, Outcome = outcome, Slot = slot };
}
