using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>The state of a person after an event.</summary>
internal static class PersonFold
{
    /// <summary>How long the gate waits for the gateway's word on a permit.</summary>
    public static readonly Duration Patience = Duration.FromDays(1);

    public static Person Evolve(Person state, PersonEvent happened, Instant at) => happened switch
    {
        PersonEvent.Requested e => state with
        {
            Pending = [.. state.Pending, new PendingContact { Request = e.Request, DueAt = at }],
        },
        PersonEvent.Permitted { Template: ByHand.NoTemplate } e => state with
        {
            Reserved = [.. state.Reserved, new ReservedContact(e.NoticeId, e.AccountId, e.Channel, at + Patience)],
        },
        PersonEvent.Permitted e => Change(state, e.NoticeId, contact => contact with
        {
            PermittedAt = at,
            DueAt = at + Patience,
            Permits = e.Attempt,
        }),
        PersonEvent.Deferred e => Change(state, e.NoticeId, contact => contact with
        {
            PermittedAt = null,
            DueAt = e.Until,
        }),
        PersonEvent.Expired e => Change(state, e.NoticeId, contact => contact with
        {
            PermittedAt = null,
            DueAt = at,
            Silences = contact.Silences + (e.Silent ? 1 : 0),
        }),
        PersonEvent.Blocked e =>
            End(state, new EndedContact(e.NoticeId, e.AccountId, e.Channel, e.Template, e.Reason)),
        PersonEvent.Settled e =>
            End(state, new EndedContact(e.NoticeId, e.AccountId, e.Channel, e.Template, ReasonOf(e))),
        PersonEvent.HoldPlaced e => HoldRule.With(state, e.Hold, at),
        PersonEvent.HoldReleased e => state with
        {
            Holds = [.. state.Holds.Where(hold => !HoldRule.IsSame(hold, e.AccountId, e.HoldId))],
        },
        PersonEvent.OptedOut e => ContactWishes.With(state, e.Channel, isOut: true, (at, e.Source)),
        PersonEvent.OptedIn e => ContactWishes.With(state, e.Channel, isOut: false, (at, e.Source)),
        PersonEvent.Erased => state,
        _ => throw Invariant.Unreachable($"Unknown event {happened.GetType().Name}."),
    };

    private static string? ReasonOf(PersonEvent.Settled settled) =>
        settled.Outcome == SettleOutcome.Sent ? null : settled.Reason ?? "failed";

    private static Person Change(Person state, string noticeId, Func<PendingContact, PendingContact> change) =>
        state with
        {
            Pending = [.. state.Pending.Select(each => each.Request.NoticeId == noticeId ? change(each) : each)],
        };

    private static Person End(Person state, EndedContact ended)
    {
        EndedContact[] all = [.. state.Ended.Where(each => each.NoticeId != ended.NoticeId), ended];
        return state with
        {
            Pending = [.. state.Pending.Where(each => each.Request.NoticeId != ended.NoticeId)],
            Reserved = [.. state.Reserved.Where(each => each.ContactId != ended.NoticeId)],
            Ended = all.Length > Person.EndedMax ? all[^Person.EndedMax..] : all,
        };
    }
}
