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
            PersonCommand.RequestContact request => Request(state, request.Request, context.At),
            PersonCommand.SettleContact settle => Settle(state, settle, context.At),
            PersonCommand.PlaceContactHold place => Place(state, place, context.At),
            PersonCommand.ReleaseContactHold release =>
                state.Holds.Any(hold => HoldRule.IsSame(hold, release.AccountId, release.HoldId))
                    ? Decision<PersonEvent>.Accept(new PersonEvent.HoldReleased(release.AccountId, release.HoldId))
                    : Decision<PersonEvent>.Nothing,
            PersonCommand.LeaveAccount leave => LeavingAccount.Decide(state, leave.AccountId, context.At),
            PersonCommand.ReserveContact reserve => ByHand.Reserve(state, reserve, context.At),
            PersonCommand.OptOut wish => Wish(state, wish.Channel, isOut: true, wish.Source),
            PersonCommand.OptIn wish => Wish(state, wish.Channel, isOut: false, wish.Source),
            PersonCommand.ErasePerson => Decision<PersonEvent>.Accept(new PersonEvent.Erased()),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };

    /// <inheritdoc/>
    public static Decision<PersonEvent> Wake(Person state, DecisionContext<TenantConfiguration> context)
    {
        var gate = new Gate(state, context.At);
        foreach (var contact in state.Pending.Where(each => each.DueAt <= context.At).OrderBy(each => each.DueAt))
        {
            if (contact.PermittedAt is null)
            {
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
                or PersonEvent.Blocked { Template: ByHand.NoTemplate }
                or PersonEvent.Settled { Template: ByHand.NoTemplate } => [],
            PersonEvent.Permitted e => [Send(state, e)],
            PersonEvent.Blocked e =>
                [new ContactOutcome(e.NoticeId, ContactEnd.Blocked, e.Channel, e.Template, e.Reason)
                    .To(state.Tenant, e.AccountId)],
            PersonEvent.Settled e => [Outcome(e).To(state.Tenant, e.AccountId)],
            PersonEvent.Requested or PersonEvent.Deferred or PersonEvent.Expired or PersonEvent.HoldPlaced
                or PersonEvent.HoldReleased or PersonEvent.OptedOut or PersonEvent.OptedIn
                or PersonEvent.Erased => [],
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

    private static Decision<PersonEvent> Request(Person state, ContactRequest request, Instant at)
    {
        if (ContactForm.Address(request) is { } refusal)
        {
            return refusal;
        }

        if (IsKnown(state, request.NoticeId))
        {
            return Decision<PersonEvent>.Nothing;
        }

        var gate = new Gate(state, at);
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
            gate.First(request);
        }

        return gate.Decision;
    }

    internal static bool IsKnown(Person state, string noticeId) =>
        state.Pending.Any(contact => contact.Request.NoticeId == noticeId)
        || state.Reserved.Any(contact => contact.ContactId == noticeId)
        || state.Ended.Any(contact => contact.NoticeId == noticeId);

    private static Decision<PersonEvent> Settle(Person state, PersonCommand.SettleContact settle, Instant at)
    {
        if (settle.Reason is not null && !ContactForm.IsCode(settle.Reason))
        {
            return Rejection.Invalid("/reason", "code_format", "A reason is a code of 1 to 64 characters.");
        }

        var gate = new Gate(state, at);
        var pending = state.Pending.FirstOrDefault(contact => contact.Request.NoticeId == settle.NoticeId);
        if (ByHand.Settle(state, settle, gate))
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
            gate.Settle(pending, settle.Outcome, settle.Reason);
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
