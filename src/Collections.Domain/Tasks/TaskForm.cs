using Collections.Kernel;
using Collections.Domain.Outcomes;

namespace Collections.Domain.Tasks;

/// <summary>What can be judged of a task's commands without its state.</summary>
internal static class TaskForm
{
    private const int WordLengthMax = 200;

    private const int NumbersMax = 20;

    // A call of an hour has some hundred turns; only the last ones decide.
    private const int TurnsMax = 200;

    /// <summary>What is wrong with the terms; null when nothing is.</summary>
    public static Rejection? Terms(TaskTerms terms) =>
        Codes.Check("/accountId", terms.AccountId)
        ?? Codes.CheckIfGiven("/personId", terms.PersonId)
        ?? Word("/kind", terms.Kind)
        ?? Word("/queue", terms.Queue)
        ?? Word("/campaign", terms.Campaign)
        ?? Word("/name", terms.Name)
        ?? Word("/treatmentId", terms.TreatmentId)
        ?? Word("/step", terms.Step)
        ?? Codes.CheckIfGiven("/billId", terms.BillId)
        ?? Codes.CheckIfGiven("/channel", terms.Channel)
        ?? Range("/priority", terms.Priority, 1, TaskTerms.PriorityMax)
        ?? Range("/slaHours", terms.SlaHours, 1, SlaClock.HoursMax)
        ?? (terms.TimeZone is null || LocalDays.ZoneOrNull(terms.TimeZone) is not null
            ? null
            : Rejection.Invalid("/timezone", "timezone", "An IANA time zone such as Asia/Shanghai."))
        ?? Range("/numbers", terms.Numbers.Count, 0, NumbersMax)
        ?? TaskIntents.Check(terms.Intents)
        ?? (terms.Strategy is { } strategy ? StrategyForm.Check(strategy) : null);

    /// <summary>What is wrong with an attempt's report; null when nothing is.</summary>
    public static Rejection? Report(AttemptReport report) =>
        Codes.Check("/attemptId", report.AttemptId)
        ?? Codes.CheckIfGiven("/channel", report.Channel)
        ?? Codes.CheckIfGiven("/contactId", report.ContactId)
        ?? Codes.CheckIfGiven("/callerId", report.CallerId)
        ?? Codes.CheckIfGiven("/agentId", report.Agent)
        ?? Range("/numbers", report.Numbers, 0, NumbersMax)
        ?? TaskIntents.Check(report.Intents)
        ?? Turns(report.Heard)
        ?? (report.Evidence is { } evidence ? Evidence(evidence) : null);

    /// <summary>A short printable text, or nothing.</summary>
    public static Rejection? Word(string pointer, string? word) =>
        word is null || (!string.IsNullOrWhiteSpace(word) && word.Length <= WordLengthMax && !word.Any(char.IsControl))
            ? null
            : Rejection.Invalid(pointer, "text_format", $"A text of 1 to {WordLengthMax} printable characters.");

    /// <summary>Codes of machines; free text must not hide in them.</summary>
    private static Rejection? Evidence(CallEvidence evidence)
    {
        const int DialectsMax = 10;
        if (evidence.Vendor.Count > DialectsMax)
        {
            return Rejection.Invalid("/vendor", "too_many", $"At most {DialectsMax} dialects.");
        }

        foreach (var (dialect, code) in evidence.Vendor)
        {
            if ((Codes.Check("/vendor", dialect) ?? Codes.Check($"/vendor/{dialect}", code)) is { } malformed)
            {
                return malformed;
            }
        }

        return Codes.CheckIfGiven("/asrClass", evidence.AsrClass);
    }

    private static Rejection? Turns(IReadOnlyList<HeardTurn>? turns)
    {
        if (turns is null)
        {
            return null;
        }

        if (turns.Count is 0 or > TurnsMax)
        {
            return Rejection.Invalid("/heard", "length", $"1 to {TurnsMax} turns.");
        }

        for (var i = 0; i < turns.Count; i++)
        {
            if (Codes.Check($"/heard/{i}/slot", turns[i].Slot) is { } malformed)
            {
                return malformed;
            }

            if (turns[i].Confidence is < 0 or > 1)
            {
                return Rejection.Invalid($"/heard/{i}/confidence", "range", "A confidence is a number from 0 to 1.");
            }
        }

        return null;
    }

    private static Rejection? Range(string pointer, int? number, int atLeast, int atMost) =>
        number is null || (number >= atLeast && number <= atMost)
            ? null
            : Rejection.Invalid(pointer, "range", $"A whole number from {atLeast} to {atMost}.");
}
