using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// One decision of a person's gate: what is booked is seen by what comes after it in the same decision.
/// </summary>
internal sealed class Gate(Person state, TenantConfiguration configuration, Instant at)
{
    /// <summary>Permits of one contact, silent and late ones together; then it is given up.</summary>
    public const int PermitsMax = 5;

    /// <summary>Permits of one contact of which nothing was heard: it is asked again once.</summary>
    public const int SilencesMax = 2;

    /// <summary>
    /// How long a contact that arrives after its day waits for later ones of its series: after an outage an account
    /// sends what it missed in one go, and only the last of it should go out.
    /// </summary>
    public static readonly Duration Gathering = Duration.FromMinutes(1);

    private readonly List<PersonEvent> _events = [];

    /// <summary>The state after everything booked so far.</summary>
    public Person Now { get; private set; } = state;

    /// <summary>The decision.</summary>
    public Decision<PersonEvent> Decision => Decision<PersonEvent>.Accept(_events);

    /// <summary>Something happened.</summary>
    public void Book(PersonEvent happened)
    {
        Now = PersonFold.Evolve(Now, happened, at);
        _events.Add(happened);
    }

    /// <summary>Decides a contact that has just been asked for.</summary>
    public void First(ContactRequest request, NumberFacts? number)
    {
        Book(new PersonEvent.Requested(request));
        Look(request, request.Query with { Number = number }, first: true);
    }

    /// <summary>Decides a contact whose time has come, or whose permit ran out.</summary>
    public void Again(ContactRequest request) => Look(request, request.Query, first: false);

    /// <summary>The number said its word: the gate decides with it.</summary>
    public void Answer(PendingContact contact, NumberAnswer answer)
    {
        Look(contact.Request, contact.Request.Query with { NumberAnswer = answer }, first: false);
        if (answer.Decision == GateAnswer.Allow && Now.Pending.All(each =>
            each.Request.NoticeId != contact.Request.NoticeId || each.PermittedAt is null))
        {
            Book(new PersonEvent.NumberReleased(answer.ContactId, answer.NumberId, answer.Attempt, at));
        }
    }

    /// <summary>A permit is about to be used: it holds, or the contact is deferred or blocked after all.</summary>
    public ContactPermission Confirm(PendingContact contact, NumberFacts? number)
    {
        var request = contact.Request;
        var permission = ContactPermission.Ask(Now, request.Query with { Number = number }, configuration, at);
        if (permission.BlockedBy is { } rule)
        {
            Release(contact);
            Block(request, rule, permission.Rules);
        }
        else if (permission.Until is { } until)
        {
            Release(contact);
            Defer(request, until, permission.Rules);
        }
        else if (ContactHistory.IsLate(Now, request.NoticeId, at))
        {
            // A limit counts the day on which somebody was contacted, not that of the permit.
            Book(new PersonEvent.Confirmed(request.NoticeId, request.AccountId, request.Channel));
        }

        return permission;
    }

    /// <summary>A permit ran out: the gate decides again, or gives the contact up.</summary>
    public void Expire(PendingContact contact, bool silent)
    {
        var request = contact.Request;
        Book(new PersonEvent.Expired(
            request.NoticeId, request.AccountId, request.Channel, request.Template, contact.Permits, silent)
        {
            Number = silent ? null : NumberOf(contact),
        });
        var silences = contact.Silences + (silent ? 1 : 0);
        if (silences >= SilencesMax || contact.Permits >= PermitsMax)
        {
            Settle(contact, SettleOutcome.Failed, ContactRules.NotSettled);
        }
        else
        {
            Again(request);
        }
    }

    /// <summary>A contact ended.</summary>
    public void Settle(PendingContact contact, SettleOutcome outcome, string? reason, string? result = null)
    {
        var request = contact.Request;
        Book(new PersonEvent.Settled(
            request.NoticeId, request.AccountId, request.Channel, request.Template, outcome, reason)
        {
            Result = result,
            Number = NumberOf(contact),
        });
    }

    /// <summary>A contact is not even looked at.</summary>
    public void Refuse(ContactRequest request, string reason, string saw) =>
        Block(request, reason, [new RuleFinding(reason, GateAnswer.Block, saw)]);

    private void Look(ContactRequest request, ContactQuery query, bool first)
    {
        var permission = ContactPermission.Ask(Now, query, configuration, at);
        if (permission.BlockedBy is { } rule)
        {
            Block(request, rule, permission.Rules);
            return;
        }

        var zone = LocalDays.Zone(request.TimeZone);
        var passed = LocalDays.DayOf(request.AsOf, zone) < LocalDays.DayOf(at, zone);
        if (passed && Later(request) is { } later)
        {
            var saw = new RuleFinding(ContactRules.Stale, GateAnswer.Block, $"{later.NoticeId} is due after it");
            Block(request, ContactRules.Stale, [.. permission.Rules, saw]);
            return;
        }

        if (passed && first)
        {
            var wait = new RuleFinding(ContactRules.Stale, GateAnswer.Defer, "its day has passed; others may follow");
            Defer(request, Instant.Max(permission.Until ?? at, at + Gathering), [.. permission.Rules, wait]);
        }
        else if (permission.Until is { } until)
        {
            Defer(request, until, permission.Rules);
        }
        else if (permission.AsksNumber && query.NumberAnswer is null)
        {
            AskNumber(request, permission);
        }
        else
        {
            Permit(request, permission);
        }
    }

    private ContactRequest? Later(ContactRequest request) => Now.Pending
        .Select(other => other.Request)
        .FirstOrDefault(other => other.AccountId == request.AccountId
            && (other.Series ?? other.Template) == (request.Series ?? request.Template)
            && other.AsOf > request.AsOf);

    private void Block(ContactRequest request, string reason, IReadOnlyList<RuleFinding> rules) =>
        Book(new PersonEvent.Blocked(
            request.NoticeId, request.AccountId, request.Channel, request.Template, reason, rules));

    private void Defer(ContactRequest request, Instant until, IReadOnlyList<RuleFinding> rules) =>
        Book(new PersonEvent.Deferred(
            request.NoticeId, request.AccountId, request.Channel, request.Template, until, rules));

    private void Permit(ContactRequest request, ContactPermission permission)
    {
        var contact = Waiting(request);
        var attempt = contact.AsksNumber ? contact.Permits : contact.Permits + 1;
        Book(new PersonEvent.Permitted(
            request.NoticeId,
            request.AccountId,
            request.Channel,
            request.Template,
            attempt,
            PermitEnd(permission, at),
            permission.Rules)
        {
            Consented = permission.Consented ? true : null,
            Disclosures = permission.Disclosures.Count > 0 ? permission.Disclosures : null,
        });
    }

    private void AskNumber(ContactRequest request, ContactPermission permission)
    {
        var attempt = Waiting(request).Permits + 1;
        if (attempt > PermitsMax)
        {
            Settle(Waiting(request), SettleOutcome.Failed, ContactRules.NumberPending, ContactResults.NotMade);
            return;
        }

        Book(new PersonEvent.NumberAsked(
            request.NoticeId,
            request.AccountId,
            request.Channel,
            request.NumberId!,
            attempt,
            at,
            permission.Consented,
            permission.Rules));
    }

    /// <summary>When a permit runs out: the hours close, or the gate loses patience.</summary>
    public static Instant PermitEnd(ContactPermission permission, Instant at) =>
        Instant.Min(permission.Closes ?? at, at + PersonFold.Patience);

    private void Release(PendingContact contact)
    {
        if (NumberOf(contact) is { } number)
        {
            Book(new PersonEvent.NumberReleased(contact.Request.NoticeId, number.NumberId, number.Attempt, at));
        }
    }

    private SettledNumber? NumberOf(PendingContact contact) =>
        contact.AsksNumber && contact.Request.NumberId is { } number
            ? new SettledNumber(number, contact.Permits, at)
            : null;

    private PendingContact Waiting(ContactRequest request) =>
        Now.Pending.First(contact => contact.Request.NoticeId == request.NoticeId);
}
