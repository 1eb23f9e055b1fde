using Collections.Domain.Outcomes;
using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>What can be judged of a strategy by itself; the same rules for tasks and campaigns.</summary>
public static class StrategyForm
{
    private const int WindowsMax = 24;

    private const int HoursMax = 8_784;

    private const int DelaysMax = 10;

    /// <summary>
    /// The refusal with every fault, pointers below <c>/strategy</c>; null when the strategy is sound.
    /// </summary>
    public static Rejection? Check(TaskStrategy strategy)
    {
        var faults = Faults(strategy);
        return faults.Count == 0
            ? null
            : new Rejection(RejectionClass.Invalid, "invalid_request", faults[0].Message)
            {
                Fields = [.. faults.Select(fault => fault with { Pointer = $"/strategy{fault.Pointer}" })],
            };
    }

    /// <summary>Every fault of a strategy, pointers relative to it.</summary>
    public static IReadOnlyList<FieldFault> Faults(TaskStrategy strategy)
    {
        var faults = new List<FieldFault>();
        if (strategy.TimeZone is not null && LocalDays.ZoneOrNull(strategy.TimeZone) is null)
        {
            faults.Add(new("/timezone", "timezone", "An IANA time zone such as Asia/Shanghai."));
        }

        Windows("/window", strategy.Window, faults);
        Retries(strategy, faults);
        FilterForm.Check(strategy, faults);
        Delays(strategy, faults);
        if (strategy.Calendar is not null && !EntityKey.IsValidId(strategy.Calendar))
        {
            faults.Add(new("/calendar", "id", "The name of a calendar."));
        }

        if (strategy.Fallback is { } fallback
            && (!EntityKey.IsValidId(fallback.Channel) || !EntityKey.IsValidId(fallback.Template)))
        {
            faults.Add(new("/fallback", "code_format", "A fallback names a channel and a template."));
        }

        return faults;
    }

    /// <summary>What is wrong with a list of local hours.</summary>
    /// <param name="pointer">Where it stands in the strategy.</param>
    /// <param name="windows">The hours.</param>
    /// <param name="faults">Takes the faults.</param>
    internal static void Windows(string pointer, IReadOnlyList<string> windows, List<FieldFault> faults)
    {
        if (windows.Count > WindowsMax)
        {
            faults.Add(new(pointer, "too_many", $"At most {WindowsMax} windows."));
            return;
        }

        var read = windows.Select(DialHours.ReadOrNull).ToList();
        for (var i = 0; i < windows.Count; i++)
        {
            if (read[i] is not { } window)
            {
                const string form = "A window is HH:mm-HH:mm and ends after it begins, such as 09:00-12:00.";
                faults.Add(new($"{pointer}/{i}", "window", form));
            }
            else if (read.Take(i).Any(other => other is { } o && o.Opens < window.Closes && window.Opens < o.Closes))
            {
                faults.Add(new($"{pointer}/{i}", "window_overlap", "Windows do not overlap."));
            }
        }
    }

    private static void Retries(TaskStrategy strategy, List<FieldFault> faults)
    {
        if (strategy.MaxAttempts is < 1 or > TaskStrategy.AttemptsMax)
        {
            faults.Add(new("/maxAttempts", "range", $"A whole number from 1 to {TaskStrategy.AttemptsMax}."));
        }

        var hours = strategy.RetryHours;
        if (hours.Count is 0 or > TaskStrategy.AttemptsMax)
        {
            faults.Add(new("/retryHours", "length", $"1 to {TaskStrategy.AttemptsMax} hours."));
        }

        for (var i = 0; i < hours.Count; i++)
        {
            if (hours[i] is < 0 or > HoursMax)
            {
                faults.Add(new($"/retryHours/{i}", "range", $"A whole number from 0 to {HoursMax}."));
            }
            else if (i > 0 && strategy.RetryFrom == RetryFrom.First && hours[i] <= hours[i - 1])
            {
                faults.Add(new($"/retryHours/{i}", "not_rising", "Hours from the first attempt rise."));
            }
        }
    }

    private static void Delays(TaskStrategy strategy, List<FieldFault> faults)
    {
        foreach (var (code, delays) in strategy.OutcomeDelays)
        {
            if (OutcomeTable.Shipped.OrNull(code)?.Code != code)
            {
                faults.Add(new($"/outcomeDelays/{code}", "outcome_unknown", "An outcome's code such as NO_ANSWER."));
            }
            else if (delays.Count is 0 or > DelaysMax || delays.Any(delay => OutcomeDelay.ReadOrNull(delay) is null))
            {
                faults.Add(new(
                    $"/outcomeDelays/{code}", "delay", $"1 to {DelaysMax} ISO 8601 durations such as PT15M or PT24H."));
            }
        }
    }
}
