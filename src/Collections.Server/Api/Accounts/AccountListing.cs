using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using Collections.Server.Api.Tasks;
using NodaTime;
using NodaTime.Text;

namespace Collections.Server.Api.Accounts;

/// <summary>
/// The list of accounts with its filters. Ages are computed from due days when the list is asked for.
/// </summary>
internal static class AccountListing
{
    private const string List = "accounts";

    public static IReadOnlyList<Parameter> Parameters =>
    [
        new("overdueState", Shape.Text(), "The overdue state, CLEAR included."),
        new("agingBucket", Shape.Text(), "The bucket of the oldest bill past due, as of now."),
        new("minBalance", Shape.Amount, "The smallest balance, major units of each account's own currency."),
        new("tier", Shape.Text(64), "The tier."),
        new("tag", Shape.Text(64), "A tag."),
        new("parentId", Shape.Id, "The account that pays for it."),
        new("customerId", Shape.Id, "The customer."),
        new("q", Shape.Text(), "An account or customer id, a tag, a phone number or mail address however written, or "
            + "the beginning of a name."),
        .. Paging.Parameters,
    ];

    public static async ValueTask<ApiReply> RunAsync(ApiCall call)
    {
        var configuration = await call.ConfigurationAsync();
        var filter = Read(call, configuration);
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        if (AsksTooMuch(call))
        {
            return Disclosure.Refuse(call);
        }

        var found = new List<ListedEntity>();
        var after = filter.Query.AfterId;
        while (found.Count <= filter.Limit)
        {
            var page = await call.Server.Rows.FindAsync(filter.Query with { AfterId = after });
            foreach (var row in page)
            {
                if (found.Count <= filter.Limit && await LetsThroughAsync(call, filter, row))
                {
                    found.Add(row);
                }
            }

            if (page.Count < filter.Query.Limit)
            {
                break;
            }

            after = page[^1].Key.Id;
        }

        var rows = new Page<ListedEntity>(List, found, filter.Limit);
        return Paging.Reply(rows, (writer, row) => Write(writer, row, filter), row => row.Key.Id);
    }

    /// <summary>Who may not see account matters may not find accounts by them either.</summary>
    private static bool AsksTooMuch(ApiCall call) =>
        Disclosure.IsBound(call)
        && call.Http.Request.Query.Keys.Any(key => key is "overdueState" or "agingBucket" or "minBalance");

    private static Filter Read(ApiCall call, TenantConfiguration configuration)
    {
        var query = call.Query;
        var limit = query.Limit();
        var keys = call.Server.Setup.Vault.KeysOf(call.Caller.Tenant);
        var text = query.Text("q");
        var bucket = query.Word("agingBucket", [.. configuration.Buckets.Names]);
        var minimum = query.Amount("minBalance");
        var tier = query.Text("tier");
        var filter = new RowQuery(call.Caller.Tenant, AccountDecider.Kind)
        {
            AfterId = Cursor.From(query, List),
            Limit = limit + 1,
            Status = query.Text("overdueState"),
            Person = query.Id("customerId"),
            Parent = query.Id("parentId"),
            Labels = query.Text("tag") is { } tag ? [tag] : [],
            Terms = tier is null ? [] : [AccountSearch.Tier(tier)],
            AmountMinorMin = minimum > 0 ? (long)Math.Min(minimum.Value, Money.MinorMax) : null,
            Days = bucket is null ? null : DaysOf(configuration.Buckets, bucket, call.Now),
            Search = text is null
                ? null
                : new RowSearch(
                    text,
                    NameTerms.ToFind(keys, text),
                    AccountSearch.Contact(MatchingHash(call, text, configuration))),
        };
        return new Filter(filter, limit, call.Now, configuration.Buckets)
        {
            Discloses = !Disclosure.IsBound(call),
            Bucket = bucket,
            Minimum = minimum,
            Text = text,
            Hash = text is null ? null : MatchingHash(call, text, configuration),
        };
    }

    private static string MatchingHash(ApiCall call, string text, TenantConfiguration configuration)
    {
        var home = HomeCountry.Of(configuration.Settings);
        return call.Server.Setup.Vault.KeysOf(call.Caller.Tenant).Hash(home.Matching(text, null));
    }

    /// <summary>
    /// The due days that can lie in a bucket somewhere on earth; which of them do is told by each account's own zone.
    /// </summary>
    private static RowDays DaysOf(AgingBuckets buckets, string bucket, Instant now)
    {
        var rank = buckets.RankOf(bucket)!.Value;
        var today = now.InUtc().Date;
        return rank == 0
            ? new RowDays(today.PlusDays(-1), null, OrNone: true)
            : new RowDays(
                rank < buckets.Names.Count - 1 ? today.PlusDays(-buckets.FirstDayOf(rank + 1)) : null,
                today.PlusDays(1 - buckets.FirstDayOf(rank)),
                OrNone: false);
    }

    private static async ValueTask<bool> LetsThroughAsync(ApiCall call, Filter filter, ListedEntity row) =>
        (filter.Bucket is null || filter.BucketOf(row.Row) == filter.Bucket)
        && (filter.Minimum is not { } minimum
            || AmountText.Of(row.Row.Currency!, row.Row.AmountMinor) >= minimum)
        && (filter.Text is not { } text || await FindsAsync(call, text, filter.Hash!, row));

    /// <summary>What was found by the beginnings of a name is opened and looked at.</summary>
    private static async ValueTask<bool> FindsAsync(ApiCall call, string text, string hash, ListedEntity row)
    {
        if (row.Key.Id == text || row.Row.Person == text || row.Row.Labels.Contains(text))
        {
            return true;
        }

        if (await call.Engine.ReadAsync(row.Key) is not (Account { Profile: { } profile }, _))
        {
            return false;
        }

        return profile.Contacts.Any(contact => contact.Value.Hash == hash)
            || (profile.Name is { } name
                && await call.Server.Setup.Vault.OpenAsync(call.Caller.Tenant, name) is { } clear
                && NameTerms.Begins(text, clear));
    }

    private static void Write(Utf8JsonWriter writer, ListedEntity found, Filter filter)
    {
        var row = found.Row;
        writer.WriteStartObject();
        writer.WriteString("accountId"u8, found.Key.Id);
        writer.WriteString("customerId"u8, row.Person);
        writer.WriteString("parentId"u8, row.Parent);
        writer.WriteString("currency"u8, row.Currency);
        writer.WriteString("timezone"u8, row.Zone);
        Matters(writer, row, filter);
        writer.WriteStartArray("tags"u8);
        foreach (var tag in row.Labels)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        writer.WriteString("nextReviewAt"u8, found.Wake is { } wake ? InstantPattern.ExtendedIso.Format(wake) : null);
        writer.WriteNumber("version"u8, found.Version);
        writer.WriteEndObject();
    }

    private static void Matters(Utf8JsonWriter writer, EntityRow row, Filter filter)
    {
        if (!filter.Discloses)
        {
            foreach (var name in new[] { "balance", "overdueState", "agingBucket", "daysPastDue", "oldestDueDate" })
            {
                writer.WriteNull(name);
            }

            return;
        }

        writer.WriteNumber("balance"u8, AmountText.Of(row.Currency!, row.AmountMinor));
        writer.WriteString("overdueState"u8, row.Status);
        writer.WriteString("agingBucket"u8, filter.BucketOf(row));
        writer.WriteNumber("daysPastDue"u8, filter.DaysPastDueOf(row));
        writer.WriteString("oldestDueDate"u8, row.Day is { } day ? LocalDatePattern.Iso.Format(day) : null);
    }

    private sealed record Filter(RowQuery Query, int Limit, Instant Now, AgingBuckets Buckets)
    {
        public bool Discloses { get; init; } = true;

        public string? Bucket { get; init; }

        public decimal? Minimum { get; init; }

        public string? Text { get; init; }

        public string? Hash { get; init; }

        public string BucketOf(EntityRow row) => Buckets.NameOf(DaysPastDueOf(row));

        public int DaysPastDueOf(EntityRow row) => row.Day is { } day
            ? Math.Max(0, Period.DaysBetween(day, LocalDays.DayOf(Now, LocalDays.Zone(row.Zone!))))
            : 0;
    }
}
