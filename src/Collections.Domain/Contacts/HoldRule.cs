using Collections.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Contacts;

/// <summary>Holds of accounts: no contact about an account on the local days of one of its holds.</summary>
internal static class HoldRule
{
    /// <summary>What the rule says about a contact.</summary>
    public static RuleFinding Judge(Person state, ContactQuery query, Instant at)
    {
        if (state.Holds.Count > 0 && Standing(state, at).Count >= Person.HoldsMax)
        {
            return new RuleFinding(ContactRules.Hold, GateAnswer.Block, "more holds than can be kept");
        }

        var hold = state.Holds.FirstOrDefault(each => each.AccountId == query.AccountId && Applies(each, at));
        return hold is null
            ? new RuleFinding(ContactRules.Hold, GateAnswer.Allow, "no hold")
            : new RuleFinding(ContactRules.Hold, GateAnswer.Block, Describe(hold));
    }

    /// <summary>The holds that are not over at an instant, whether they have begun or not.</summary>
    public static IReadOnlyList<ContactHold> Standing(Person state, Instant at) =>
        [.. state.Holds.Where(hold => !IsOver(hold, at))];

    /// <summary>The state with a hold, new or with other days; holds that are over are forgotten.</summary>
    public static Person With(Person state, ContactHold hold, Instant at) => state with
    {
        Holds =
        [
            .. Standing(state, at)
                .Where(other => !IsSame(other, hold.AccountId, hold.HoldId))
                .Append(hold)
                .OrderBy(each => each.AccountId, StringComparer.Ordinal)
                .ThenBy(each => each.HoldId, StringComparer.Ordinal),
        ],
    };

    /// <summary>Whether a hold is the one of a name.</summary>
    public static bool IsSame(ContactHold hold, string accountId, string holdId) =>
        hold.AccountId == accountId && hold.HoldId == holdId;

    // A zone that is unknown cannot end a hold: it stands until it is released.
    private static bool Applies(ContactHold hold, Instant at) =>
        LocalDays.ZoneOrNull(hold.TimeZone) is not { } zone
        || (LocalDays.DayOf(at, zone) >= hold.From && !IsOver(hold, at));

    private static bool IsOver(ContactHold hold, Instant at) =>
        hold.Until is { } until
        && LocalDays.ZoneOrNull(hold.TimeZone) is { } zone
        && LocalDays.DayOf(at, zone) >= until;

    private static string Describe(ContactHold hold)
    {
        var from = LocalDatePattern.Iso.Format(hold.From);
        return hold.Until is { } until
            ? $"hold {hold.HoldId} from {from} to before {LocalDatePattern.Iso.Format(until)}"
            : $"hold {hold.HoldId} from {from}";
    }
}
