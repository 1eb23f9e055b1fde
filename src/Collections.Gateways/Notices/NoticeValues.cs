using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Gateways.Notices;

/// <summary>What a text is filled in with, beside the facts of the notice.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Name">The customer's name, opened; null for none.</param>
/// <param name="Company">Who writes: the tenant's name.</param>
/// <param name="Today">The local day of the notice.</param>
/// <param name="Facts">The facts.</param>
public sealed record NoticeValues(string AccountId, string? Name, string Company, LocalDate Today, NoticeFacts Facts)
{
    /// <summary>
    /// The names of the vocabulary with their values. Numbers and dates stay what they are, so that <c>if</c> takes
    /// zero for false; they are written by the language's formatter.
    /// </summary>
    internal Dictionary<string, object?> ToModel() => new(StringComparer.Ordinal)
    {
        ["accountId"] = AccountId,
        ["name"] = Name,
        ["company"] = Company,
        ["today"] = Today,
        ["currency"] = Facts.Currency,
        ["balance"] = Amount(Facts.BalanceMinor),
        ["overdue"] = Amount(Facts.OverdueMinor),
        ["amount"] = Amount(Facts.AmountMinor),
        ["day"] = Facts.Day,
        ["daysPastDue"] = Facts.DaysPastDue,
        ["state"] = Facts.State,
        ["message"] = Facts.Message,
        ["billCount"] = Facts.BillCount,
        ["more"] = Math.Max(0, Facts.BillCount - Facts.Bills.Count),
        ["bills"] = Facts.Bills.Select(Bill).ToArray(),
    };

    private Dictionary<string, object?> Bill(NoticeBill bill) => new(StringComparer.Ordinal)
    {
        ["billId"] = bill.BillId,
        ["amount"] = Amount(bill.OutstandingMinor),
        ["dueDate"] = bill.DueDate,
    };

    private decimal? Amount(long minor) =>
        Facts.Currency is { } code ? new Money(minor, Currency.Of(code)).Amount : null;
}
