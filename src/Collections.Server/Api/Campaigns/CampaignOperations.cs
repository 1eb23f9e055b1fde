using System.Text.Json;
using Collections.Domain.Campaigns;
using Collections.Domain.Tasks;
using Collections.Gateways.Campaigns;
using Collections.Gateways.Contacts;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using Collections.Server.Api.Tasks;
using NodaTime.Text;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Campaigns;

/// <summary>Dial campaigns: created with their rows, listed, and their tasks.</summary>
internal static class CampaignOperations
{
    private const string Tag = "Campaigns";

    private const string List = "campaigns";

    private const string Path = "/campaigns/{campaignId}";

    // Rows that a campaign can have at most.
    private const int CountedMax = 1_000_000;

    private static readonly Schema Campaign = Answer(
        "Campaign",
        new("campaignId", Id),
        new("name", Said),
        new("status", Word("open")),
        new("strategy", Anything),
        new("dialer", Anything),
        new("webhook", Anything),
        new("accepted", Whole),
        new("merged", Whole),
        new("rejected", Whole),
        new("notEligible", Whole.OrNull()),
        new("createdAt", Shape.Instant),
        new("version", Whole));

    private static readonly Schema Created = Answer(
        "CampaignCreated",
        new("campaignId", Id),
        new("accepted", Whole),
        new("merged", Whole),
        new("rejected", List(Answer(
            "RejectedRow", new("index", Whole), new("pointer", Said), new("code", Said)))),
        new("unverifiedCallerIds", List(Said)));

    private static readonly Schema NewCampaign = Body(
        "NewCampaign",
        new("campaignId", Id),
        new("name", Text(TaskShapes.WordLengthMax), true),
        new("strategy", TaskShapes.Strategy, true),
        new("dialer", Body(
            "CampaignDialer",
            new("type", Word("ai", "predictive", "progressive", "preview", "manual"), true),
            new("concurrency", Whole),
            new("callerIdPool", List(Text(32))))),
        new("list", List(Body(
            "CampaignRow",
            new("customerId", Id),
            new("name", Text()),
            new("phone", Text(64)),
            new("accountId", Id, true),
            new("billId", Id),
            new("amountDue", AmountIn),
            new("dueDate", Date),
            new("priority", Whole))), true),
        new("webhook", Body(
            "CampaignWebhook",
            new("events", List(Word([.. CampaignWebhook.EventTypes])), true),
            new("url", Text(2_048), true),
            new("secret", Text(256)))));

    public static IReadOnlyList<Operation> All =>
    [
        new("createCampaign", "POST", "/campaigns", CreateAsync)
        {
            Tag = Tag,
            Summary = "Creates a campaign with its list: each row becomes or finds its account and bill and gets a "
                + "task. Rows at fault are told by their place and stop no other. Numbers of the pool that are not "
                + "verified are told: nobody is called under them.",
            Body = NewCampaign,
            IsBulk = true,
            Answer = Created,
            Successes = [201, 200],
        },
        new("listCampaigns", "GET", "/campaigns", ListAsync)
        {
            Tag = Tag,
            Summary = "Lists campaigns by id.",
            Answer = Page(Campaign),
            Query = Paging.Parameters,
        },
        new("getCampaign", "GET", Path, GetAsync) { Tag = Tag, Summary = "A campaign.", Answer = Campaign },
        new("listCampaignTasks", "GET", Path + "/tasks", TasksAsync)
        {
            Tag = Tag,
            Summary = "Lists the tasks of a campaign by id; every filter narrows the list.",
            Answer = Page(TaskShapes.Task),
            Query = TaskLists.Filters,
        },
    ];

    private static async ValueTask<ApiReply> CreateAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var id = reader.Id("campaignId") ?? TaskOperations.IdOf(call, "cmp");
        var configuration = await call.ConfigurationAsync();
        var wire = CampaignBodies.Read(reader, call.Body, configuration.Currency);
        if (wire.Terms is not { } terms)
        {
            return call.Refuse(wire.Rejection!);
        }

        var key = call.Key(CampaignDecider.Kind, id);
        var options = new AskOptions { Principal = call.Caller.Principal };
        var home = HomeCountry.Of(configuration.Settings);
        var run = new CampaignIntakeRun(call.Engine, call.Server.Setup.Vault, home, options);
        var report = await run.TakeAsync(key, terms.Strategy, wire.Rows);
        var secret = wire.Secret is null
            ? null
            : await call.Server.Setup.Vault.SealAsync(call.Caller.Tenant, CampaignDecider.SealerOf(id), wire.Secret);
        var verified = await VerifiedAsync(call, terms);
        string[] unverified = [.. (terms.Dialer?.CallerIds ?? []).Select(each => each.Text).Except(verified)];
        return await call.AskAsync(key, new CampaignCommand.CreateCampaign(terms, report.Intake, secret), answer =>
            ApiReply.Ok(JsonBytes.Of((id, report, unverified), WriteCreated), answer.Version) with
            {
                Status = answer.Outcome == Outcome.Accepted ? 201 : 200,
                Location = $"/v1/campaigns/{id}",
            });
    }

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var currency = (await call.ConfigurationAsync()).Currency.Code;
        return await FindAsync(call) is var (campaign, version)
            ? ApiReply.Ok(
                JsonBytes.Of(
                    new ShownCampaign(campaign, version, currency)
                    {
                        NotEligible = await NotEligibleAsync(call),
                        Verified = await VerifiedAsync(call, campaign.Terms!),
                    },
                    Write),
                version)
            : Unknown(call);
    }

    /// <summary>
    /// Tasks whose accounts did not meet the strategy's filters when they were last looked at: one question to the
    /// store, however many there are.
    /// </summary>
    private static ValueTask<int> NotEligibleAsync(ApiCall call) => call.Server.Rows.CountAsync(
        new RowQuery(call.Caller.Tenant, TaskDecider.Kind)
        {
            Limit = CountedMax,
            Labels = [$"campaign:{call.Part("campaignId")}", "not_eligible"],
        });

    /// <summary>Which numbers of the pools of some campaigns may be shown now, asked for together.</summary>
    private static ValueTask<IReadOnlySet<string>> VerifiedAsync(
        ApiCall call, params IReadOnlyList<CampaignTerms> campaigns) => CallerIds.VerifiedAsync(
            call.Engine,
            call.Caller.Tenant,
            [.. campaigns.SelectMany(terms => terms.Dialer?.CallerIds ?? []).Select(each => each.Text)]);

    private static async ValueTask<ApiReply> TasksAsync(ApiCall call) =>
        await FindAsync(call) is null ? Unknown(call) : await TaskLists.FindAsync(call, call.Part("campaignId"));

    private static async ValueTask<(Domain.Campaigns.Campaign Campaign, long Version)?> FindAsync(ApiCall call) =>
        await call.Engine.ReadAsync(call.Key(CampaignDecider.Kind, call.Part("campaignId")))
            is (Domain.Campaigns.Campaign { Terms: not null } campaign, var version)
            ? (campaign, version)
            : null;

    private static ApiReply Unknown(ApiCall call) => call.Refuse(
        Rejection.Unknown("campaign_unknown", $"There is no campaign '{call.Part("campaignId")}'."));

    private static async ValueTask<ApiReply> ListAsync(ApiCall call)
    {
        var query = new RowQuery(call.Caller.Tenant, CampaignDecider.Kind)
        {
            Limit = call.Query.Limit() + 1,
            AfterId = Cursor.From(call.Query, List),
        };
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var currency = (await call.ConfigurationAsync()).Currency.Code;
        var found = new List<ShownCampaign>();
        foreach (var row in await call.Server.Rows.FindAsync(query))
        {
            if (await call.Engine.ReadAsync(row.Key) is (Domain.Campaigns.Campaign campaign, var version))
            {
                found.Add(new ShownCampaign(campaign, version, currency));
            }
        }

        var verified = await VerifiedAsync(call, [.. found.Select(each => each.Campaign.Terms!)]);
        var page = new Page<ShownCampaign>(
            List, [.. found.Select(each => each with { Verified = verified })], query.Limit - 1);
        return Paging.Reply(page, Write, it => it.Campaign.Id);
    }

    private static void WriteCreated(
        Utf8JsonWriter writer, (string Id, CampaignIntakeReport Report, string[] Unverified) it)
    {
        writer.WriteStartObject();
        writer.WriteString("campaignId"u8, it.Id);
        writer.WriteNumber("accepted"u8, it.Report.Intake.Accepted);
        writer.WriteNumber("merged"u8, it.Report.Intake.Merged);
        writer.WriteStartArray("rejected"u8);
        foreach (var row in it.Report.Rejected)
        {
            writer.WriteStartObject();
            writer.WriteNumber("index"u8, row.Index);
            writer.WriteString("pointer"u8, row.Pointer);
            writer.WriteString("code"u8, row.Code);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("unverifiedCallerIds"u8);
        foreach (var number in it.Unverified)
        {
            writer.WriteStringValue(number);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ShownCampaign it)
    {
        var terms = it.Campaign.Terms!;
        writer.WriteStartObject();
        writer.WriteString("campaignId"u8, it.Campaign.Id);
        writer.WriteString("name"u8, terms.Name);
        writer.WriteString("status"u8, "open"u8);
        CampaignText.Strategy(writer, terms.Strategy, it.Currency);
        CampaignText.Dialer(writer, terms.Dialer, it.Verified);
        CampaignText.Webhook(writer, terms.Webhook);
        writer.WriteNumber("accepted"u8, it.Campaign.Intake!.Accepted);
        writer.WriteNumber("merged"u8, it.Campaign.Intake.Merged);
        writer.WriteNumber("rejected"u8, it.Campaign.Intake.Rejected);
        if (it.NotEligible is { } waiting)
        {
            writer.WriteNumber("notEligible"u8, waiting);
        }
        else
        {
            writer.WriteNull("notEligible"u8);
        }

        writer.WriteString("createdAt"u8, InstantPattern.ExtendedIso.Format(it.Campaign.CreatedAt!.Value));
        writer.WriteNumber("version"u8, it.Version);
        writer.WriteEndObject();
    }

    /// <summary>A campaign as it is shown; in lists nobody counts what waits.</summary>
    private sealed record ShownCampaign(Domain.Campaigns.Campaign Campaign, long Version, string Currency)
    {
        public int? NotEligible { get; init; }

        /// <summary>Numbers of its pool that may be shown now.</summary>
        public IReadOnlySet<string> Verified { get; init; } = new HashSet<string>();
    }
}
