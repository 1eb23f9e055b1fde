using Collections.Domain.Tasks;
using Collections.Kernel;

namespace Collections.Gateways.Wire;

/// <summary>The field <c>strategy</c> of tasks and campaigns.</summary>
public static class StrategyBodies
{
    private const int TextsMax = 64;

    /// <summary>
    /// Reads <c>timezone window days calendar maxAttempts retryHours retryFrom agingBuckets minAmount maxAmount
    /// currency tiers regions minCreditRating maxCreditRating timeSlots outcomeDelays fallback</c>; every fault stands
    /// with its pointer in the reader. Null when the field is absent.
    /// </summary>
    /// <param name="reader">The body that holds the field.</param>
    /// <param name="currency">The currency of <c>minAmount</c> and <c>maxAmount</c> when the body names none.</param>
    public static TaskStrategy? Read(BodyReader reader, Currency currency) => reader.Object("strategy", inner =>
    {
        var before = inner.Faults.Count;
        var window = inner.Texts("window", TextsMax);
        var hours = inner.Wholes("retryHours", 0, int.MaxValue);
        var named = inner.Currency("currency");
        var ofAmounts = Currency.OrNull(named) ?? currency;
        var (least, greatest) = (Amount(inner, "minAmount", ofAmounts), Amount(inner, "maxAmount", ofAmounts));
        var strategy = new TaskStrategy
        {
            TimeZone = inner.Zone("timezone"),
            Window = window ?? [],
            Days = inner.Word("days", "ALL", "WORKDAY") == "WORKDAY" ? DialDays.Workday : DialDays.All,
            Calendar = inner.Id("calendar"),
            MaxAttempts = inner.Whole("maxAttempts", 1, TaskStrategy.AttemptsMax)
                ?? hours?.Count ?? TaskStrategy.StandardRetryHours.Count,
            RetryHours = hours ?? TaskStrategy.StandardRetryHours,
            RetryFrom = inner.Word("retryFrom", "first", "previous") == "previous"
                ? RetryFrom.Previous
                : RetryFrom.First,
            AgingBuckets = inner.Texts("agingBuckets", TextsMax) ?? [],
            MinAmountMinor = least,
            MaxAmountMinor = greatest,
            Currency = named ?? (least is null && greatest is null ? null : currency.Code),
            Customers = Customers(inner),
            OutcomeDelays = inner.Object("outcomeDelays", Delays) ?? new Dictionary<string, IReadOnlyList<string>>(),
            Fallback = inner.Object("fallback", Fallback),
        };

        // What could not be read would be told twice, and in other words.
        if (inner.Faults.Count == before)
        {
            foreach (var fault in StrategyForm.Faults(strategy))
            {
                inner.FaultAt(fault);
            }
        }

        return strategy;
    });

    private static CustomerFilter? Customers(BodyReader reader)
    {
        var filter = new CustomerFilter
        {
            Tiers = reader.Texts("tiers", TextsMax) ?? [],
            Regions = reader.Texts("regions", TextsMax) ?? [],
            CreditRatingMin = reader.Whole("minCreditRating", int.MinValue, int.MaxValue),
            CreditRatingMax = reader.Whole("maxCreditRating", int.MinValue, int.MaxValue),
            TimeSlots = reader.Texts("timeSlots", TextsMax) ?? [],
        };
        return filter.IsEmpty ? null : filter;
    }

    private static long? Amount(BodyReader reader, string field, Currency currency)
    {
        if (reader.Amount(field) is not { } amount)
        {
            return null;
        }

        for (var digit = 0; digit < currency.Digits; digit++)
        {
            amount *= 10;
        }

        if (amount == decimal.Truncate(amount) && amount is >= 0 and <= Money.MinorMax)
        {
            return (long)amount;
        }

        reader.Fault(field, "range", $"An amount of zero or more, with the digits of {currency.Code}.");
        return null;
    }

    private static Dictionary<string, IReadOnlyList<string>> Delays(BodyReader reader)
    {
        var delays = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var code in reader.Fields.Take(TextsMax).ToList())
        {
            delays[code] = reader.Texts(code, TextsMax) ?? [];
        }

        return delays;
    }

    private static FallbackMessage? Fallback(BodyReader reader)
    {
        var channel = reader.Required("channel", reader.Id("channel"));
        var template = reader.Required("template", reader.Id("template"));
        return channel is null || template is null ? null : new FallbackMessage(channel, template);
    }
}
