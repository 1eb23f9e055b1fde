using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// The projection of an account. Status: overdue state. Person: customer. Parent: the account that pays for this one.
/// Amount: balance. Day: the oldest due day with something outstanding. Labels: tags. Empty while only announced.
/// </summary>
internal static class AccountRow
{
    public static EntityRow Of(Account account) => account.Profile is not { } profile ? new EntityRow() : new EntityRow
    {
        Status = account.Overdue?.State ?? PolicyState.ClearName,
        Person = profile.CustomerId,
        Parent = account.PayingParent,
        AmountMinor = BalanceMinor(account),
        Currency = profile.Currency,
        Day = OldestDueDay(account),
        Zone = profile.TimeZone,
        Labels = account.Tags,
    };

    private static long BalanceMinor(Account account)
    {
        var balance = 0L;
        foreach (var bill in account.Bills)
        {
            balance += bill.OutstandingMinor;
        }

        foreach (var source in account.Sources)
        {
            balance -= source.UnappliedMinor;
        }

        return balance;
    }

    private static LocalDate? OldestDueDay(Account account)
    {
        LocalDate? oldest = null;
        foreach (var bill in account.Bills)
        {
            if (bill.OutstandingMinor > bill.DisputedMinor && (oldest is null || bill.Terms.DueDate < oldest))
            {
                oldest = bill.Terms.DueDate;
            }
        }

        return oldest;
    }
}
