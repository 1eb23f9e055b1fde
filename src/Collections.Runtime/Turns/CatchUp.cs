using Collections.Kernel;
using Collections.Runtime.Configuration;
using NodaTime;

namespace Collections.Runtime.Turns;

/// <summary>
/// Brings an entity up to an instant: every wake-up that fell due, and every configuration that took effect, is fed in
/// order, judged at its own instant under the configuration in force then. A late wake-up so gives the outcome of a
/// punctual one.
/// </summary>
internal static class CatchUp
{
    /// <summary>Runs at most <paramref name="limit"/> wake-ups; true when nothing is due any more.</summary>
    public static bool Run(Draft draft, ConfigurationTimeline timeline, Instant now, int limit)
    {
        for (var wakes = 0; wakes < limit; wakes++)
        {
            if (NextDue(draft, timeline) is not { } due || due > now)
            {
                return true;
            }

            Feed(draft, timeline, due);
        }

        return false;
    }

    private static Instant? NextDue(Draft draft, ConfigurationTimeline timeline)
    {
        var changed = timeline.NextAfter(draft.Configuration);
        return (draft.Wake, changed) switch
        {
            (null, null) => null,
            ({ } wake, null) => wake,
            (null, { } change) => change,
            ({ } wake, { } change) => Instant.Min(wake, change),
        };
    }

    private static void Feed(Draft draft, ConfigurationTimeline timeline, Instant due)
    {
        var before = draft.Configuration;
        var context = draft.Context(due, Principal.System, timeline.At(due), Facts.None);
        var turn = draft.Kind.Wake(draft.State, context);
        Invariant.Require(turn.Rejection is null, "Time is never refused.");
        draft.Apply(turn, Cause.Time, context);
        Invariant.Require(
            draft.Wake is not { } next || next > due || draft.Configuration != before,
            $"After a wake-up the next one is later ({draft.Start.Key}, {due}).");
    }
}
