using Collections.Domain.Campaigns;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Gateways.Wire;

/// <summary>The body of <c>POST /campaigns</c>, or why it is malformed.</summary>
/// <param name="Terms">What the campaign is, without its secret; null when the body is malformed.</param>
/// <param name="Secret">The webhook's secret in clear; null for none.</param>
/// <param name="Rows">Its rows as they came.</param>
/// <param name="Rejection">Every fault of the body but those of rows; null when there is none.</param>
public sealed record WireCampaign(
    CampaignTerms? Terms, string? Secret, IReadOnlyList<Node> Rows, Rejection? Rejection);

/// <summary>A row of a campaign's list, or why it is rejected.</summary>
public sealed record WireRow
{
    /// <summary>Its place in the list, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The customer; null for the account's own id.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The customer's name; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>The number to call; null for none.</summary>
    public string? Phone { get; init; }

    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The bill; null for the account as a whole.</summary>
    public string? BillId { get; init; }

    /// <summary>What the bill is over, major units.</summary>
    public decimal? AmountDue { get; init; }

    /// <summary>The bill's due day.</summary>
    public LocalDate? DueDate { get; init; }

    /// <summary>How urgent its task is; null for the usual priority.</summary>
    public int? Priority { get; init; }
}

/// <summary>A row that is not taken.</summary>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="Pointer">The field at fault, within the row.</param>
/// <param name="Code">Stable snake_case code.</param>
public sealed record RejectedRow(int Index, string Pointer, string Code);

/// <summary>Bodies of campaigns. Form only: nothing stored is looked at.</summary>
public static class CampaignBodies
{
    /// <summary>Most rows of a campaign: what a body of 64 MiB can hold.</summary>
    public const int RowsMax = 1_000_000;

    private const int NameLengthMax = 200;

    private const int UrlLengthMax = 2_048;

    private const int SecretLengthMax = 256;

    private const int CallerIdLengthMax = 32;

    private const int EventLengthMax = 64;

    private const int PhoneDigitsMin = 3;

    private const int PhoneDigitsMax = 20;

    private const string KeyPrefix = "whsec_";

    private static readonly string[] Dialers = ["ai", "predictive", "progressive", "preview", "manual"];

    /// <summary>
    /// Reads <c>name strategy dialer list webhook</c>; the rows are read one by one by <see cref="Row"/>.
    /// </summary>
    public static WireCampaign Read(BodyReader reader, Node body, Currency currency)
    {
        var name = reader.Required("name", reader.Text("name", NameLengthMax));
        var strategy = reader.Required("strategy", StrategyBodies.Read(reader, currency));
        var dialer = reader.Object("dialer", Dialer);
        var (webhook, secret) = reader.Object("webhook", Webhook);
        var rows = Rows(reader, body);
        if (reader.Finish() is { } rejection)
        {
            return new WireCampaign(null, null, [], rejection);
        }

        var terms = new CampaignTerms { Name = name!, Strategy = strategy!, Dialer = dialer, Webhook = webhook };
        return new WireCampaign(terms, secret, rows, null);
    }

    /// <summary>A row, or the first thing that is wrong with it.</summary>
    public static (WireRow? Row, RejectedRow? Rejected) Row(Node node, int index)
    {
        var reader = new BodyReader(node, BodyForm.Json);
        var account = reader.Required("accountId", reader.Id("accountId"));
        var row = new WireRow
        {
            Index = index,
            AccountId = account ?? string.Empty,
            CustomerId = reader.Id("customerId"),
            Name = reader.Text("name"),
            Phone = Phone(reader),
            BillId = reader.Id("billId"),
            AmountDue = reader.Amount("amountDue"),
            DueDate = reader.Date("dueDate"),
            Priority = reader.Whole("priority", 1, TaskTerms.PriorityMax),
        };
        if (row.BillId is not null)
        {
            reader.Required("amountDue", row.AmountDue);
            reader.Required("dueDate", row.DueDate);
        }

        if (row.AmountDue <= 0)
        {
            reader.Fault("amountDue", "amount_not_positive", "'amountDue' is more than zero.");
        }

        if (reader.Finish() is not { } rejection)
        {
            return (row, null);
        }

        var fault = rejection.Fields[0];
        return (null, new RejectedRow(index, fault.Pointer, fault.Code));
    }

    private static IReadOnlyList<Node> Rows(BodyReader reader, Node body)
    {
        reader.Skip("list");
        switch ((body as Node.Mapping)?["list"])
        {
            case Node.Sequence { Items.Count: > RowsMax }:
                reader.Fault("list", "too_many", $"A campaign has at most {RowsMax} rows.");
                return [];
            case Node.Sequence { Items.Count: > 0 } list:
                return list.Items;
            case null or Node.Scalar { IsNull: true }:
                reader.Fault("list", "required", "'list' is required.");
                return [];
            case Node.Sequence:
                reader.Fault("list", "length", "'list' has at least one row.");
                return [];
            default:
                reader.Fault("list", "type", "'list' is a list.");
                return [];
        }
    }

    private static CampaignDialer Dialer(BodyReader reader) => new()
    {
        Type = reader.Required("type", reader.Word("type", Dialers)) ?? string.Empty,
        Concurrency = reader.Whole("concurrency", 1, CampaignDialer.ConcurrencyMax),
        CallerIds =
        [
            .. (reader.Texts("callerIdPool", CallerIdLengthMax) ?? []).Select(
                text => new CampaignCallerId(text, Verified: false)),
        ],
    };

    private static (CampaignWebhook? Webhook, string? Secret) Webhook(BodyReader reader)
    {
        var url = reader.Required("url", reader.Text("url", UrlLengthMax));
        if (url is not null && !IsAddress(url))
        {
            reader.Fault("url", "url", "'url' is an absolute https address without a user.");
        }

        var events = reader.Required("events", reader.Texts("events", EventLengthMax));
        for (var i = 0; i < events?.Count; i++)
        {
            if (!CampaignWebhook.EventTypes.Contains(events[i]))
            {
                var known = string.Join(", ", CampaignWebhook.EventTypes);
                reader.FaultAt(new FieldFault($"/events/{i}", "event_type", $"A campaign tells of {known}."));
            }
        }

        if (events is { Count: 0 })
        {
            reader.Fault("events", "length", "'events' names at least one type of event.");
        }

        var secret = reader.Text("secret", SecretLengthMax);
        if (secret == KeyPrefix)
        {
            reader.Fault("secret", "length", "'secret' is a key and not only its prefix.");
        }

        return (
            new CampaignWebhook
            {
                Events = events ?? [],
                Address = url ?? string.Empty,
                Legacy = secret?.StartsWith(KeyPrefix, StringComparison.Ordinal) == false,
            },
            secret);
    }

    /// <summary>
    /// What is told of customers goes over TLS; to this machine it may go without, so that a webhook can be tried out.
    /// </summary>
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.Host.Length > 0
        && address.UserInfo.Length == 0;

    private static string? Phone(BodyReader reader)
    {
        if (reader.Text("phone", EventLengthMax) is not { } phone)
        {
            return null;
        }

        var digits = phone.Count(char.IsAsciiDigit);
        if (digits is >= PhoneDigitsMin and <= PhoneDigitsMax
            && phone.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '(' or ')'))
        {
            return phone;
        }

        reader.Fault("phone", "phone", "'phone' is a number of 3 to 20 digits.");
        return null;
    }
}
