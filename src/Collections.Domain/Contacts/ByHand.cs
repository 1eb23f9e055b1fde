using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>Contacts that somebody makes himself: permitted or refused at once, settled when they are over.</summary>
internal static class ByHand
{
    /// <summary>The template of such a contact: it has none.</summary>
    public const string NoTemplate = "";

    private const int ReservedMax = 50;

    /// <summary>Permits or refuses a contact now; the report tells which, and why.</summary>
    public static Decision<PersonEvent> Reserve(Person state, PersonCommand.ReserveContact reserve, Instant at)
    {
        if (ContactForm.ByHand(reserve) is { } refusal)
        {
            return refusal;
        }

        if (PersonDecider.IsKnown(state, reserve.ContactId))
        {
            return Decision<PersonEvent>.Nothing;
        }

        if (state.Reserved.Count >= ReservedMax)
        {
            return Rejection.Refused("too_many_reservations", $"At most {ReservedMax} contacts are under way.");
        }

        var permission = ContactPermission.Ask(
            state, new ContactQuery(reserve.Channel, reserve.TimeZone, reserve.AccountId), at);
        return Decision<PersonEvent>.Accept(Event(reserve, permission, at)) with { Report = permission };
    }

    /// <summary>Settles a contact by hand; false when it is none.</summary>
    public static bool Settle(Person state, PersonCommand.SettleContact settle, Gate gate)
    {
        if (state.Reserved.FirstOrDefault(each => each.ContactId == settle.NoticeId) is not { } contact)
        {
            return false;
        }

        var outcome = settle.Outcome == SettleOutcome.Sent ? SettleOutcome.Sent : SettleOutcome.Failed;
        gate.Book(new PersonEvent.Settled(
            contact.ContactId, contact.AccountId, contact.Channel, NoTemplate, outcome, settle.Reason));
        return true;
    }

    /// <summary>Contacts of which nothing was heard count as failed.</summary>
    public static void GiveUp(Person state, Gate gate, Instant at)
    {
        foreach (var contact in state.Reserved.Where(each => each.DueAt <= at))
        {
            gate.Book(new PersonEvent.Settled(
                contact.ContactId,
                contact.AccountId,
                contact.Channel,
                NoTemplate,
                SettleOutcome.Failed,
                ContactRules.NotSettled));
        }
    }

    private static PersonEvent Event(PersonCommand.ReserveContact reserve, ContactPermission permission, Instant at)
    {
        var (id, account, channel) = (reserve.ContactId, reserve.AccountId, reserve.Channel);
        if (permission.BlockedBy is { } rule)
        {
            return new PersonEvent.Blocked(id, account, channel, NoTemplate, rule, permission.Rules);
        }

        var closes = ContactWindow.Standard.NextClosed(at, LocalDays.Zone(reserve.TimeZone));
        return permission.Until is { } until
            ? new PersonEvent.Deferred(id, account, channel, NoTemplate, until, permission.Rules)
            : new PersonEvent.Permitted(id, account, channel, NoTemplate, 1, closes, permission.Rules);
    }
}
