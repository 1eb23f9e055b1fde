using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// The contact gate of one person: every contact is asked for here, decided at the instant it would be made, and
/// settled when the gateway says what became of it. It fails closed: what cannot be judged is blocked.
/// </summary>
public sealed class PersonDecider : IDecider<Person, PersonCommand, PersonEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = Person.Kind;

    private PersonDecider()
    {
    }

    /// <inheritdoc/>
    public static Person Initial(EntityKey key) => new() { Tenant = key.Tenant, Id = key.Id };

    /// <summary>
    /// Refusals: <c>invalid_request</c> (400), <c>too_many_holds</c>, <c>too_many_wishes</c>,
    /// <c>too_many_reservations</c> (422). A request is never
    /// refused once its ids are valid: what is wrong with it comes back to the account as a block.
    /// </summary>
    public static Decision<PersonEvent> Decide(
        Person state, PersonCommand command, DecisionContext<TenantConfiguration> context) => command switch
        {
            PersonCommand.RequestContact request => Request(state, request.Request, context),
            PersonCommand.SettleContact settle => Settle(state, settle, context),
            PersonCommand.ConfirmContact confirm => Confirm(state, confirm, context),
            PersonCommand.AnswerNumber answer => Answer(state, answer.Answer, context),
            PersonCommand.PlaceContactHold place => Place(state, place, context.At),
            PersonCommand.ReleaseContactHold release =>
                state.Holds.Any(hold => HoldRule.IsSame(hold, release.AccountId, release.HoldId))
                    ? Decision<PersonEvent>.Accept(new PersonEvent.HoldReleased(release.AccountId, release.HoldId))
                    : Decision<PersonEvent>.Nothing,
            PersonCommand.LeaveAccount leave => LeavingAccount.Decide(state, leave.AccountId, context),
            PersonCommand.MoveAccount move => MovingAccount.Decide(state, move, context),
            PersonCommand.ReserveContact reserve => ByHand.Reserve(state, reserve, context),
            PersonCommand.OptOut wish => Wish(state, wish.Channel, isOut: true, wish.Source),
            PersonCommand.OptIn wish => Wish(state, wish.Channel, isOut: false, wish.Source),
            PersonCommand.ErasePerson => Decision<PersonEvent>.Accept(new PersonEvent.Erased()),
            _ => PersonBook.Decide(state, command, context.At),
        };

    /// <inheritdoc/>
    public static Decision<PersonEvent> Wake(Person state, DecisionContext<TenantConfiguration> context)
    {
        var gate = new Gate(state, context.Configuration, context.At);
        foreach (var contact in state.Pending.Where(each => each.DueAt <= context.At).OrderBy(each => each.DueAt))
        {
            if (contact.PermittedAt is null)
            {
                // A number that does not answer is asked again.
                gate.Again(contact.Request);
            }
            else
            {
                gate.Expire(contact, silent: true);
            }
        }

        ByHand.GiveUp(state, gate, context.At);
        return gate.Decision;
    }

    /// <inheritdoc/>
    public static Person Evolve(Person state, PersonEvent @event, Instant at) => PersonFold.Evolve(state, @event, at);

    /// <summary>The end of the next deferral, or a day after the next permit of which nothing was heard.</summary>
    public static Instant? NextWake(Person state, TenantConfiguration configuration)
    {
        var due = state.Pending.Select(contact => contact.DueAt)
            .Concat(state.Reserved.Select(contact => contact.DueAt))
            .DefaultIfEmpty(Instant.MaxValue)
            .Min();
        return due == Instant.MaxValue ? null : due;
    }

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        Person state, PersonEvent @event, TenantConfiguration configuration) => @event switch
        {
            PersonEvent.Permitted { Template: ByHand.NoTemplate }
                or PersonEvent.Blocked { Template: ByHand.NoTemplate } => [],
            PersonEvent.Settled { Template: ByHand.NoTemplate } e => NumberHop.Tell(state.Tenant, e),
            PersonEvent.Permitted e => [Send(state, e)],
            PersonEvent.NumberAsked e => [NumberHop.Ask(state, e, configuration)],
            PersonEvent.NumberReleased e => [NumberHop.Release(state.Tenant, e)],
            PersonEvent.Expired { Number: { } number } e => [NumberHop.Tell(state.Tenant, e.NoticeId, number, null)],
            PersonEvent.Blocked e =>
                [new ContactOutcome(e.NoticeId, ContactEnd.Blocked, e.Channel, e.Template, e.Reason)
                    .To(state.Tenant, e.AccountId)],
            PersonEvent.Settled e =>
                [Outcome(e).To(state.Tenant, e.AccountId), .. NumberHop.Tell(state.Tenant, e)],
            PersonEvent.Confirmed
                or PersonEvent.Requested or PersonEvent.Deferred or PersonEvent.Expired or PersonEvent.HoldPlaced
                or PersonEvent.HoldReleased or PersonEvent.ZoneChanged or PersonEvent.OptedOut or PersonEvent.OptedIn
                or PersonEvent.Erased or PersonEvent.Recorded or PersonEvent.ConsentGiven
                or PersonEvent.ConsentWithdrawn or PersonEvent.ThirdPartyPut or PersonEvent.ThirdPartyRemoved
                or PersonEvent.LegalHoldPlaced or PersonEvent.LegalHoldReleased or PersonEvent.QuietDatesSet
                or PersonEvent.QuietDatesRemoved or PersonEvent.CauseNoted or PersonEvent.ReachabilityChanged => [],
            _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
        };

    /// <summary>
    /// Status: <c>opted_out</c> when nothing may be sent but what was allowed by channel, else <c>open</c>. Labels:
    /// <c>out:</c> and <c>in:</c> with the channel.
    /// </summary>
    public static EntityRow Row(Person state) => new()
    {
        Status = state.Overall is { Out: true } ? "opted_out" : "open",
        Person = state.Id,
        Labels =
        [
            .. state.Wishes
                .Select(wish => $"{(wish.Out ? "out" : "in")}:{wish.Channel}")
                .Order(StringComparer.Ordinal),
        ],
    };

    private static Decision<PersonEvent> Request(
        Person state, ContactRequest request, DecisionContext<TenantConfiguration> context)
    {
        if (ContactForm.Address(request) is { } refusal)
        {
            return refusal;
        }

        if (IsKnown(state, request.NoticeId))
        {
            return Decision<PersonEvent>.Nothing;
        }

        var gate = new Gate(state, context.Configuration, context.At);
        if (ContactForm.Fault(request) is { } fault)
        {
            gate.Refuse(ContactForm.Nameless(request), ContactRules.Malformed, fault);
        }
        else if (state.Pending.Count >= Person.PendingMax)
        {
            gate.Refuse(request, ContactRules.TooMany, $"{state.Pending.Count} contacts wait");
        }
        else
        {
            gate.First(request, NumberLookups.Read(context.Facts, request.NumberId, request.To?.Hash));
        }

        return gate.Decision;
    }

    /// <summary>Whether a contact is waiting, under way or among those remembered as ended.</summary>
    public static bool IsKnown(Person state, string noticeId) =>
        state.Pending.Any(contact => contact.Request.NoticeId == noticeId)
        || state.Reserved.Any(contact => contact.ContactId == noticeId)
        || state.Ended.Any(contact => contact.NoticeId == noticeId);

    private static Decision<PersonEvent> Confirm(
        Person state, PersonCommand.ConfirmContact confirm, DecisionContext<TenantConfiguration> context)
    {
        if (state.Reserved.FirstOrDefault(each => each.ContactId == confirm.NoticeId) is { } reserved)
        {
            return ByHand.Confirm(reserved, state, confirm, context);
        }

        var pending = state.Pending.FirstOrDefault(each => each.Request.NoticeId == confirm.NoticeId);
        if (pending?.PermittedAt is null)
        {
            return Decision<PersonEvent>.Nothing with
            {
                Report = ContactPermission.FailClosed("the contact is not under way", context.At),
            };
        }

        var gate = new Gate(state, context.Configuration, context.At);
        var permission = gate.Confirm(
            pending, NumberLookups.Read(context.Facts, confirm.NumberId, confirm.PointId));
        return gate.Decision with { Report = permission };
    }

    private static Decision<PersonEvent> Answer(
        Person state, NumberAnswer answer, DecisionContext<TenantConfiguration> context)
    {
        var gate = new Gate(state, context.Configuration, context.At);
        var pending = state.Pending.FirstOrDefault(each =>
            each.Request.NoticeId == answer.ContactId
            && each is { AsksNumber: true, PermittedAt: null }
            && each.Permits == answer.Attempt);
        if (pending is not null)
        {
            gate.Answer(pending, answer);
        }

        return gate.Decision;
    }

    private static Decision<PersonEvent> Settle(
        Person state, PersonCommand.SettleContact settle, DecisionContext<TenantConfiguration> context)
    {
        if (settle.Reason is not null && !ContactForm.IsCode(settle.Reason))
        {
            return Rejection.Invalid("/reason", "code_format", "A reason is a code of 1 to 64 characters.");
        }

        if (settle.Result is not null && !ContactResults.IsKnown(settle.Result))
        {
            return Rejection.Invalid("/result", "unknown_outcome", "The outcome is none of the canonical ones.");
        }

        var gate = new Gate(state, context.Configuration, context.At);
        var pending = state.Pending.FirstOrDefault(contact => contact.Request.NoticeId == settle.NoticeId);
        if (ByHand.Settle(state, settle, gate, context.At))
        {
            return gate.Decision;
        }

        if (pending is null)
        {
            SentAfterAll(state, settle, gate);
        }
        else if (settle.Outcome != SettleOutcome.Late)
        {
            // It counts even when the permit had run out: what was sent must not be sent again.
            gate.Settle(pending, settle.Outcome, settle.Reason, settle.Result);
        }
        else if (pending.PermittedAt is not null)
        {
            gate.Expire(pending, silent: false);
        }

        return gate.Decision;
    }

    private static void SentAfterAll(Person state, PersonCommand.SettleContact settle, Gate gate)
    {
        var ended = state.Ended.FirstOrDefault(contact => contact.NoticeId == settle.NoticeId);
        if (settle.Outcome == SettleOutcome.Sent && ended?.Reason == ContactRules.NotSettled)
        {
            gate.Book(new PersonEvent.Settled(
                ended.NoticeId, ended.AccountId, ended.Channel, ended.Template, SettleOutcome.Sent, null));
        }
    }

    private static Decision<PersonEvent> Place(Person state, PersonCommand.PlaceContactHold place, Instant at)
    {
        var hold = new ContactHold(place.AccountId, place.HoldId, place.From, place.Until, place.TimeZone);
        if (ContactForm.Hold(hold) is { } refusal)
        {
            return refusal;
        }

        if (state.Holds.Contains(hold))
        {
            return Decision<PersonEvent>.Nothing;
        }

        var others = HoldRule.Standing(state, at).Count(each => !HoldRule.IsSame(each, hold.AccountId, hold.HoldId));
        return others >= Person.HoldsMax
            ? Rejection.Refused("too_many_holds", $"At most {Person.HoldsMax} holds stand at a time.")
            : Decision<PersonEvent>.Accept(new PersonEvent.HoldPlaced(hold));
    }

    private static Decision<PersonEvent> Wish(Person state, string? channel, bool isOut, string source)
    {
        if (ContactForm.Wish(channel, source) is { } refusal)
        {
            return refusal;
        }

        var said = channel is null
            ? (state.Wishes.Count == 0 ? state.Overall : null)
            : state.Wishes.FirstOrDefault(wish => wish.Channel == channel);
        if (said is not null && said.Out == isOut)
        {
            return Decision<PersonEvent>.Nothing;
        }

        if (channel is not null && said is null && state.Wishes.Count >= Person.WishesMax)
        {
            return Rejection.Refused("too_many_wishes", $"At most {Person.WishesMax} channels have their own wish.");
        }

        return isOut
            ? Decision<PersonEvent>.Accept(new PersonEvent.OptedOut(channel, source))
            : Decision<PersonEvent>.Accept(new PersonEvent.OptedIn(channel, source));
    }

    private static Message Send(Person state, PersonEvent.Permitted permitted)
    {
        var contact = state.Pending.First(each => each.Request.NoticeId == permitted.NoticeId);
        Invariant.Require(contact.PermittedAt is not null, "A permitted contact is under way.");
        return new SendNotice(state.Id, contact.Request, contact.PermittedAt.Value, permitted.Until)
            .ToMessage(state.Tenant);
    }

    private static ContactOutcome Outcome(PersonEvent.Settled settled) => new(
        settled.NoticeId,
        settled.Outcome == SettleOutcome.Sent ? ContactEnd.Sent : ContactEnd.Failed,
        settled.Channel,
        settled.Template,
        settled.Outcome == SettleOutcome.Sent ? null : settled.Reason ?? "failed");
}
