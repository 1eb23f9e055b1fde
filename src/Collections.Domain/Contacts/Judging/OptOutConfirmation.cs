using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// One message may confirm an opt-out, where every set of the policy that speaks of opt-outs allows it, and soon.
/// </summary>
internal static class OptOutConfirmation
{
    /// <summary>The purpose of such a message.</summary>
    public const string Purpose = "opt_out_confirmation";

    /// <summary>What the rule of opt-outs says to such a message; null when it is none, or comes late.</summary>
    public static RuleFinding? Of(Person state, ContactQuery query, JudgedPolicy judged, Instant at)
    {
        if (query.Purpose != Purpose
            || ContactChannels.IsLive(query.Channel)
            || ContactWishes.For(state, query.Channel) is not { Out: true } wish)
        {
            return null;
        }

        ContactRuleSet? speaks = null;
        foreach (var (set, _) in judged.SetsAt(at))
        {
            if (set.OptOut is { } rule)
            {
                if (!rule.ConfirmOnce || at >= wish.At + Duration.FromMinutes(rule.ConfirmWithinMinutes))
                {
                    return null;
                }

                speaks ??= set;
            }
        }

        var isFirst = !state.History.Any(mark =>
            mark.At >= wish.At && mark.Channel == query.Channel && mark.ContactId != query.ContactId);
        return speaks is not null && isFirst
            ? judged.Finding(
                speaks, ContactRules.OptOut, GateAnswer.Allow, $"one message may confirm the opt-out of {wish.At}")
            : null;
    }
}
