using Collections.Kernel;

namespace Collections.Domain.Contacts;

/// <summary>What can be judged of a command to the gate without its state.</summary>
internal static class ContactForm
{
    private const int WordLengthMax = 200;

    private const int MessageLengthMax = 2_000;

    /// <summary>Without valid ids nobody could be told the outcome, so these refuse the command.</summary>
    public static Rejection? Address(ContactRequest request) =>
        Id("/noticeId", request.NoticeId) ?? Id("/accountId", request.AccountId);

    /// <summary>What is wrong with a request; null when nothing is.</summary>
    public static string? Fault(ContactRequest request)
    {
        var data = request.Data;
        return !EntityKey.IsValidId(request.Channel) ? "the channel is no code"
            : !IsWord(request.Template) ? "the template is no name"
            : !IsWord(request.Locale) ? "the locale is no language tag"
            : request.Series is not null && !IsWord(request.Series) ? "the series is no name"
            : string.IsNullOrEmpty(request.To.Ref) ? "there is no address"
            : data.Bills.Count > NoticeFacts.BillsMax ? $"more than {NoticeFacts.BillsMax} bills"
            : (data.Message?.Length ?? 0) > MessageLengthMax ? "the message is too long"
            : data.Currency is not null && Currency.OrNull(data.Currency) is null ? "the currency is unknown"
            : data.Currency is null && HasAmounts(data) ? "amounts without a currency"
            : null;
    }

    /// <summary>A malformed request with what may be shown of it.</summary>
    public static ContactRequest Nameless(ContactRequest request) => request with
    {
        Channel = EntityKey.IsValidId(request.Channel) ? request.Channel : "unknown",
        Template = IsWord(request.Template) ? request.Template : "unknown",
    };

    /// <summary>What is wrong with a contact by hand; null when nothing is.</summary>
    public static Rejection? ByHand(PersonCommand.ReserveContact reserve) =>
        Id("/contactId", reserve.ContactId)
        ?? Id("/accountId", reserve.AccountId)
        ?? (IsCode(reserve.Channel)
            ? null
            : Rejection.Invalid("/channel", "code_format", "A channel is a code of 1 to 64 characters."));

    /// <summary>What is wrong with a hold; null when nothing is.</summary>
    public static Rejection? Hold(ContactHold hold) =>
        Id("/accountId", hold.AccountId)
        ?? Id("/holdId", hold.HoldId)
        ?? (hold.Until <= hold.From
            ? Rejection.Invalid("/until", "until_not_after_from", "A hold ends after the day it begins.")
            : null);

    /// <summary>What is wrong with a wish; null when nothing is.</summary>
    public static Rejection? Wish(string? channel, string source) =>
        (channel is null || IsCode(channel)
            ? null
            : Rejection.Invalid("/channel", "code_format", "A channel is a code of 1 to 64 characters."))
        ?? (IsCode(source)
            ? null
            : Rejection.Invalid("/source", "code_format", "A source is a code of 1 to 64 characters."));

    /// <summary>Whether a text is a code: too short and too plain for what a person says.</summary>
    public static bool IsCode(string text) => EntityKey.IsValidId(text);

    private static bool HasAmounts(NoticeFacts data) =>
        data.BalanceMinor != 0 || data.OverdueMinor != 0 || data.AmountMinor != 0 || data.Bills.Count > 0;

    private static bool IsWord(string word) =>
        !string.IsNullOrWhiteSpace(word) && word.Length <= WordLengthMax && !word.Any(char.IsControl);

    private static Rejection? Id(string pointer, string id) =>
        EntityKey.IsValidId(id)
            ? null
            : Rejection.Invalid(pointer, "id_format", "An id has 1 to 64 letters, digits or ._:~- characters.");
}
