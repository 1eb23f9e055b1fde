using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;

namespace Collections.Server.Tests.Api;

public sealed class CampaignTests
{
    // As a client of ours sends it, tabs and all.
    private const string Sample =
        """
        {
        	"name": "collection_overdue_D1_D30",
        	"strategy": {
        		"timezone": "Asia/Shanghai",
        		"window": ["09:00-12:00", "14:00-19:30"],
        		"maxAttempts": 3,
        		"retryHours": [0, 24, 72],
        		"agingBuckets": ["D1-D30"],
        		"minAmount": 50
        	},
        	"dialer": {"type": "ai", "concurrency": 200, "callerIdPool": ["010-6xxxxxxx", "010-5xxxxxxx"]},
        	"list": [
        		{"customerId": "c_10001", "name": "张三", "phone": "13800000001", "accountId": "a_20001", "billId": "b_30001", "amountDue": 568.32, "dueDate": "2025-10-07"}
        	],
        	"webhook": {"events": ["call.completed", "collection.ptp.created", "payment.settled", "alert.triggered"], "url": "https://crm.example.com/webhook", "secret": "xxx"}
        }
        """;

    [Fact]
    public async Task The_sample_makes_an_account_a_bill_and_a_task()
    {
        await using var world = await OpenAsync("2026-01-16T01:30:00Z");

        var made = await world.SendAsync("POST", "/v1/campaigns", Sample);
        await world.Engine.SettleAsync();

        Assert.Equal(201, made.Status);
        Assert.Equal((1, 0), ((int)made.Json["accepted"]!, made.Json["rejected"]!.AsArray().Count));
        var id = (string)made.Json["campaignId"]!;
        var account = (await world.SendAsync("GET", "/v1/accounts/a_20001")).Json;
        Assert.Equal(("c_10001", "Asia/Shanghai", 568.32m), ((string?)account["customerId"], (string?)account["timezone"], (decimal)account["balance"]!));
        Assert.Equal("2025-10-07", (string?)account["bills"]![0]!["dueDate"]);
        var task = Assert.Single((await world.SendAsync("GET", $"/v1/campaigns/{id}/tasks")).Json["data"]!.AsArray())!;
        Assert.Equal(("call", "b_30001", id), ((string?)task["kind"], (string?)task["billId"], (string?)task["campaign"]));
        Assert.Equal(3, (int)task["maxAttempts"]!);
        var shown = (await world.SendAsync("GET", $"/v1/campaigns/{id}")).Json;
        Assert.Equal(50m, (decimal)shown["strategy"]!["minAmount"]!);
        Assert.False((bool)shown["dialer"]!["callerIdPool"]![0]!["verified"]!);
        Assert.True((bool)shown["webhook"]!["legacy"]!);
    }

    [Fact]
    public async Task The_secret_is_never_shown()
    {
        await using var world = await OpenAsync("2026-01-16T01:30:00Z");
        var body = Sample.Replace("xxx\"}", "a-very-own-secret\"}", StringComparison.Ordinal);
        var made = await world.SendAsync("POST", "/v1/campaigns", body);

        var shown = await world.SendAsync("GET", $"/v1/campaigns/{made.Json["campaignId"]}");
        var listed = await world.SendAsync("GET", "/v1/campaigns");
        var events = await world.SendAsync("GET", "/v1/events");
        var tasks = await world.SendAsync("GET", $"/v1/campaigns/{made.Json["campaignId"]}/tasks");
        var stored = await world.Engine.Setup.Log.ReadLogAsync(0, 1_000);

        Assert.Equal(201, made.Status);
        Assert.Contains(stored, record => record.Key.Id == (string)made.Json["campaignId"]!);
        Assert.All(
            [
                made.Text, shown.Text, listed.Text, events.Text, tasks.Text, await EvidenceAsync(world),
                .. stored.Select(record => Encoding.UTF8.GetString(record.Record.Bytes.Span)),
            ],
            seen => Assert.DoesNotContain("a-very-own-secret", seen, StringComparison.Ordinal));
        Assert.True((bool)shown.Json["webhook"]!["hasSecret"]!);
    }

    [Fact]
    public async Task Rows_at_fault_are_told_by_their_place_and_stop_no_other()
    {
        await using var world = await OpenAsync("2026-01-16T01:30:00Z");
        var body = JsonNode.Parse(Sample)!;
        body["list"] = JsonNode.Parse(
            """
            [
              {"accountId": "a1", "billId": "b1", "amountDue": 10, "dueDate": "2025-10-01"},
              {"accountId": "a2", "billId": "b2", "amountDue": "ten", "dueDate": "2025-10-01"},
              {"billId": "b3", "amountDue": 10, "dueDate": "2025-10-01"},
              {"accountId": "a1", "billId": "b1", "amountDue": 10, "dueDate": "2025-10-01"},
              {"accountId": "a4", "billId": "b4", "amountDue": 10, "dueDate": "2025-10-32"},
              {"accountId": "a5", "phone": "call me"},
              {"accountId": "a6", "billId": "b6", "amountDue": 10.123, "dueDate": "2025-10-01"},
              {"accountId": "a7", "nickname": "x"},
              {"accountId": "a8"},
              {"accountId": "a9", "phone": "1380000000"},
              {"accountId": "a10", "phone": "+86 128 0000 0001"}
            ]
            """);

        var made = await world.SendAsync("POST", "/v1/campaigns", body.ToJsonString());

        Assert.Equal((201, 2), (made.Status, (int)made.Json["accepted"]!));
        Assert.Equal(
            [
                "1 /amountDue amount", "2 /accountId required", "3 /billId duplicate_row", "4 /dueDate date",
                "5 /phone phone", "6 /amountDue amount_scale", "7 /nickname unknown_field",
                "9 /phone not_assigned", "10 /phone not_assigned",
            ],
            made.Json["rejected"]!.AsArray().Select(row => $"{row!["index"]} {row["pointer"]} {row["code"]}"));
    }

    [Fact]
    public async Task Sent_again_it_makes_nothing_twice()
    {
        await using var world = await OpenAsync("2026-01-16T01:30:00Z");
        using var first = world.Request("POST", "/v1/campaigns", Sample);
        using var again = world.Request("POST", "/v1/campaigns", Sample);
        first.Headers.Add("Idempotency-Key", "k1");
        again.Headers.Add("Idempotency-Key", "k1");

        var made = await world.SendAsync(first);
        await world.Engine.SettleAsync();
        var replayed = await world.SendAsync(again);
        await world.Engine.SettleAsync();
        var another = await world.SendAsync("POST", "/v1/campaigns", Sample);

        Assert.Equal(made.Text, replayed.Text);
        Assert.Equal((201, 1), (another.Status, (int)another.Json["merged"]!));
        Assert.NotEqual((string?)made.Json["campaignId"], (string?)another.Json["campaignId"]);
        Assert.Single((await world.SendAsync("GET", "/v1/tasks?accountId=a_20001")).Json["data"]!.AsArray());
    }

    [Theory]
    [InlineData("Asia/Shanghai", "Mars/Base", "/strategy/timezone")]
    [InlineData("09:00-12:00", "9-12", "/strategy/window/0")]
    [InlineData("[0, 24, 72]", "[0, -1]", "/strategy/retryHours/1")]
    [InlineData("\"concurrency\": 200", "\"concurrency\": 0", "/dialer/concurrency")]
    [InlineData("\"type\": \"ai\"", "\"type\": \"robot\"", "/dialer/type")]
    [InlineData("https://crm.example.com/webhook", "crm.example.com", "/webhook/url")]
    [InlineData("\"secret\": \"xxx\"", "\"secret\": \"\"", "/webhook/secret")]
    [InlineData("https://crm.example.com/webhook", "http://crm.example.com/webhook", "/webhook/url")]
    [InlineData("https://crm.example.com/webhook", "https://me:secret@crm.example.com/webhook", "/webhook/url")]
    [InlineData("https://crm.example.com/webhook", "https:///webhook", "/webhook/url")]
    [InlineData("\"call.completed\"", "\"call completed\"", "/webhook/events/0")]
    [InlineData("\"payment.settled\"", "\"bill.issued\"", "/webhook/events/2")]
    [InlineData("\"name\": \"collection_overdue_D1_D30\",", "", "/name")]
    [InlineData("\"minAmount\": 50", "\"minAmount\": \"lots\"", "/strategy/minAmount")]
    public async Task A_campaign_at_fault_names_the_field(string right, string wrong, string pointer)
    {
        await using var world = await OpenAsync("2026-01-16T01:30:00Z");

        var result = await world.SendAsync("POST", "/v1/campaigns", Sample.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal(400, result.Status);
        Assert.Contains(pointer, result.Json["errors"]!.AsArray().Select(each => (string?)each!["pointer"]));
    }

    [Fact]
    public async Task Filters_are_judged_when_a_task_is_claimed()
    {
        // The day on which the bill falls due: nothing is overdue yet.
        await using var world = await OpenAsync("2026-01-16T01:30:00Z");
        var body = Sample.Replace("2025-10-07", "2026-01-16", StringComparison.Ordinal);
        var made = await world.SendAsync("POST", "/v1/campaigns", body);
        await world.Engine.SettleAsync();
        var claim = $$"""{"campaign":"{{made.Json["campaignId"]}}","agentId":"al"}""";

        Assert.Equal(204, (await world.SendAsync("POST", "/v1/tasks/claim-next", claim)).Status);
        var task = Assert.Single((await world.SendAsync("GET", "/v1/tasks?accountId=a_20001")).Json["data"]!.AsArray())!;
        Assert.Equal("2026-01-17T01:00:00Z", (string?)task["next"]!["at"]);
        Assert.Contains(task["next"]!["because"]!.AsArray(), each => (string?)each!["rule"] == "filters");
        var counted = await world.SendAsync("GET", $"/v1/campaigns/{made.Json["campaignId"]}");
        Assert.Equal((1, 1, 0), ((int)counted.Json["notEligible"]!, (int)counted.Json["accepted"]!, (int)counted.Json["rejected"]!));

        await world.Engine.RunDueAsync(Instant.FromUtc(2026, 1, 17, 1, 0), world.Clock.AdvanceTo);
        var claimed = await world.SendAsync("POST", "/v1/tasks/claim-next", claim);
        Assert.Equal((200, "al"), (claimed.Status, (string?)claimed.Json["claimedBy"]));
    }

    [Fact]
    public async Task A_strategy_with_five_filters_dials_exactly_the_rows_that_meet_all()
    {
        // 12:05 in Shanghai: an hour that all of them prefer, so that only the filters keep somebody back.
        await using var world = await OpenAsync("2026-01-16T04:05:00Z");
        (string Id, string Profile, decimal Amount, string Due)[] fixture =
        [
            ("fits", """ "tier":"gold","region":"NORTH","creditRating":450""", 100m, "2026-01-10"),
            ("fits-at-the-ends", """ "tier":"silver","region":"EAST","creditRating":300,"preferredTimeWindow":["11:59-20:00"]""", 50m, "2025-12-17"),
            ("too-old", """ "tier":"gold","region":"NORTH","creditRating":450""", 100m, "2025-12-16"),
            ("too-little", """ "tier":"gold","region":"NORTH","creditRating":450""", 49.99m, "2026-01-10"),
            ("too-much", """ "tier":"gold","region":"NORTH","creditRating":450""", 500.01m, "2026-01-10"),
            ("other-grade", """ "tier":"bronze","region":"NORTH","creditRating":450""", 100m, "2026-01-10"),
            ("other-rating", """ "tier":"gold","region":"NORTH","creditRating":299""", 100m, "2026-01-10"),
            ("other-region", """ "tier":"gold","region":"SOUTH","creditRating":450""", 100m, "2026-01-10"),
            ("other-slot", """ "tier":"gold","region":"NORTH","creditRating":450,"preferredTimeWindow":["12:00-20:00"]""", 100m, "2026-01-10"),
        ];
        foreach (var (id, profile, amount, due) in fixture)
        {
            await world.SendAsync("PUT", $"/v1/accounts/{id}", $$"""{ {{profile}},"contacts":[{"kind":"phone","value":"13800000001"}]}""");
            await world.SendAsync("POST", $"/v1/accounts/{id}/bills", $$"""{"billId":"b","amountDue":{{amount}},"dueDate":"{{due}}"}""");
        }

        var rows = string.Join(',', fixture.Select(each => $$"""{"accountId":"{{each.Id}}","billId":"b","amountDue":{{each.Amount}},"dueDate":"{{each.Due}}"}"""));
        const string strategy =
            """
            {"agingBuckets":["D1-D30"],"minAmount":50,"maxAmount":500,"tiers":["gold","silver"],"minCreditRating":300,
             "regions":["NORTH","EAST"],"timeSlots":["09:00-12:00"]}
            """;
        var made = await world.SendAsync("POST", "/v1/campaigns", $$"""{"campaignId":"five","name":"five","strategy":{{strategy}},"list":[{{rows}}]}""");
        Assert.Equal((201, 9), (made.Status, (int)made.Json["accepted"]!));
        await world.Engine.SettleAsync();

        var dialed = new List<string?>();
        while (await world.SendAsync("POST", "/v1/tasks/claim-next", """{"campaign":"five","agentId":"al"}""") is { Status: 200 } claimed)
        {
            dialed.Add((string?)claimed.Json["accountId"]);
        }

        Assert.Equal(["fits", "fits-at-the-ends"], dialed.Order(StringComparer.Ordinal));
        var campaign = (await world.SendAsync("GET", "/v1/campaigns/five")).Json;
        Assert.Equal(7, (int)campaign["notEligible"]!);
        Assert.Equal((500m, 300), ((decimal)campaign["strategy"]!["maxAmount"]!, (int)campaign["strategy"]!["minCreditRating"]!));
    }

    [Theory]
    [InlineData("\"maxAmount\":49", "/strategy/maxAmount")]
    [InlineData("\"tiers\":[\"\"]", "/strategy/tiers/0")]
    [InlineData("\"regions\":[7]", "/strategy/regions/0")]
    [InlineData("\"minCreditRating\":\"good\"", "/strategy/minCreditRating")]
    [InlineData("\"minCreditRating\":2,\"maxCreditRating\":1", "/strategy/maxCreditRating")]
    [InlineData("\"timeSlots\":[\"morning\"]", "/strategy/timeSlots/0")]
    public async Task A_filter_at_fault_names_the_field(string filter, string pointer)
    {
        await using var world = await OpenAsync("2026-01-16T01:30:00Z");

        var result = await world.SendAsync("POST", "/v1/campaigns", Sample.Replace("\"minAmount\": 50", "\"minAmount\": 50," + filter, StringComparison.Ordinal));

        Assert.Equal(400, result.Status);
        Assert.Contains(pointer, result.Json["errors"]!.AsArray().Select(each => (string?)each!["pointer"]));
    }

    private static async Task<string> EvidenceAsync(ApiWorld world)
    {
        using var request = world.Request("GET", "/v1/accounts/a_20001/evidence");
        using var response = await world.Http.SendAsync(request);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var archive = new ZipArchive(stream);
        var text = new StringBuilder();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            text.Append(await reader.ReadToEndAsync());
        }

        return text.ToString();
    }

    private static async Task<ApiWorld> OpenAsync(string at)
    {
        var world = await ApiWorld.OpenAsync();
        var instant = NodaTime.Text.InstantPattern.ExtendedIso.Parse(at).Value;
        await world.SendAsync("PUT", "/v1/tenants/default", """{"name":"Example","timezone":"Asia/Shanghai","currency":"CNY"}""");
        world.Clock.AdvanceTo(Instant.Max(world.Clock.Now, instant));
        return world;
    }
}
