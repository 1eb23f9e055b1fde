using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>Contacts that somebody makes himself: permitted or refused at once, settled when they are over.</summary>
internal static class ByHand
{
    /// <summary>The template of such a contact: it has none.</summary>
    public const string NoTemplate = "";

    /// <summary>The refusal of a contact whose number has limits of its own and was not asked.</summary>
    public const string NumberNotReserved = "number_not_reserved";

    private const int ReservedMax = 50;

    /// <summary>Permits or refuses a contact now; the report tells which, and why.</summary>
    public static Decision<PersonEvent> Reserve(
        Person state, PersonCommand.ReserveContact reserve, DecisionContext<TenantConfiguration> context)
    {
        var at = context.At;
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

        var asked = QueryOf(reserve);
        var query = asked with
        {
            Number = NumberLookups.Read(context.Facts, asked.NumberId, asked.PointId),
            CallerVerified = CallerSeam.Read(context.Facts, asked.CallerId),
        };
        var permission = ContactPermission.Ask(state, query, context.Configuration, at);
        if (permission is { Decision: GateAnswer.Allow, AsksNumber: true } && !IsAnswered(query))
        {
            return Rejection.Refused(NumberNotReserved, "The number's own limits have to be asked first.");
        }

        List<PersonEvent> events = [Event(query, permission, at)];
        if (permission.Decision != GateAnswer.Allow && query.NumberAnswer is { Decision: GateAnswer.Allow } answer)
        {
            // The number kept a place for a contact that is not made.
            events.Add(new PersonEvent.NumberReleased(reserve.ContactId, answer.NumberId, answer.Attempt, at));
        }

        return Decision<PersonEvent>.Accept(events) with { Report = permission };
    }

    /// <summary>Judges a permit again that is about to be used.</summary>
    public static Decision<PersonEvent> Confirm(
        ReservedContact contact,
        Person state,
        PersonCommand.ConfirmContact confirm,
        DecisionContext<TenantConfiguration> context)
    {
        if (contact.Query is not { } query)
        {
            return Decision<PersonEvent>.Nothing;
        }

        var number = NumberLookups.Read(context.Facts, confirm.NumberId, confirm.PointId);
        var looked = query with
        {
            Number = number,

            // A confirmation that names another number has looked at nothing, so that it is blocked.
            CallerVerified = confirm.CallerId == query.CallerId
                ? CallerSeam.Read(context.Facts, query.CallerId)
                : null,
        };
        var permission = ContactPermission.Ask(state, looked, context.Configuration, context.At);
        if (permission.Decision == GateAnswer.Allow)
        {
            return Made(state, contact, context.At) with { Report = permission };
        }

        List<PersonEvent> events = [Event(query, permission, context.At)];
        if (contact.NumberId is { } heldNumber)
        {
            events.Add(new PersonEvent.NumberReleased(contact.ContactId, heldNumber, 1, context.At));
        }

        return Decision<PersonEvent>.Accept(events) with { Report = permission };
    }

    /// <summary>A limit counts the day on which somebody was contacted, not that of the permit.</summary>
    private static Decision<PersonEvent> Made(Person state, ReservedContact contact, Instant at) =>
        ContactHistory.IsLate(state, contact.ContactId, at)
            ? Decision<PersonEvent>.Accept(
                [new PersonEvent.Confirmed(contact.ContactId, contact.AccountId, contact.Channel)])
            : Decision<PersonEvent>.Nothing;

    /// <summary>Settles a contact by hand; false when it is none.</summary>
    public static bool Settle(Person state, PersonCommand.SettleContact settle, Gate gate, Instant at)
    {
        if (state.Reserved.FirstOrDefault(each => each.ContactId == settle.NoticeId) is not { } contact)
        {
            return false;
        }

        var outcome = settle.Outcome == SettleOutcome.Sent ? SettleOutcome.Sent : SettleOutcome.Failed;
        gate.Book(new PersonEvent.Settled(
            contact.ContactId, contact.AccountId, contact.Channel, NoTemplate, outcome, settle.Reason)
        {
            Result = settle.Result is { } result ? ContactResults.Canonical(result) : null,
            Number = NumberOf(contact, settle.Result, at),
        });
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
                ContactRules.NotSettled)
            {
                Number = contact.NumberId is { } number ? new SettledNumber(number, 1, at) : null,
            });
        }
    }

    /// <summary>A number is told what it reserved, and what a call taught about it.</summary>
    private static SettledNumber? NumberOf(ReservedContact contact, string? result, Instant at)
    {
        var told = contact.NumberId ?? (result is null ? null : contact.Query?.NumberId);
        return told is null ? null : new SettledNumber(told, 1, at);
    }

    private static bool IsAnswered(ContactQuery query) =>
        query.NumberAnswer is { } answer && answer.ContactId == query.ContactId && answer.NumberId == query.NumberId;

    private static ContactQuery QueryOf(PersonCommand.ReserveContact reserve) =>
        (reserve.Details ?? new ContactQuery(reserve.Channel, reserve.TimeZone)) with
        {
            Channel = reserve.Channel,
            TimeZone = reserve.TimeZone,
            AccountId = reserve.AccountId,
            ContactId = reserve.ContactId,
        };

    private static PersonEvent Event(ContactQuery query, ContactPermission permission, Instant at)
    {
        var (id, account, channel) = (query.ContactId!, query.AccountId!, query.Channel);
        if (permission.BlockedBy is { } rule)
        {
            return new PersonEvent.Blocked(id, account, channel, NoTemplate, rule, permission.Rules);
        }

        return permission.Until is { } until
            ? new PersonEvent.Deferred(id, account, channel, NoTemplate, until, permission.Rules)
            : new PersonEvent.Permitted(
                id, account, channel, NoTemplate, 1, Gate.PermitEnd(permission, at), permission.Rules)
            {
                // What was looked up stands in the findings; the rest is asked again before the call.
                Query = query with { Number = null, CallerVerified = null },
                Consented = permission.Consented ? true : null,
                Disclosures = permission.Disclosures.Count > 0 ? permission.Disclosures : null,
            };
    }
}
