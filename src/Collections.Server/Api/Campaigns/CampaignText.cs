using System.Text.Json;
using Collections.Domain.Campaigns;
using Collections.Domain.Tasks;
using Collections.Server.Api.Accounts;

namespace Collections.Server.Api.Campaigns;

/// <summary>The parts of a campaign as answers show them; the secret is none of them.</summary>
internal static class CampaignText
{
    public static void Strategy(Utf8JsonWriter writer, TaskStrategy strategy, string currency)
    {
        writer.WriteStartObject("strategy"u8);
        writer.WriteString("timezone"u8, strategy.TimeZone);
        Words(writer, "window", strategy.Window);
        writer.WriteString("days"u8, strategy.Days == DialDays.All ? "ALL"u8 : "WORKDAY"u8);
        writer.WriteString("calendar"u8, strategy.Calendar);
        writer.WriteNumber("maxAttempts"u8, strategy.MaxAttempts);
        writer.WriteStartArray("retryHours"u8);
        foreach (var hours in strategy.RetryHours)
        {
            writer.WriteNumberValue(hours);
        }

        writer.WriteEndArray();
        writer.WriteString("retryFrom"u8, strategy.RetryFrom == RetryFrom.First ? "first"u8 : "previous"u8);
        Words(writer, "agingBuckets", strategy.AgingBuckets);
        var ofAmounts = strategy.Currency ?? currency;
        Amount(writer, "minAmount", strategy.MinAmountMinor, ofAmounts);
        Amount(writer, "maxAmount", strategy.MaxAmountMinor, ofAmounts);
        if (strategy is { MinAmountMinor: not null } or { MaxAmountMinor: not null } or { Currency: not null })
        {
            writer.WriteString("currency"u8, ofAmounts);
        }

        if (strategy.Customers is { } customers)
        {
            Words(writer, "tiers", customers.Tiers);
            Words(writer, "regions", customers.Regions);
            Number(writer, "minCreditRating", customers.CreditRatingMin);
            Number(writer, "maxCreditRating", customers.CreditRatingMax);
            Words(writer, "timeSlots", customers.TimeSlots);
        }

        AfterAttempts(writer, strategy);
        writer.WriteEndObject();
    }

    private static void AfterAttempts(Utf8JsonWriter writer, TaskStrategy strategy)
    {
        writer.WriteStartObject("outcomeDelays"u8);
        foreach (var (outcome, delays) in strategy.OutcomeDelays.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            Words(writer, outcome, delays);
        }

        writer.WriteEndObject();
        if (strategy.Fallback is { } fallback)
        {
            writer.WriteStartObject("fallback"u8);
            writer.WriteString("channel"u8, fallback.Channel);
            writer.WriteString("template"u8, fallback.Template);
            writer.WriteEndObject();
        }
    }

    /// <summary>The dialer; which of its numbers may be shown is told as of now.</summary>
    public static void Dialer(Utf8JsonWriter writer, CampaignDialer? dialer, IReadOnlySet<string> verified)
    {
        if (dialer is null)
        {
            writer.WriteNull("dialer"u8);
            return;
        }

        writer.WriteStartObject("dialer"u8);
        writer.WriteString("type"u8, dialer.Type);
        if (dialer.Concurrency is { } concurrency)
        {
            writer.WriteNumber("concurrency"u8, concurrency);
        }

        writer.WriteStartArray("callerIdPool"u8);
        foreach (var callerId in dialer.CallerIds)
        {
            writer.WriteStartObject();
            writer.WriteString("number"u8, callerId.Text);
            writer.WriteBoolean("verified"u8, verified.Contains(callerId.Text));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void Webhook(Utf8JsonWriter writer, CampaignWebhook? webhook)
    {
        if (webhook is null)
        {
            writer.WriteNull("webhook"u8);
            return;
        }

        writer.WriteStartObject("webhook"u8);
        Words(writer, "events", webhook.Events);
        writer.WriteString("url"u8, webhook.Address);
        writer.WriteBoolean("hasSecret"u8, webhook.Secret is not null);
        writer.WriteBoolean("legacy"u8, webhook.Legacy);
        writer.WriteEndObject();
    }

    private static void Amount(Utf8JsonWriter writer, string name, long? minor, string currency)
    {
        if (minor is { } given)
        {
            writer.WriteNumber(name, AmountText.Of(currency, given));
        }
    }

    private static void Number(Utf8JsonWriter writer, string name, int? number)
    {
        if (number is { } given)
        {
            writer.WriteNumber(name, given);
        }
    }

    private static void Words(Utf8JsonWriter writer, string name, IReadOnlyList<string> words)
    {
        writer.WriteStartArray(name);
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }
}
