using Collections.Domain.Configuration;
using Collections.Kernel;

namespace Collections.Domain.Contacts;

/// <summary>
/// An account comes to another zone: contacts about it that were asked for before must keep the hours of the new one.
/// </summary>
internal static class MovingAccount
{
    /// <summary>
    /// Changes the zone of what is under way and decides anew what waits for its time. What a gateway has is judged in
    /// the new zone when the gateway asks the last time; what waits for a number, when the number answers.
    /// </summary>
    public static Decision<PersonEvent> Decide(
        Person state, PersonCommand.MoveAccount move, DecisionContext<TenantConfiguration> context)
    {
        if (LocalDays.ZoneOrNull(move.TimeZone) is null)
        {
            return Rejection.Invalid("/timeZone", "timezone", "An IANA time zone such as Asia/Shanghai.");
        }

        var isKnown = state.Pending.All(each => !IsOf(each, move.AccountId) || each.Request.TimeZone == move.TimeZone)
            && state.Reserved.All(each => !IsOf(each, move.AccountId)
                || each.Query is null || each.Query.TimeZone == move.TimeZone);
        if (isKnown)
        {
            return Decision<PersonEvent>.Nothing;
        }

        var gate = new Gate(state, context.Configuration, context.At);
        gate.Book(new PersonEvent.ZoneChanged(move.AccountId, move.TimeZone));
        foreach (var contact in gate.Now.Pending)
        {
            if (IsOf(contact, move.AccountId) && contact is { PermittedAt: null, AsksNumber: false })
            {
                gate.Again(contact.Request);
            }
        }

        return gate.Decision;
    }

    /// <summary>The state with the zone of what is under way about the account.</summary>
    public static Person Moved(Person state, PersonEvent.ZoneChanged moved) => state with
    {
        Pending =
        [
            .. state.Pending.Select(each => IsOf(each, moved.AccountId)
                ? each with { Request = each.Request with { TimeZone = moved.TimeZone } }
                : each),
        ],
        Reserved =
        [
            .. state.Reserved.Select(each => IsOf(each, moved.AccountId) && each.Query is { } query
                ? each with { Query = query with { TimeZone = moved.TimeZone } }
                : each),
        ],
    };

    private static bool IsOf(PendingContact contact, string accountId) => contact.Request.AccountId == accountId;

    private static bool IsOf(ReservedContact contact, string accountId) => contact.AccountId == accountId;
}
