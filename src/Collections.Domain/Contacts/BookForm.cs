using Collections.Kernel;

namespace Collections.Domain.Contacts;

/// <summary>What can be judged of what is kept of a person without its state.</summary>
internal static class BookForm
{
    public static Rejection? Consent(Consent consent) =>
        Codes.Check("/consentId", consent.ConsentId)
        ?? Codes.CheckIfGiven("/channel", consent.Channel)
        ?? Codes.CheckIfGiven("/purpose", consent.Purpose)
        ?? Codes.CheckIfGiven("/accountId", consent.AccountId)
        ?? Source(consent.Source)
        ?? (consent.Until <= consent.At
            ? Rejection.Invalid("/until", "until_not_after_from", "A consent ends after it was given.")
            : null);

    public static Rejection? Party(ThirdParty party) =>
        Codes.Check("/thirdPartyId", party.ThirdPartyId) ?? Codes.Check("/relation", party.Relation);

    public static Rejection? LegalHold(LegalHold hold) =>
        Codes.Check("/holdId", hold.HoldId)
        ?? (LegalHoldKinds.All.Contains(hold.Kind)
            ? null
            : Rejection.Invalid(
                "/kind", "not_one_of", $"One of these is expected: {string.Join(", ", LegalHoldKinds.All)}."))
        ?? Codes.CheckIfGiven("/accountId", hold.AccountId)
        ?? Codes.CheckIfGiven("/channel", hold.Channel)
        ?? Codes.CheckIfGiven("/reference", hold.Reference)
        ?? (hold.Until <= hold.From
            ? Rejection.Invalid("/until", "until_not_after_from", "A hold ends after the day it begins.")
            : null);

    public static Rejection? QuietDates(PersonQuietDates dates) =>
        Codes.Check("/quietId", dates.QuietId)
        ?? Codes.Check("/reason", dates.Reason)
        ?? (dates.Last < dates.First
            ? Rejection.Invalid("/last", "last_before_first", "The last day is not before the first.")
            : null);

    public static Rejection? Mark(ContactMark mark) =>
        Codes.Check("/contactId", mark.ContactId)
        ?? Codes.Check("/channel", mark.Channel)
        ?? Codes.CheckIfGiven("/accountId", mark.AccountId)
        ?? Codes.CheckIfGiven("/numberId", mark.NumberId)
        ?? Codes.CheckIfGiven("/by", mark.By)
        ?? Codes.CheckIfGiven("/thirdPartyId", mark.ThirdPartyId)
        ?? (mark.Result is null || ContactResults.IsKnown(mark.Result)
            ? null
            : Rejection.Invalid("/outcome", "unknown_outcome", "The outcome is none of the canonical ones."));

    public static Rejection? Cause(PersonCause cause) => Codes.Check("/accountId", cause.AccountId);

    public static Rejection? Source(string source) => Codes.Check("/source", source);

    public static Rejection? Reason(string reason) => Codes.Check("/reason", reason);
}
