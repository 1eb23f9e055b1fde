using Collections.Kernel;

namespace Collections.Domain.Contacts;

/// <summary>What can be judged of what is kept of a person without its state.</summary>
internal static class BookForm
{
    public static Rejection? Consent(Consent consent) =>
        Id("/consentId", consent.ConsentId)
        ?? Code("/channel", consent.Channel)
        ?? Code("/purpose", consent.Purpose)
        ?? Code("/accountId", consent.AccountId)
        ?? Source(consent.Source)
        ?? (consent.Until <= consent.At
            ? Rejection.Invalid("/until", "until_not_after_from", "A consent ends after it was given.")
            : null);

    public static Rejection? Party(ThirdParty party) =>
        Id("/thirdPartyId", party.ThirdPartyId) ?? Id("/relation", party.Relation);

    public static Rejection? LegalHold(LegalHold hold) =>
        Id("/holdId", hold.HoldId)
        ?? (LegalHoldKinds.All.Contains(hold.Kind)
            ? null
            : Rejection.Invalid(
                "/kind", "not_one_of", $"One of these is expected: {string.Join(", ", LegalHoldKinds.All)}."))
        ?? Code("/accountId", hold.AccountId)
        ?? Code("/channel", hold.Channel)
        ?? Code("/reference", hold.Reference)
        ?? (hold.Until <= hold.From
            ? Rejection.Invalid("/until", "until_not_after_from", "A hold ends after the day it begins.")
            : null);

    public static Rejection? QuietDates(PersonQuietDates dates) =>
        Id("/quietId", dates.QuietId)
        ?? Id("/reason", dates.Reason)
        ?? (dates.Last < dates.First
            ? Rejection.Invalid("/last", "last_before_first", "The last day is not before the first.")
            : null);

    public static Rejection? Mark(ContactMark mark) =>
        Id("/contactId", mark.ContactId)
        ?? Id("/channel", mark.Channel)
        ?? Code("/accountId", mark.AccountId)
        ?? Code("/numberId", mark.NumberId)
        ?? Code("/by", mark.By)
        ?? Code("/thirdPartyId", mark.ThirdPartyId)
        ?? (mark.Result is null || ContactResults.IsKnown(mark.Result)
            ? null
            : Rejection.Invalid("/outcome", "unknown_outcome", "The outcome is none of the canonical ones."));

    public static Rejection? Cause(PersonCause cause) => Id("/accountId", cause.AccountId);

    public static Rejection? Source(string source) => Id("/source", source);

    public static Rejection? Reason(string reason) => Id("/reason", reason);

    private static Rejection? Code(string pointer, string? code) => code is null ? null : Id(pointer, code);

    private static Rejection? Id(string pointer, string id) => EntityKey.IsValidId(id)
        ? null
        : Rejection.Invalid(pointer, "code_format", "1 to 64 letters, digits or ._:~- characters are expected.");
}
