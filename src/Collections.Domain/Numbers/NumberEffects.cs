using Collections.Domain.Outcomes;
using NodaTime;

namespace Collections.Domain.Numbers;

/// <summary>What the outcome of a call teaches about the number, by the table of outcomes.</summary>
internal static class NumberEffects
{
    /// <summary>The reason of a state that ran out.</summary>
    public const string Expired = "expired";

    private const string Barred = "BARRED";

    /// <summary>
    /// How long a number out of service rests: a little less than the 72 hours after which it is tried again, so that
    /// the try finds it free.
    /// </summary>
    private static readonly Duration Rest = Duration.FromHours(71);

    /// <summary>The events that follow from an outcome.</summary>
    public static IEnumerable<NumberEvent> Of(NumberRecord state, string code, Instant at)
    {
        var outcome = OutcomeTable.Shipped.Of(code);
        var effect = outcome.Number;
        if (effect.Flag is { } flag && !state.Flags.Contains(flag))
        {
            yield return new NumberEvent.Flagged(flag, On: true, code);
        }

        if (outcome.Conversation && state.Flags.Contains(Barred))
        {
            yield return new NumberEvent.Flagged(Barred, On: false, code);
        }

        if (NumberWords.StateOf(effect.State) is not { } told || state.Permanent)
        {
            yield break;
        }

        var (next, until) = Next(state, outcome, told, at);
        if (state.State != next || state.Until != until || state.Permanent != effect.Permanent)
        {
            yield return new NumberEvent.StateChanged(state.State, next, until, effect.Permanent, code);
        }
    }

    /// <summary>Whether an outcome says anything about the number: our own lines being full does not.</summary>
    public static bool Tells(CallOutcome outcome) => outcome.IsAttempt || outcome.Number.State is not null;

    private static (NumberState State, Instant? Until) Next(
        NumberRecord state, CallOutcome outcome, NumberState told, Instant at)
    {
        var effect = outcome.Number;
        var run = state.LastOutcome == outcome.Code ? state.InARow + 1 : 1;
        if (effect.InvalidAfter > 0 && run >= effect.InvalidAfter)
        {
            return (NumberState.Invalid, at + Duration.FromDays(effect.InvalidDays));
        }

        return (told, told == NumberState.Suspended ? at + Rest : null);
    }
}
