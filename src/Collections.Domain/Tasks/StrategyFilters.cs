using Collections.Domain.Contacts;

namespace Collections.Domain.Tasks;

/// <summary>An account as a strategy's filters see it.</summary>
/// <param name="Bucket">Its aging bucket today.</param>
/// <param name="BalanceMinor">Its balance, minor units of its currency.</param>
/// <param name="Currency">Its currency's ISO 4217 code; null when nobody knows.</param>
/// <param name="Traits">Grade, region and hours; null when nobody looked.</param>
internal sealed record FilteredAccount(string Bucket, long BalanceMinor, string? Currency, CustomerTraits? Traits);

/// <summary>Whom a strategy dials: bucket, amount, grade, region and time slot must all hold.</summary>
internal static class StrategyFilters
{
    /// <summary>Whether a strategy leaves nobody out.</summary>
    public static bool TakeEverybody(TaskStrategy pace) =>
        pace.AgingBuckets.Count == 0
        && pace.MinAmountMinor is null
        && pace.MaxAmountMinor is null
        && pace.Customers is null or { IsEmpty: true };

    /// <summary>
    /// The first filter that an account does not meet, as what it saw; null when it meets all. What cannot be judged is
    /// not dialed. Amounts and grades are not told: the text stands in the log.
    /// </summary>
    /// <param name="pace">The strategy.</param>
    /// <param name="account">The account.</param>
    /// <param name="tenantCurrency">ISO 4217 code of amounts that name none.</param>
    public static string? Misses(TaskStrategy pace, FilteredAccount account, string tenantCurrency)
    {
        if (pace.AgingBuckets.Count > 0 && !pace.AgingBuckets.Contains(account.Bucket))
        {
            return $"The account is in {account.Bucket}.";
        }

        var hasAmounts = pace.MinAmountMinor is not null || pace.MaxAmountMinor is not null;
        if (hasAmounts && account.Currency != (pace.Currency ?? tenantCurrency))
        {
            return "The account's currency is not that of the strategy's amounts.";
        }

        if (account.BalanceMinor < pace.MinAmountMinor)
        {
            return "The balance is below the strategy's least amount.";
        }

        if (account.BalanceMinor > pace.MaxAmountMinor)
        {
            return "The balance is above the strategy's greatest amount.";
        }

        return pace.Customers is null or { IsEmpty: true } ? null
            : account.Traits is null ? "The customer's grade, region and hours are unknown."
            : Misses(pace.Customers, account.Traits);
    }

    private static string? Misses(CustomerFilter filter, CustomerTraits traits)
    {
        if (!Takes(filter.Tiers, traits.Tier))
        {
            return "The customer's grade is none of the strategy's.";
        }

        var rating = traits.CreditRating;
        if ((filter.CreditRatingMin is { } lowest && !(rating >= lowest))
            || (filter.CreditRatingMax is { } highest && !(rating <= highest)))
        {
            return "The customer's credit rating is outside the strategy's.";
        }

        if (!Takes(filter.Regions, traits.Region))
        {
            return "The account's region is none of the strategy's.";
        }

        return filter.TimeSlots.Count == 0
            || traits.PreferredHours.Count == 0
            || filter.TimeSlots.Any(slot => traits.PreferredHours.Any(preferred => Overlap(slot, preferred)))
            ? null
            : "The hours that the customer prefers are outside the strategy's time slots.";
    }

    private static bool Takes(IReadOnlyList<string> listed, string? value) =>
        listed.Count == 0 || (value is not null && listed.Contains(value));

    private static bool Overlap(string slot, string preferred) =>
        WindowReader.Parse(slot) is { } hours
        && WindowReader.ParsePreferred(preferred).Any(
            range => hours.Opens < range.Closes && range.Opens < hours.Closes);
}
