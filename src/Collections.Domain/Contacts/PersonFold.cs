using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>The state of a person after an event.</summary>
internal static class PersonFold
{
    /// <summary>How long the gate waits for the gateway's word on a permit.</summary>
    public static readonly Duration Patience = Duration.FromDays(1);

    /// <summary>How long it waits for the word of a number.</summary>
    public static readonly Duration NumberPatience = Duration.FromMinutes(10);

    public static Person Evolve(Person state, PersonEvent happened, Instant at) => happened switch
    {
        PersonEvent.Requested e => state with
        {
            Pending = [.. state.Pending, new PendingContact { Request = e.Request, DueAt = at }],
        },
        PersonEvent.Permitted e => Permit(state, e, at),
        PersonEvent.NumberAsked e => Change(state, e.NoticeId, contact => contact with
        {
            PermittedAt = null,
            AsksNumber = true,
            Permits = e.Attempt,
            DueAt = at + NumberPatience,
        }),
        PersonEvent.NumberReleased => state,
        PersonEvent.Deferred e => ContactHistory.Without(
            Change(state, e.NoticeId, contact => contact with
            {
                PermittedAt = null,
                AsksNumber = false,
                DueAt = e.Until,
            }) with { Reserved = [.. state.Reserved.Where(each => each.ContactId != e.NoticeId)] },
            e.NoticeId),
        PersonEvent.Expired e => Expire(state, e, at),
        PersonEvent.Blocked e => ContactHistory.Without(
            End(state, new EndedContact(e.NoticeId, e.AccountId, e.Channel, e.Template, e.Reason)), e.NoticeId),
        PersonEvent.Settled e => ContactHistory.Settle(
            End(state, new EndedContact(e.NoticeId, e.AccountId, e.Channel, e.Template, ReasonOf(e))), e),
        PersonEvent.Recorded e => ContactHistory.With(state, e.Contact, at),
        PersonEvent.HoldPlaced e => HoldRule.With(state, e.Hold, at),
        PersonEvent.HoldReleased e => state with
        {
            Holds = [.. state.Holds.Where(hold => !HoldRule.IsSame(hold, e.AccountId, e.HoldId))],
        },
        PersonEvent.ZoneChanged e => MovingAccount.Moved(state, e),
        PersonEvent.OptedOut e => ContactWishes.With(state, e.Channel, isOut: true, (at, e.Source)),
        PersonEvent.OptedIn e => ContactWishes.With(state, e.Channel, isOut: false, (at, e.Source)),
        PersonEvent.Erased => state,
        _ => Keep(state, happened),
    };

    /// <summary>What is merely kept.</summary>
    private static Person Keep(Person state, PersonEvent happened) => happened switch
    {
        PersonEvent.ConsentGiven e => state with
        {
            Consents = Kept.Put(state.Consents, e.Consent, each => each.ConsentId),
        },
        PersonEvent.ConsentWithdrawn e => state with
        {
            Consents = Kept.Without(state.Consents, e.ConsentId, each => each.ConsentId),
        },
        PersonEvent.ThirdPartyPut e => state with
        {
            ThirdParties = Kept.Put(state.ThirdParties, e.Party, each => each.ThirdPartyId),
        },
        PersonEvent.ThirdPartyRemoved e => state with
        {
            ThirdParties = Kept.Without(state.ThirdParties, e.ThirdPartyId, each => each.ThirdPartyId),
        },
        PersonEvent.LegalHoldPlaced e => state with
        {
            LegalHolds = Kept.Put(state.LegalHolds, e.Hold, each => each.HoldId),
        },
        PersonEvent.LegalHoldReleased e => state with
        {
            LegalHolds = Kept.Without(state.LegalHolds, e.HoldId, each => each.HoldId),
        },
        PersonEvent.QuietDatesSet e => state with
        {
            QuietDates = Kept.Put(state.QuietDates, e.Dates, each => each.QuietId),
        },
        PersonEvent.QuietDatesRemoved e => state with
        {
            QuietDates = Kept.Without(state.QuietDates, e.QuietId, each => each.QuietId),
        },
        PersonEvent.CauseNoted e => state with
        {
            Causes = Kept.Put(state.Causes, e.Cause, each => $"{each.AccountId}/{each.After}"),
        },
        PersonEvent.ReachabilityChanged e => state with { Unreachable = e.Unreachable },
        _ => throw Invariant.Unreachable($"Unknown event {happened.GetType().Name}."),
    };

    private static Person Permit(Person state, PersonEvent.Permitted e, Instant at)
    {
        var pending = state.Pending.FirstOrDefault(each => each.Request.NoticeId == e.NoticeId);
        var numberId = e.Query?.NumberId ?? pending?.Request.NumberId;
        var mark = new ContactMark
        {
            ContactId = e.NoticeId,
            At = at,
            Channel = e.Channel,
            AccountId = e.AccountId,
            NumberId = numberId,
            Consented = e.Consented ?? false,
            ThirdPartyId = e.Query?.ThirdPartyId,
        };
        var after = ContactHistory.With(state, mark, at);
        if (e.Template.Length > 0)
        {
            return Change(after, e.NoticeId, contact => contact with
            {
                PermittedAt = at,
                DueAt = at + Patience,
                Permits = e.Attempt,
            });
        }

        return after with
        {
            Reserved =
            [
                .. state.Reserved,
                new ReservedContact(e.NoticeId, e.AccountId, e.Channel, at + Patience)
                {
                    NumberId = e.Query?.NumberAnswer is null ? null : numberId,
                    Query = e.Query,
                },
            ],
            ThirdParties =
            [
                .. state.ThirdParties.Select(each =>
                    each.ThirdPartyId == e.Query?.ThirdPartyId ? each with { Contacts = each.Contacts + 1 } : each),
            ],
        };
    }

    private static Person Expire(Person state, PersonEvent.Expired e, Instant at)
    {
        var after = Change(state, e.NoticeId, contact => contact with
        {
            PermittedAt = null,
            AsksNumber = false,
            DueAt = at,
            Silences = contact.Silences + (e.Silent ? 1 : 0),
        });

        // What came too late was not sent; of what nobody said a word it may have been.
        return e.Silent ? after : ContactHistory.Without(after, e.NoticeId);
    }

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
