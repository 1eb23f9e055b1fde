using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Domain.Tasks;
using Collections.Kernel;
using NodaTime;

namespace Collections.Gateways.Tasks;

/// <summary>
/// What a task is about in money, read from the books whenever it is shown: no copy that could grow old.
/// </summary>
/// <param name="CustomerId">The account's customer.</param>
/// <param name="Currency">The account's ISO 4217 code.</param>
/// <param name="AmountDueMinor">
/// What the bill still owes, minor units; of a task about the account as a whole what is past due. A bill that is
/// closed or unknown owes nothing.
/// </param>
/// <param name="AgingBucket">
/// The bucket of the bill, or of the account's oldest bill past due, on the account's local day; null for a bill that
/// owes nothing.
/// </param>
public sealed record TaskDebt(string CustomerId, string Currency, long AmountDueMinor, string? AgingBucket)
{
    /// <summary>The debt of a task.</summary>
    /// <param name="account">The account that the task is about, which is open.</param>
    /// <param name="terms">What the task is.</param>
    /// <param name="buckets">The tenant's aging buckets.</param>
    /// <param name="at">The instant it is looked at.</param>
    public static TaskDebt Of(Account account, TaskTerms terms, AgingBuckets buckets, Instant at)
    {
        Invariant.Require(account.Profile is not null, "A task is about an open account.");
        var profile = account.Profile;
        var today = LocalDays.DayOf(at, LocalDays.Zone(profile.TimeZone));
        if (terms.BillId is not { } billId)
        {
            var standing = Balances.Of(account, today);
            return new TaskDebt(
                profile.CustomerId, profile.Currency, standing.OverdueMinor, buckets.NameOf(standing.DaysPastDue));
        }

        return account.Bill(billId) is { OutstandingMinor: not 0 } bill
            ? new TaskDebt(
                profile.CustomerId,
                profile.Currency,
                bill.OutstandingMinor,
                buckets.NameOf(Balances.DaysPastDueOf(bill, today)))
            : new TaskDebt(profile.CustomerId, profile.Currency, 0, null);
    }
}
