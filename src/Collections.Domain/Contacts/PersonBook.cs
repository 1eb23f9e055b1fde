using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// What is merely kept of a person: consents, third parties, legal holds, quiet dates, reported contacts.
/// </summary>
internal static class PersonBook
{
    // Reports of agencies come in late, but not from another age; a clock may be ahead a little.
    private static readonly Duration Ahead = Duration.FromMinutes(5);

    /// <summary>Decides the commands that ask nothing of the gate.</summary>
    public static Decision<PersonEvent> Decide(Person state, PersonCommand command, Instant at) => command switch
    {
        PersonCommand.RecordContact record => Record(state, record.Contact, at),
        PersonCommand.GiveConsent give => Put(
            BookForm.Consent(give.Consent),
            Kept.Full(
                state.Consents,
                each => each.ConsentId,
                (give.Consent.ConsentId, Person.RecordsMax, "too_many_consents")),
            state.Consents.Contains(give.Consent),
            new PersonEvent.ConsentGiven(give.Consent)),
        PersonCommand.WithdrawConsent withdraw => Remove(
            BookForm.Source(withdraw.Source),
            state.Consents.Any(each => each.ConsentId == withdraw.ConsentId),
            ("consent_unknown", $"There is no consent '{withdraw.ConsentId}'."),
            new PersonEvent.ConsentWithdrawn(withdraw.ConsentId, withdraw.Source)),
        PersonCommand.PutThirdParty put => PutParty(state, put),
        PersonCommand.RemoveThirdParty remove => Remove(
            null,
            state.ThirdParties.Any(each => each.ThirdPartyId == remove.ThirdPartyId),
            ("third_party_unknown", $"There is no third party '{remove.ThirdPartyId}'."),
            new PersonEvent.ThirdPartyRemoved(remove.ThirdPartyId)),
        PersonCommand.PlaceLegalHold place => Put(
            BookForm.LegalHold(place.Hold),
            Kept.Full(
                state.LegalHolds, each => each.HoldId, (place.Hold.HoldId, Person.RecordsMax, "too_many_legal_holds")),
            state.LegalHolds.Contains(place.Hold),
            new PersonEvent.LegalHoldPlaced(place.Hold)),
        PersonCommand.ReleaseLegalHold release => Remove(
            BookForm.Reason(release.Reason),
            state.LegalHolds.Any(each => each.HoldId == release.HoldId),
            ("legal_hold_unknown", $"There is no legal hold '{release.HoldId}'."),
            new PersonEvent.LegalHoldReleased(release.HoldId, release.Reason)),
        PersonCommand.SetQuietDates set => Put(
            BookForm.QuietDates(set.Dates),
            Kept.Full(
                state.QuietDates, each => each.QuietId, (set.Dates.QuietId, Person.RecordsMax, "too_many_quiet_dates")),
            state.QuietDates.Contains(set.Dates),
            new PersonEvent.QuietDatesSet(set.Dates)),
        PersonCommand.RemoveQuietDates remove => Remove(
            null,
            state.QuietDates.Any(each => each.QuietId == remove.QuietId),
            ("quiet_dates_unknown", $"There are no quiet dates '{remove.QuietId}'."),
            new PersonEvent.QuietDatesRemoved(remove.QuietId)),
        PersonCommand.NoteCause note => Note(state, note.Cause),
        PersonCommand.SetReachability set => Put(
            BookForm.Source(set.Source),
            null,
            state.Unreachable == set.Unreachable,
            new PersonEvent.ReachabilityChanged(set.Unreachable, set.Source)),
        _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
    };

    private static Decision<PersonEvent> Record(Person state, ContactMark mark, Instant at)
    {
        if (BookForm.Mark(mark) is { } refusal)
        {
            return refusal;
        }

        if (mark.At > at + Ahead)
        {
            return Rejection.Refused("contact_in_future", "A contact that is reported has been made.");
        }

        return PersonDecider.IsKnown(state, mark.ContactId)
            || state.History.Any(each => each.ContactId == mark.ContactId)
            ? Decision<PersonEvent>.Nothing
            : Decision<PersonEvent>.Accept(new PersonEvent.Recorded(mark with
            {
                Result = ContactResults.Canonical(mark.Result ?? ContactResults.Other),
            }));
    }

    private static Decision<PersonEvent> PutParty(Person state, PersonCommand.PutThirdParty put)
    {
        var known = state.ThirdParties.FirstOrDefault(each => each.ThirdPartyId == put.ThirdPartyId);
        var party = new ThirdParty
        {
            ThirdPartyId = put.ThirdPartyId,
            Relation = put.Relation,
            Refused = put.Refused,
            Contacts = known?.Contacts ?? 0,
        };
        return Put(
            BookForm.Party(party),
            Kept.Full(
                state.ThirdParties,
                each => each.ThirdPartyId,
                (party.ThirdPartyId, Person.RecordsMax, "too_many_third_parties")),
            known == party,
            new PersonEvent.ThirdPartyPut(party));
    }

    private static Decision<PersonEvent> Note(Person state, PersonCause cause)
    {
        if (BookForm.Cause(cause) is { } refusal)
        {
            return refusal;
        }

        // Only the latest counts; of accounts that are long gone nothing waits any more.
        var known = state.Causes.FirstOrDefault(each => each.AccountId == cause.AccountId && each.After == cause.After);
        return known?.At >= cause.At || (known is null && state.Causes.Count >= Person.HoldsMax)
            ? Decision<PersonEvent>.Nothing
            : Decision<PersonEvent>.Accept(new PersonEvent.CauseNoted(cause));
    }

    private static Decision<PersonEvent> Put(
        Rejection? malformed, Rejection? full, bool isSame, PersonEvent happened) =>
        (malformed ?? full) is { } refusal ? refusal
        : isSame ? Decision<PersonEvent>.Nothing
        : Decision<PersonEvent>.Accept(happened);

    private static Decision<PersonEvent> Remove(
        Rejection? malformed, bool isKnown, (string Code, string Message) unknown, PersonEvent happened) =>
        malformed is { } refusal ? refusal
        : isKnown ? Decision<PersonEvent>.Accept(happened)
        : Rejection.Unknown(unknown.Code, unknown.Message);
}
