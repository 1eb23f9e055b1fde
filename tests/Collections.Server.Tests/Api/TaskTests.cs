using System.Text.Json.Nodes;
using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Server.Tests.Api;

public sealed class TaskTests
{
    private const string Strategy =
        """{"timezone":"UTC","window":["09:00-12:00","14:00-19:30"],"maxAttempts":3,"retryHours":[0,24,72]}""";

    private const string OneCallADay =
        """{"presets":["default"],"frequency":[{"rule":"ONE_CALL_A_DAY","metric":"ATTEMPT","window":"CALENDAR_DAYS(1)","limit":1}]}""";

    [Fact]
    public async Task An_attempt_passes_the_gate_and_plans_the_next_one()
    {
        await using var world = await OpenAsync();
        await MakeAsync(world, "t1", $$""","strategy":{{Strategy}}""");

        var first = await PostAsync(world, "t1/attempts", """{"attemptId":"x1","outcome":"NO_ANSWER"}""");

        Assert.Equal(200, first.Status);
        var attempt = first.Json["attempts"]![0]!;
        Assert.Equal(("NO_ANSWER", "phone", true), ((string?)attempt["outcome"], (string?)attempt["channel"], (bool)attempt["slotUsed"]!));
        Assert.Equal("2026-02-11T10:00:00Z", (string?)first.Json["next"]!["at"]);
        Assert.Contains(first.Json["next"]!["because"]!.AsArray(), each => (string?)each!["rule"] == "schedule_slot");
        var events = await world.SendAsync("GET", "/v1/events?types=contact.permitted,contact.settled,task.attempted");
        Assert.Equal(
            ["contact.permitted", "contact.settled", "task.attempted"],
            events.Json["data"]!.AsArray().Select(each => (string?)each!["type"]));
    }

    [Fact]
    public async Task The_same_attempt_again_changes_nothing_and_an_early_one_is_refused()
    {
        await using var world = await OpenAsync();
        await MakeAsync(world, "t1", $$""","strategy":{{Strategy}}""");
        const string busy = """{"attemptId":"x1","sip":486}""";

        var once = await PostAsync(world, "t1/attempts", busy);
        var twice = await PostAsync(world, "t1/attempts", busy);
        var early = await PostAsync(world, "t1/attempts", """{"attemptId":"x2","outcome":"NO_ANSWER"}""");

        Assert.Equal((200, 200, 422), (once.Status, twice.Status, early.Status));
        Assert.Equal("BUSY", (string?)once.Json["attempts"]![0]!["outcome"]);
        Assert.Single(twice.Json["attempts"]!.AsArray());
        Assert.Equal("task_not_due", early.Code);
        world.Clock.AdvanceTo(world.Clock.Now + Duration.FromMinutes(15));
        Assert.Equal(200, (await PostAsync(world, "t1/attempts", """{"attemptId":"x2","outcome":"NO_ANSWER"}""")).Status);
    }

    [Fact]
    public async Task What_the_gate_refuses_is_no_attempt_and_the_task_waits_for_it()
    {
        await using var world = await OpenAsync();
        await MakeAsync(world, "t1");
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 2, 10, 22, 30));

        var night = await PostAsync(world, "t1/attempts", """{"attemptId":"x1","outcome":"NO_ANSWER"}""");

        Assert.Equal((422, "contact_deferred"), (night.Status, night.Code));
        var task = (await world.SendAsync("GET", "/v1/tasks/t1")).Json;
        Assert.Empty(task["attempts"]!.AsArray());
        Assert.Equal("2026-02-11T08:00:00Z", (string?)task["next"]!["at"]);
        await world.SendAsync("POST", "/v1/accounts/a1/holds", """{"holdId":"h1","scope":"contact"}""");
        await world.Engine.SettleAsync();
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 2, 11, 9, 0));
        var held = await PostAsync(world, "t1/attempts", """{"attemptId":"x2","outcome":"NO_ANSWER"}""");
        Assert.Equal(422, held.Status);
        Assert.Equal("paused", (string?)(await world.SendAsync("GET", "/v1/tasks/t1")).Json["status"]);
    }

    [Fact]
    public async Task An_attempt_over_a_contact_that_nobody_permitted_is_refused()
    {
        await using var world = await OpenAsync();
        await MakeAsync(world, "t1");
        var permit = await world.SendAsync("POST", "/v1/contacts", """{"contactId":"c1","accountId":"a1","channel":"phone"}""");

        var made = await PostAsync(world, "t1/attempts", """{"attemptId":"x1","contactId":"nobody","outcome":"NO_ANSWER"}""");
        var permitted = await PostAsync(world, "t1/attempts", """{"attemptId":"x2","contactId":"c1","outcome":"NO_ANSWER"}""");

        Assert.Equal((201, 422, 200), (permit.Status, made.Status, permitted.Status));
        Assert.Equal("contact_blocked", made.Code);
        Assert.Equal("c1", (string?)Assert.Single(permitted.Json["attempts"]!.AsArray())!["contactId"]);
    }

    [Fact]
    public async Task A_call_that_our_own_limits_kept_back_takes_no_place_of_the_customer()
    {
        await using var world = await OpenAsync();
        await world.SendAsync("PUT", "/v1/contact-policies/default", OneCallADay);
        await MakeAsync(world, "t1");

        var kept = await PostAsync(world, "t1/attempts", """{"attemptId":"x1","outcome":"LOCAL_LIMIT"}""");
        var made = await PostAsync(world, "t1/attempts", """{"attemptId":"x2","outcome":"NO_ANSWER"}""");
        var third = await world.SendAsync("POST", "/v1/contacts", """{"accountId":"a1","channel":"phone"}""");

        Assert.Equal((200, 200, 200), (kept.Status, made.Status, third.Status));
        Assert.Equal("defer", (string?)third.Json["decision"]);
    }

    [Fact]
    public async Task Alternates_come_in_order_and_dead_numbers_are_left_out_while_they_are_dead()
    {
        await using var world = await OpenAsync();
        const string three =
            """
            {"customerId":"c1","currency":"USD","timezone":"UTC","contacts":[{"kind":"phone","value":"+442079460951"},
            {"kind":"phone","value":"+442079460952"},{"kind":"phone","value":"+442079460953","role":"primary"}]}
            """;
        await world.SendAsync("PUT", "/v1/accounts/a1", three);
        await world.SendAsync("POST", "/v1/numbers/+442079460951/mark", """{"state":"suspended","until":"2026-02-10T18:00:00Z","reason":"told"}""");
        await world.Engine.SettleAsync();
        await MakeAsync(world, "t1");

        // The primary one comes first; it is vacant, and the next one is out of service until the evening.
        var first = await PostAsync(world, "t1/attempts", """{"attemptId":"x1","outcome":"VACANT"}""");
        var second = await PostAsync(world, "t1/attempts", """{"attemptId":"x2","outcome":"NO_ANSWER"}""");
        await world.Engine.RunDueAsync(Instant.FromUtc(2026, 2, 10, 18, 0), world.Clock.AdvanceTo);
        var third = await PostAsync(world, "t1/attempts", """{"attemptId":"x3","outcome":"VACANT"}""");

        Assert.Equal((200, 200, 200), (first.Status, second.Status, third.Status));
        Assert.Equal([0, 2, 1], third.Json["attempts"]!.AsArray().Select(each => (int)each!["number"]!));
        var last = await PostAsync(world, "t1/attempts", """{"attemptId":"x4","outcome":"VACANT"}""");
        Assert.Equal("unreachable", (string?)last.Json["status"]);
    }

    [Fact]
    public async Task A_task_whose_customer_may_not_be_contacted_now_is_nobodys_next()
    {
        await using var world = await OpenAsync();
        await world.SendAsync("PUT", "/v1/contact-policies/default", OneCallADay);
        await MakeAsync(world, "t1", ""","queue":"desk" """);
        var permit = await world.SendAsync("POST", "/v1/contacts", """{"accountId":"a1","channel":"phone"}""");
        Assert.Equal(201, permit.Status);

        Assert.Equal(204, (await ClaimAsync(world, "al")).Status);
        var task = (await world.SendAsync("GET", "/v1/tasks/t1")).Json;
        Assert.Equal("2026-02-11T08:00:00Z", (string?)task["next"]!["at"]);
        Assert.Contains(task["next"]!["because"]!.AsArray(), each => (string?)each!["rule"] == "ONE_CALL_A_DAY");
        await world.Engine.RunDueAsync(Instant.FromUtc(2026, 2, 11, 8, 0), world.Clock.AdvanceTo);
        Assert.Equal("al", (string?)(await ClaimAsync(world, "al")).Json["claimedBy"]);
    }

    [Fact]
    public async Task An_unanswered_call_is_followed_by_one_message_that_the_account_writes()
    {
        await using var world = await OpenAsync();
        var strategy = Strategy[..^1] + ""","fallback":{"channel":"sms","template":"due-soon"}}""";
        await MakeAsync(world, "t1", $$""","billId":"b1","strategy":{{strategy}}""");

        await PostAsync(world, "t1/attempts", """{"attemptId":"x1","outcome":"NO_ANSWER"}""");
        await world.Engine.SettleAsync();
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 2, 11, 10, 0));
        await PostAsync(world, "t1/attempts", """{"attemptId":"x2","outcome":"NO_ANSWER"}""");
        await world.Engine.SettleAsync();

        var asked = Assert.Single((await world.SendAsync("GET", "/v1/events?types=notice.requested")).Json["data"]!.AsArray())!;
        Assert.Equal(("sms", "due-soon"), ((string?)asked["data"]!["channel"], (string?)asked["data"]!["template"]));
        var requested = (await world.SendAsync("GET", "/v1/events?types=contact.permitted")).Json["data"]!.AsArray();
        Assert.Contains(requested, each => (string?)each!["data"]!["channel"] == "sms");
    }

    [Fact]
    public async Task A_paid_bill_ends_its_tasks_and_a_second_task_about_it_is_the_first()
    {
        await using var world = await OpenAsync();
        var first = await MakeAsync(world, "t1", ""","billId":"b1" """);
        await world.Engine.SettleAsync();
        var second = await MakeAsync(world, "t2", ""","billId":"b1","campaign":"early" """);

        Assert.Equal((201, 200), (first.Status, second.Status));
        Assert.Equal("t1", (string?)second.Json["taskId"]);
        Assert.Equal(["t2"], second.Json["duplicates"]!.AsArray().Select(each => (string?)each));
        await world.SendAsync("POST", "/v1/accounts/a1/payments", """{"paymentId":"p1","amount":100}""");
        await world.Engine.SettleAsync();
        var ended = (await world.SendAsync("GET", "/v1/tasks/t1")).Json;
        Assert.Equal(("cancelled", "paid"), ((string?)ended["status"], (string?)ended["outcome"]));
    }

    [Fact]
    public async Task The_next_task_is_the_most_urgent_one_that_is_ready_for_the_agent()
    {
        await using var world = await OpenAsync();
        await MakeAsync(world, "low", ""","priority":2,"queue":"desk" """);
        await MakeAsync(world, "soon", ""","dueAt":"2026-02-11T00:00:00Z","queue":"desk" """);
        await MakeAsync(world, "late", ""","dueAt":"2026-02-12T00:00:00Z","queue":"desk" """);
        await MakeAsync(world, "others", ""","priority":9,"queue":"desk" """);
        await PostAsync(world, "others/assign", """{"agentId":"bo"}""");
        await MakeAsync(world, "elsewhere", ""","priority":9,"queue":"field" """);

        var order = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            order.Add((string?)(await ClaimAsync(world, "al")).Json["taskId"]);
        }

        Assert.Equal(["soon", "late", "low"], order);
        Assert.Equal(204, (await ClaimAsync(world, "al")).Status);
        Assert.Equal("others", (string?)(await ClaimAsync(world, "bo")).Json["taskId"]);
        Assert.Equal(422, (await PostAsync(world, "soon/attempts", """{"outcome":"NO_ANSWER","agentId":"bo"}""")).Status);
    }

    [Fact]
    public async Task A_claim_that_nobody_uses_runs_out()
    {
        await using var world = await OpenAsync();
        await MakeAsync(world, "t1", ""","queue":"desk" """);
        await ClaimAsync(world, "al");
        Assert.Equal(204, (await ClaimAsync(world, "bo")).Status);

        await world.Engine.RunDueAsync(world.Clock.Now + Duration.FromMinutes(30), world.Clock.AdvanceTo);

        Assert.Equal("bo", (string?)(await ClaimAsync(world, "bo")).Json["claimedBy"]);
    }

    [Fact]
    public async Task Repeating_a_claim_with_its_key_gives_the_same_task()
    {
        await using var world = await OpenAsync();
        await MakeAsync(world, "t1", ""","queue":"desk" """);
        await MakeAsync(world, "t2", ""","queue":"desk" """);

        var claims = new List<string?>();
        foreach (var key in new[] { "k1", "k1", "k2" })
        {
            using var request = world.Request("POST", "/v1/tasks/claim-next", """{"queue":"desk","agentId":"al"}""");
            request.Headers.Add("Idempotency-Key", key);
            claims.Add((string?)(await world.SendAsync(request)).Json["taskId"]);
        }

        Assert.Equal(["t1", "t1", "t2"], claims);
    }

    [Fact]
    public async Task Sixty_four_claimers_never_get_the_same_task()
    {
        const int claimers = 64;
        const int tasks = 200;
        await using var world = await ApiWorld.OpenOnSqliteAsync();
        await FillAsync(world);
        for (var i = 0; i < tasks; i++)
        {
            await world.Engine.AskAsync(
                new EntityKey("default", TaskDecider.Kind, $"t{i:000}"),
                new TaskCommand.CreateTask(new TaskTerms { AccountId = "a1", Kind = "review", Queue = "desk" }));
        }

        // Two desks, as on two servers: what one is asking for the other does not know.
        var rows = (IRowQueries)world.Engine.Setup.Log;
        TaskQueue[] desks = [new(world.Engine, rows), new(world.Engine, rows)];
        var claimed = await Task.WhenAll(Enumerable.Range(0, claimers).Select(async agent =>
        {
            var mine = new List<string>();
            var next = new NextTask("default", $"agent{agent}") { Queue = "desk" };
            while (await desks[agent % 2].ClaimAsync(next, new AskOptions()) is { } answer)
            {
                mine.Add(((CollectionTask)answer.State!).Id);
            }

            return mine;
        }));

        var all = claimed.SelectMany(mine => mine).ToList();
        Assert.Equal(tasks, all.Count);
        Assert.Equal(tasks, all.Distinct().Count());
    }

    [Fact]
    public async Task Nobody_is_called_over_a_number_that_nobody_knows()
    {
        await using var world = await OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/bare", """{"customerId":"c9","currency":"USD","timezone":"UTC"}""");
        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t9","accountId":"bare","kind":"call","queue":"desk"}""");
        await world.Engine.SettleAsync();

        var tried = await PostAsync(world, "t9/attempts", """{"attemptId":"x1","outcome":"NO_ANSWER"}""");
        var claimed = await ClaimAsync(world, "al");

        Assert.Equal((422, "contact_blocked", 204), (tried.Status, tried.Code, claimed.Status));
        var task = (await world.SendAsync("GET", "/v1/tasks/t9")).Json;
        Assert.Empty(task["attempts"]!.AsArray());
        Assert.Contains(task["next"]!["because"]!.AsArray(), each => (string?)each!["rule"] == "number_missing");
    }

    [Fact]
    public async Task A_task_and_a_call_state_what_they_are_for()
    {
        await using var world = await OpenAsync();

        var made = await MakeAsync(world, "t1", ""","intents":["verify","remind"]""");
        var tried = await PostAsync(world, "t1/attempts", """{"attemptId":"x1","outcome":"ANSWERED_HUMAN","intents":["verify","negotiate"]}""");
        var other = await MakeAsync(world, "t2", ""","intents":["sell"]""");
        var called = await PostAsync(world, "t1/attempts", """{"attemptId":"x2","outcome":"BUSY","intents":["remind","remind"]}""");

        Assert.Equal(["verify", "remind"], made.Json["intents"]!.AsArray().Select(each => (string?)each));
        Assert.Equal(["verify", "negotiate"], tried.Json["attempts"]![0]!["intents"]!.AsArray().Select(each => (string?)each));
        Assert.Equal((400, 400), (other.Status, called.Status));
        Assert.Equal("/intents/1", (string?)called.Json["errors"]![0]!["pointer"]);
    }

    [Fact]
    public async Task Lists_narrow_by_deadline_and_say_what_is_wrong_with_a_filter()
    {
        await using var world = await OpenAsync();
        await MakeAsync(world, "t1", ""","dueAt":"2026-02-11T09:00:00Z" """);
        await MakeAsync(world, "t2", ""","dueAt":"2026-02-11T15:00:00Z" """);
        await MakeAsync(world, "t3");

        Assert.Equal(["t1"], await IdsAsync("dueBefore=2026-02-11T12:00:00Z"));
        Assert.Equal(["t1", "t2"], await IdsAsync("dueBefore=2026-02-12T00:00:00Z&limit=2"));
        Assert.Equal(["t1", "t2", "t3"], await IdsAsync("accountId=a1&kind=call&status=open"));
        Assert.Equal(400, (await world.SendAsync("GET", "/v1/tasks?status=done")).Status);
        await world.Engine.RunDueAsync(Instant.FromUtc(2026, 2, 11, 10, 0), world.Clock.AdvanceTo);
        Assert.Equal(["t1"], await IdsAsync("breached=true"));
        var alert = Assert.Single((await world.SendAsync("GET", "/v1/events?types=alert.triggered")).Json["data"]!.AsArray());
        Assert.Equal("sla_breached", (string?)alert!["data"]!["code"]);

        async Task<IEnumerable<string?>> IdsAsync(string filter) =>
            (await world.SendAsync("GET", $"/v1/tasks?{filter}")).Json["data"]!.AsArray().Select(each => (string?)each!["taskId"]);
    }

    [Theory]
    [InlineData("""{"timezone":"Mars/Base"}""", "/strategy/timezone")]
    [InlineData("""{"window":["12:00-09:00"]}""", "/strategy/window/0")]
    [InlineData("""{"window":["09:00-12:00","11:00-13:00"]}""", "/strategy/window/1")]
    [InlineData("""{"retryHours":[0,24,12]}""", "/strategy/retryHours/2")]
    [InlineData("""{"retryHours":["now"]}""", "/strategy/retryHours/0")]
    [InlineData("""{"retryHours":[]}""", "/strategy/retryHours")]
    [InlineData("""{"maxAttempts":0}""", "/strategy/maxAttempts")]
    [InlineData("""{"minAmount":-1}""", "/strategy/minAmount")]
    [InlineData("""{"outcomeDelays":{"BUSY":["soon"]}}""", "/strategy/outcomeDelays/BUSY")]
    [InlineData("""{"outcomeDelays":{"LAZY":["PT1H"]}}""", "/strategy/outcomeDelays/LAZY")]
    [InlineData("""{"retries":3}""", "/strategy/retries")]
    public async Task A_strategy_at_fault_names_the_field(string strategy, string pointer)
    {
        await using var world = await OpenAsync();

        var result = await MakeAsync(world, "t1", $$""","strategy":{{strategy}}""");

        Assert.Equal(400, result.Status);
        Assert.Contains(pointer, result.Json["errors"]!.AsArray().Select(each => (string?)each!["pointer"]));
    }

    private static async Task<ApiWorld> OpenAsync()
    {
        var world = await ApiWorld.OpenAsync();
        await FillAsync(world);
        return world;
    }

    private static async Task FillAsync(ApiWorld world)
    {
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 2, 10, 10, 0));
        const string account = """{"customerId":"c1","currency":"USD","timezone":"UTC","contacts":[{"kind":"phone","value":"+442079460958"}]}""";
        Assert.Equal(201, (await world.SendAsync("PUT", "/v1/accounts/a1", account)).Status);
        const string bill = """{"billId":"b1","amountDue":100,"dueDate":"2026-02-01"}""";
        Assert.Equal(201, (await world.SendAsync("POST", "/v1/accounts/a1/bills", bill)).Status);
        await world.Engine.SettleAsync();
    }

    private static async Task<ApiResult> MakeAsync(ApiWorld world, string id, string more = "")
    {
        var result = await world.SendAsync(
            "POST", "/v1/tasks", $$"""{"taskId":"{{id}}","accountId":"a1","kind":"call"{{more}}}""");
        await world.Engine.SettleAsync();
        return result;
    }

    private static Task<ApiResult> PostAsync(ApiWorld world, string path, string body) =>
        world.SendAsync("POST", $"/v1/tasks/{path}", body);

    private static Task<ApiResult> ClaimAsync(ApiWorld world, string agent) =>
        world.SendAsync("POST", "/v1/tasks/claim-next", $$"""{"queue":"desk","agentId":"{{agent}}"}""");
}
