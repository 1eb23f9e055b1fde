using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using NodaTime;

namespace Collections.Simulation.World;

/// <summary>Where an account stands on a day.</summary>
/// <param name="Bucket">Rank of the bucket of its oldest unpaid bill; 0 for CURRENT.</param>
/// <param name="State">Its overdue state.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="OwedMinor">What is open, by the bucket of each bill.</param>
internal sealed record Standing(int Bucket, string State, string Currency, IReadOnlyList<long> OwedMinor)
{
    /// <summary>The standing of an account.</summary>
    public static Standing Of(Account account, LocalDate day)
    {
        var buckets = AgingBuckets.Standard;
        var owed = new long[buckets.Names.Count];
        var oldest = 0;
        foreach (var bill in account.Bills)
        {
            if (bill.OutstandingMinor > 0)
            {
                var rank = buckets.RankOf(Period.DaysBetween(bill.Terms.DueDate, day));
                owed[rank] += bill.OutstandingMinor;
                oldest = Math.Max(oldest, rank);
            }
        }

        return new Standing(
            oldest, account.Overdue?.State ?? PolicyState.ClearName, account.Profile!.Currency, owed);
    }
}
