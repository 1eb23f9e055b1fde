using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// What the account owes on a local day, in minor units. Past due is what an open bill owes after its due day, its
/// disputed part excluded; a credit bill lowers the balance and is never past due. Policies and grace play no part.
/// </summary>
/// <param name="BalanceMinor">Outstanding of open bills, credit bills included, less unapplied credit.</param>
/// <param name="OverdueMinor">The part that is past due.</param>
/// <param name="UnappliedMinor">Payments and credits that cover nothing yet.</param>
/// <param name="DaysPastDue">Local days since the due day of the oldest bill past due that is not postponed; 0 for
/// none.</param>
public sealed record Balances(long BalanceMinor, long OverdueMinor, long UnappliedMinor, int DaysPastDue)
{
    /// <summary>What an account owes on a local day of its zone.</summary>
    public static Balances Of(Account account, LocalDate today)
    {
        var balance = 0L;
        var overdue = 0L;
        var days = 0;
        foreach (var bill in account.Bills)
        {
            balance += bill.OutstandingMinor;
            var owed = Undisputed(bill);
            if (owed > 0 && bill.Terms.DueDate < today)
            {
                overdue += owed;
                days = bill.PostponedUntil > today ? days : Math.Max(days, DaysPastDueOf(bill, today));
            }
        }

        var unapplied = 0L;
        foreach (var source in account.Sources)
        {
            unapplied += source.UnappliedMinor;
        }

        return new Balances(balance - unapplied, overdue, unapplied, days);
    }

    /// <summary>What open bills owe, by aging bucket; disputed parts and credit bills excluded.</summary>
    public static IReadOnlyDictionary<string, long> ByBucket(
        Account account, LocalDate today, Func<int, string> bucketOf)
    {
        Dictionary<string, long> sums = new(StringComparer.Ordinal);
        foreach (var bill in account.Bills)
        {
            if (Undisputed(bill) is > 0 and var owed)
            {
                var bucket = bucketOf(DaysPastDueOf(bill, today));
                sums[bucket] = sums.GetValueOrDefault(bucket) + owed;
            }
        }

        return sums;
    }

    /// <summary>Local days since a bill's due day, 0 on it and before.</summary>
    public static int DaysPastDueOf(Bill bill, LocalDate today) =>
        Math.Max(0, Period.DaysBetween(bill.Terms.DueDate, today));

    private static long Undisputed(Bill bill) => bill.OutstandingMinor - bill.DisputedMinor;
}
