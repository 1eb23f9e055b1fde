using System.Globalization;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>What can be judged of a profile without the account.</summary>
internal static class ProfileForm
{
    /// <summary>Most contacts, tags, marks, agreements or windows: a profile is no list of records.</summary>
    public const int ListMax = 200;

    /// <summary>The first fault, or null.</summary>
    public static Rejection? Check(AccountCommand.PutAccount command, string accountId) =>
        Words(command)
        ?? Known(command)
        ?? Parent(command, accountId)
        ?? Lists(command);

    private static Rejection? Words(AccountCommand.PutAccount command) =>
        (command.CustomerId is null ? null : Form.Id("/customerId", command.CustomerId))
        ?? Form.OptionalWord("/locale", command.Locale)
        ?? Form.OptionalWord("/collectionClass", command.Segmentation.CollectionClass)
        ?? Form.OptionalWord("/division", command.Segmentation.Division)
        ?? Form.OptionalWord("/tier", command.Segmentation.Tier)
        ?? Form.OptionalWord("/region", command.Segmentation.Region)
        ?? Form.OptionalWord("/industry", command.Segmentation.Industry)
        ?? Form.OptionalWord("/segment", command.Segmentation.Segment);

    private static Rejection? Known(AccountCommand.PutAccount command) =>
        Form.OptionalCurrency(command.Currency)
        ?? (command.TimeZone is null || LocalDays.ZoneOrNull(command.TimeZone) is not null
            ? null
            : Rejection.Invalid("/timezone", "timezone_unknown", $"'{command.TimeZone}' is no IANA time zone."));

    private static Rejection? Parent(AccountCommand.PutAccount command, string accountId)
    {
        if (command.ParentId is null)
        {
            return command.PaidByParent
                ? Rejection.Invalid("/parentId", "parent_missing", "Who is paid by a parent has a parentId.")
                : null;
        }

        return command.ParentId == accountId
            ? Rejection.Invalid("/parentId", "parent_is_self", "An account is not its own parent.")
            : Form.Id("/parentId", command.ParentId);
    }

    private static Rejection? Lists(AccountCommand.PutAccount command)
    {
        var refusal = Length("/contacts", command.Contacts?.Count)
            ?? Length("/tags", command.Tags?.Count)
            ?? Length("/preferredTimeWindow", command.PreferredTimeWindow.Count)
            ?? Length("/characteristics", command.Characteristics?.Count)
            ?? Length("/serviceAgreements", command.ServiceAgreements?.Count)
            ?? Each("/tags", command.Tags ?? [], (at, tag) => Form.Word(at, tag))
            ?? Each("/preferredTimeWindow", command.PreferredTimeWindow, Window)
            ?? Each("/contacts", command.Contacts ?? [], Contact)
            ?? Each("/characteristics", command.Characteristics ?? [], Mark)
            ?? Each("/serviceAgreements", command.ServiceAgreements ?? [], Agreement);
        if (refusal is not null || command.ServiceAgreements is not { } agreements)
        {
            return refusal;
        }

        return agreements.Select(each => each.Id).Distinct(StringComparer.Ordinal).Count() == agreements.Count
            ? null
            : Rejection.Invalid("/serviceAgreements", "duplicate_id", "Service agreements have different ids.");
    }

    private static Rejection? Contact(string at, AccountCommand.NewContact contact) =>
        Form.Word(at + "/kind", contact.Kind) ?? Form.OptionalWord(at + "/role", contact.Role);

    private static Rejection? Mark(string at, Overdue.Characteristic mark) =>
        Form.Word(at + "/type", mark.Type) ?? Form.Word(at + "/value", mark.Value);

    private static Rejection? Agreement(string at, ServiceAgreement agreement) =>
        Form.Word(at + "/id", agreement.Id)
        ?? Form.OptionalWord(at + "/type", agreement.Type)
        ?? Length(at + "/characteristics", agreement.Characteristics.Count)
        ?? Each(at + "/characteristics", agreement.Characteristics, Mark);

    private static Rejection? Window(string at, string window)
    {
        var parts = window.Split('-');
        return parts.Length == 2 && IsTime(parts[0]) && IsTime(parts[1]) && parts[0] != parts[1]
            ? null
            : Rejection.Invalid(at, "window_format", "A window is two different local times, HH:mm-HH:mm.");
    }

    private static bool IsTime(string text) =>
        text.Length == 5
        && text[2] == ':'
        && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
        && int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
        && (hour < 24 ? minute < 60 : hour == 24 && minute == 0);

    private static Rejection? Length(string at, int? count) =>
        (count ?? 0) <= ListMax ? null : Rejection.Invalid(at, "too_many", $"At most {ListMax} entries.");

    private static Rejection? Each<T>(string at, Items<T> items, Func<string, T, Rejection?> check)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (check($"{at}/{i.ToString(CultureInfo.InvariantCulture)}", items[i]) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
