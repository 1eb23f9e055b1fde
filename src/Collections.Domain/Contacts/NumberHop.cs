using Collections.Domain.Configuration;
using Collections.Kernel;

namespace Collections.Domain.Contacts;

/// <summary>What a person tells the numbers it is contacted over.</summary>
public static class NumberHop
{
    /// <summary>Asks the number for its limits.</summary>
    internal static Message Ask(Person state, PersonEvent.NumberAsked asked, TenantConfiguration configuration)
    {
        var request = state.Pending.First(each => each.Request.NoticeId == asked.NoticeId).Request;
        return NumberMessages.Ask(state.Tenant, asked.NumberId, ReservationOf(
            state.Id, request.Query, configuration, new NumberTry(asked.Attempt, asked.At, asked.Consented)));
    }

    /// <summary>What a number is asked about a contact.</summary>
    public static NumberReservation ReservationOf(
        string personId, ContactQuery query, TenantConfiguration configuration, NumberTry attempt)
    {
        var judged = new JudgedPolicy(query, configuration);
        var sets = judged.SetsAt(attempt.At).ToList();
        return new NumberReservation
        {
            ContactId = query.ContactId!,
            Attempt = attempt.Attempt,
            PersonId = personId,
            AccountId = query.AccountId!,
            Channel = query.Channel,
            Zones = [.. sets.SelectMany(part => part.Zones).Select(zone => zone.Id).Distinct(StringComparer.Ordinal)],
            At = attempt.At,
            ExpiresAt = attempt.At + PersonFold.Patience,
            Limits =
            [
                .. sets.SelectMany(part => part.Set.Frequency).Where(limit => limit.Scope == LimitScope.Number),
            ],
            Policy = judged.Policy.Name,
            PolicyVersion = judged.InForce.Version,
            Consented = attempt.Consented,
        };
    }

    /// <summary>Gives back what the number had allowed.</summary>
    public static Message Release(string tenant, PersonEvent.NumberReleased released) => NumberMessages.Tell(
        tenant,
        released.NumberId,
        new NumberSettlement(released.NoticeId, released.Attempt, null, released.At));

    /// <summary>Tells the number how a contact ended; nothing when it was not asked.</summary>
    public static IReadOnlyList<Message> Tell(string tenant, PersonEvent.Settled settled) =>
        settled.Number is { } number ? [Tell(tenant, settled.NoticeId, number, ResultOf(settled))] : [];

    /// <summary>Tells the number an outcome; null when nothing was made.</summary>
    public static Message Tell(string tenant, string contactId, SettledNumber number, string? result) =>
        NumberMessages.Tell(
            tenant,
            number.NumberId,
            new NumberSettlement(contactId, number.Attempt, result, number.At));

    private static string? ResultOf(PersonEvent.Settled settled) =>
        settled.Result == ContactResults.NotMade ? null
        : settled.Result ?? (settled.Outcome == SettleOutcome.Sent ? ContactResults.Sent : ContactResults.Other);
}

/// <summary>A try of a contact at a number.</summary>
/// <param name="Attempt">Which, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Consented">Whether the person asked for it.</param>
public sealed record NumberTry(int Attempt, NodaTime.Instant At, bool Consented);
