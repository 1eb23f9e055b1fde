using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Domain.Overdue;
using Collections.Domain.Treatments;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Flows;

/// <summary>What a text about an account may say.</summary>
public static class AccountNotices
{
    /// <summary>
    /// The facts of a text about the account's open bills that are past due, else about all open ones.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="at">The instant; days are those of the account's zone.</param>
    public static NoticeFacts FactsOf(Account account, Instant at)
    {
        var today = LocalDays.DayOf(at, LocalDays.Zone(account.Profile!.TimeZone));
        List<Bill> open = [];
        foreach (var bill in account.Bills)
        {
            if (bill.OutstandingMinor > 0 && Unpaid.MinorOf(bill) > 0)
            {
                open.Add(bill);
            }
        }

        List<Bill> late = [.. open.Where(bill => bill.Terms.DueDate < today)];
        return FactsOf(account, late.Count > 0 ? late : open, at);
    }

    /// <summary>The facts of a text about some bills.</summary>
    internal static NoticeFacts FactsOf(Account account, IEnumerable<Bill> about, Instant at)
    {
        var today = LocalDays.DayOf(at, LocalDays.Zone(account.Profile!.TimeZone));
        var standing = Balances.Of(account, today);
        var state = account.Overdue is { } overdue && overdue.State != PolicyState.ClearName ? overdue : null;
        List<Bill> bills =
        [
            .. about
                .OrderBy(bill => bill.Terms.DueDate)
                .ThenBy(bill => bill.BillId, StringComparer.Ordinal),
        ];
        return new NoticeFacts
        {
            Currency = account.Profile.Currency,
            BalanceMinor = standing.BalanceMinor,
            OverdueMinor = standing.OverdueMinor,
            DaysPastDue = bills.Count == 0 ? 0 : Balances.DaysPastDueOf(bills[0], today),
            State = state?.State,
            Message = state?.Message,
            AmountMinor = bills.Sum(Unpaid.MinorOf),
            Day = bills.Count > 0 ? bills[0].Terms.DueDate : null,
            BillCount = bills.Count,
            Bills =
            [
                .. bills.Take(NoticeFacts.BillsMax).Select(
                    bill => new NoticeBill(bill.BillId, Unpaid.MinorOf(bill), bill.Terms.DueDate)),
            ],
        };
    }
}
