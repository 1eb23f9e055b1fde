using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>What can be judged of a strategy's filters by themselves.</summary>
internal static class FilterForm
{
    private const int NamesMax = 50;

    private const int NameLengthMax = 64;

    /// <summary>Adds every fault, pointers relative to the strategy.</summary>
    public static void Check(TaskStrategy strategy, List<FieldFault> faults)
    {
        Names("/agingBuckets", strategy.AgingBuckets, faults);
        foreach (var (pointer, amount) in new[]
        {
            ("/minAmount", strategy.MinAmountMinor), ("/maxAmount", strategy.MaxAmountMinor),
        })
        {
            if (amount < 0)
            {
                faults.Add(new(pointer, "range", "An amount of zero or more."));
            }
        }

        if (strategy.Currency is { } code && Currency.OrNull(code) is null)
        {
            faults.Add(new("/currency", "currency", "An ISO 4217 code such as CNY."));
        }

        if (strategy.MaxAmountMinor < strategy.MinAmountMinor)
        {
            faults.Add(new("/maxAmount", "range_order", "The greatest amount is not below the least."));
        }

        if (strategy.Customers is { } customers)
        {
            Customers(customers, faults);
        }
    }

    private static void Customers(CustomerFilter filter, List<FieldFault> faults)
    {
        Names("/tiers", filter.Tiers, faults);
        Names("/regions", filter.Regions, faults);
        StrategyForm.Windows("/timeSlots", filter.TimeSlots, faults);
        if (filter.CreditRatingMax < filter.CreditRatingMin)
        {
            faults.Add(new("/maxCreditRating", "range_order", "The highest rating is not below the lowest."));
        }
    }

    private static void Names(string pointer, IReadOnlyList<string> names, List<FieldFault> faults)
    {
        if (names.Count > NamesMax)
        {
            faults.Add(new(pointer, "too_many", $"At most {NamesMax} names."));
        }

        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is not { Length: > 0 and <= NameLengthMax })
            {
                faults.Add(new($"{pointer}/{i}", "length", $"A name of 1 to {NameLengthMax} characters."));
            }
        }
    }
}
