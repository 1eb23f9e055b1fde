using System.Text.Json.Nodes;
using Collections.Domain.Access;
using NodaTime;

namespace Collections.Server.Tests.Api;

/// <summary>Account matters are told to agents once the customer is verified, and never to the wrong party.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task An_agent_sees_no_amount_until_the_customer_is_verified()
    {
        await using var world = await OpenAsync();
        var agent = await world.KeyAsync(Roles.Agent);

        var hidden = await TaskAsync(world, agent);
        var listed = (await world.SendAsync("GET", "/v1/tasks?accountId=a1", null, agent)).Json["data"]![0]!;
        var checkedTask = await CheckAsync(world, agent, "0958");
        var shown = await TaskAsync(world, agent);

        foreach (var task in new[] { hidden, listed })
        {
            Assert.Equal((false, "c1", "unverified"), ((bool)task["disclosed"]!, (string?)task["customerId"], (string?)task["identity"]!["status"]));
            Assert.Null(task["amountDue"]);
            Assert.Null(task["agingBucket"]);
            Assert.Null(task["currency"]);
        }

        Assert.Equal(200, checkedTask.Status);
        Assert.Equal(
            ("verified", true, 100m, "D1-D30"),
            ((string?)shown["identity"]!["status"], (bool)shown["disclosed"]!, (decimal)shown["amountDue"]!, (string?)shown["agingBucket"]));
    }

    [Theory]
    [InlineData("bills/b1")]
    [InlineData("payments/p1")]
    [InlineData("overdue")]
    [InlineData("timeline")]
    public async Task What_an_account_is_about_is_closed_until_then(string path)
    {
        await using var world = await OpenAsync();
        var agent = await world.KeyAsync(Roles.Agent);

        var before = await world.SendAsync("GET", $"/v1/accounts/a1/{path}", null, agent);
        await CheckAsync(world, agent, "0958");
        var after = await world.SendAsync("GET", $"/v1/accounts/a1/{path}", null, agent);

        Assert.Equal((422, "identity_unverified", 200), (before.Status, before.Code, after.Status));
    }

    [Fact]
    public async Task The_view_of_an_account_tells_who_and_not_what_until_then()
    {
        await using var world = await OpenAsync();
        var agent = await world.KeyAsync(Roles.Agent);

        var before = (await world.SendAsync("GET", "/v1/accounts/a1", null, agent)).Json;
        var row = (await world.SendAsync("GET", "/v1/accounts", null, agent)).Json["data"]![0]!;
        var probing = await world.SendAsync("GET", "/v1/accounts?minBalance=50", null, agent);
        var lead = (await world.SendAsync("GET", "/v1/accounts/a1", null, await world.KeyAsync(Roles.Lead))).Json;
        await CheckAsync(world, agent, "0958");
        var after = (await world.SendAsync("GET", "/v1/accounts/a1", null, agent)).Json;

        Assert.Equal(("Kim Sample", false), ((string?)before["name"], (bool)before["disclosed"]!));
        Assert.All(["balance", "overdueBalance", "aging", "overdue", "bills", "payments", "treatments"], field => Assert.Null(before[field]));
        Assert.Null(row["balance"]);
        Assert.Null(row["agingBucket"]);
        Assert.Equal((422, "identity_unverified"), (probing.Status, probing.Code));
        Assert.Equal((100m, 100m), ((decimal)lead["balance"]!, (decimal)after["balance"]!));
    }

    [Fact]
    public async Task Two_failures_are_the_wrong_party_and_end_every_disclosure()
    {
        await using var world = await OpenAsync();
        var agent = await world.KeyAsync(Roles.Agent);

        var first = await CheckAsync(world, agent, "1111");
        var second = await CheckAsync(world, agent, "2222");
        var third = await CheckAsync(world, agent, "0958");
        var attempt = await world.SendAsync("POST", "/v1/tasks/t1/attempts", """{"attemptId":"x1","outcome":"ANSWERED_HUMAN"}""", agent);

        Assert.Equal(("unverified", 1), Identity(first.Json));
        Assert.Equal(("wrong_party", 2), Identity(second.Json));
        Assert.Null(second.Json["amountDue"]);
        Assert.Equal((422, "identity_wrong_party"), (third.Status, third.Code));

        // There is no other number: a person decides what becomes of the task.
        Assert.Equal(200, attempt.Status);
        Assert.True((bool)attempt.Json["attempts"]![0]!["wrongParty"]!);
        Assert.Equal(("paused", "wrong_party"), ((string?)attempt.Json["status"], (string?)attempt.Json["pausedFor"]![0]));
        Assert.Equal(("unverified", 0), Identity(attempt.Json));
    }

    [Fact]
    public async Task A_verified_customer_is_one_agents_for_half_an_hour()
    {
        await using var world = await OpenAsync();
        var (agent, other) = (await world.KeyAsync(Roles.Agent), await world.KeyAsync(Roles.Agent));
        await CheckAsync(world, agent, "(020) 7946 0958");
        await CheckAsync(world, agent, "0958");

        Assert.False((bool)(await TaskAsync(world, other))["disclosed"]!);
        world.Clock.AdvanceTo(world.Clock.Now + Duration.FromMinutes(29));
        Assert.True((bool)(await TaskAsync(world, agent))["disclosed"]!);
        world.Clock.AdvanceTo(world.Clock.Now + Duration.FromMinutes(1));
        Assert.False((bool)(await TaskAsync(world, agent))["disclosed"]!);
        Assert.Equal(422, (await world.SendAsync("GET", "/v1/accounts/a1/overdue", null, agent)).Status);
    }

    [Fact]
    public async Task The_script_stops_where_the_customer_has_to_be_verified()
    {
        await using var world = await OpenAsync();
        var agent = await world.KeyAsync(Roles.Agent);

        var before = await ScriptAsync(world, agent);
        await CheckAsync(world, agent, "0958");
        var after = await ScriptAsync(world, agent);

        Assert.Equal("verify", before[^1]);
        Assert.DoesNotContain("facts", before);
        Assert.Contains("facts", after);
    }

    [Fact]
    public async Task An_agent_cannot_read_the_answer_before_the_customer_gave_it()
    {
        await using var world = await OpenAsync();
        var (agent, lead) = (await world.KeyAsync(Roles.Agent), await world.KeyAsync(Roles.Lead));
        const string contacts = """[{"kind":"phone","value":"+44 20 7946 0958"},{"kind":"email","value":"kim@example.com"}]""";
        await world.SendAsync("PUT", "/v1/accounts/a1", $$"""{"customerId":"c1","name":"Kim Sample","contacts":{{contacts}}}""");
        var numberId = (string)(await world.SendAsync("GET", "/v1/accounts/a1/numbers", null, lead)).Json["data"]![0]!["numberId"]!;

        var before = await SeenAsync(world, agent, numberId);
        await CheckAsync(world, agent, "0958");
        var after = await SeenAsync(world, agent, numberId);

        Assert.All(before, text => Assert.DoesNotContain("0958", text, StringComparison.Ordinal));
        Assert.Contains("+44****", before[0], StringComparison.Ordinal);
        Assert.Contains("k***@example.com", before[0], StringComparison.Ordinal);
        Assert.All(after, text => Assert.Contains("0958", text, StringComparison.Ordinal));
        Assert.All(await SeenAsync(world, lead, numberId), text => Assert.Contains("0958", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_check_whose_answer_stands_in_sight_is_none_for_agents()
    {
        await using var world = await OpenAsync();
        const string body = """{"answer":"a1","method":"account_last4"}""";

        var agent = await world.SendAsync("POST", "/v1/tasks/t1/identity-check", body, await world.KeyAsync(Roles.Agent));

        Assert.Equal((422, "identity_in_sight"), (agent.Status, agent.Code));
    }

    [Fact]
    public async Task Nobody_guesses_anew_by_giving_the_task_back()
    {
        await using var world = await OpenAsync();
        var agent = await world.KeyAsync(Roles.Agent);
        await ClaimAsync(world, agent);
        await CheckAsync(world, agent, "1111");
        await world.SendAsync("POST", "/v1/tasks/t1/release", null, agent);
        await ClaimAsync(world, agent);
        await CheckAsync(world, agent, "2222");
        await world.SendAsync("POST", "/v1/tasks/t1/release", null, agent);
        await ClaimAsync(world, agent);

        var third = await CheckAsync(world, agent, "0958");
        Assert.Equal((422, "identity_wrong_party"), (third.Status, third.Code));
        var log = await world.SendAsync("GET", "/v1/events?limit=500");
        Assert.Equal(2, log.Json["data"]!.AsArray().Count(item => (string?)item!["type"] == "task.identity_failed"));

        // Who comes half an hour later has a conversation of his own.
        await world.Engine.RunDueAsync(world.Clock.Now + Duration.FromMinutes(30), world.Clock.AdvanceTo);
        Assert.Equal(("verified", 0), Identity((await CheckAsync(world, agent, "0958")).Json));
    }

    [Theory]
    [InlineData("""{"answer":"0958","method":"mothers_name"}""", "/method")]
    [InlineData("""{}""", "/answer")]
    [InlineData("""{"answer":"0958","agentId":"two words"}""", "/agentId")]
    public async Task A_check_at_fault_names_the_field(string body, string pointer)
    {
        await using var world = await OpenAsync();

        var result = await world.SendAsync("POST", "/v1/tasks/t1/identity-check", body);

        Assert.Equal(400, result.Status);
        Assert.Contains(pointer, result.Json["errors"]!.AsArray().Select(each => (string?)each!["pointer"]));
    }

    [Fact]
    public async Task What_was_said_is_kept_nowhere_and_nothing_on_record_is_told()
    {
        await using var world = await OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/bare", """{"customerId":"c2"}""");
        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t2","accountId":"bare","kind":"call"}""");

        var said = await CheckAsync(world, ApiWorld.AdminKey, "7731");
        var unknown = await world.SendAsync("POST", "/v1/tasks/t2/identity-check", """{"answer":"7731"}""");
        var account = await world.SendAsync("POST", "/v1/tasks/t2/identity-check", """{"answer":"BARE","method":"account_last4"}""");

        Assert.Equal(200, said.Status);
        Assert.Equal((422, "identity_not_on_record"), (unknown.Status, unknown.Code));
        Assert.Equal("verified", (string?)account.Json["identity"]!["status"]);
        Assert.DoesNotContain("7731", (await world.SendAsync("GET", "/v1/events?limit=500")).Text, StringComparison.Ordinal);
    }

    private static (string?, int) Identity(JsonNode task) =>
        ((string?)task["identity"]!["status"], (int)task["identity"]!["failures"]!);

    private static async Task<List<string?>> ScriptAsync(ApiWorld world, string key) =>
    [
        .. (await world.SendAsync("GET", "/v1/accounts/a1/script", null, key)).Json["parts"]!.AsArray()
            .Select(part => (string?)part!["part"]),
    ];

    private static async Task<List<string>> SeenAsync(ApiWorld world, string key, string numberId) =>
    [
        (await world.SendAsync("GET", "/v1/accounts/a1", null, key)).Text,
        (await world.SendAsync("GET", "/v1/accounts/a1/numbers", null, key)).Text,
        (await world.SendAsync("GET", $"/v1/numbers/{numberId}", null, key)).Text,
    ];

    private static async Task ClaimAsync(ApiWorld world, string key) =>
        Assert.Equal(200, (await world.SendAsync("POST", "/v1/tasks/claim-next", "{}", key)).Status);

    private static async Task<JsonNode> TaskAsync(ApiWorld world, string key) =>
        (await world.SendAsync("GET", "/v1/tasks/t1", null, key)).Json;

    private static Task<ApiResult> CheckAsync(ApiWorld world, string key, string answer) =>
        world.SendAsync("POST", "/v1/tasks/t1/identity-check", $$"""{"answer":"{{answer}}"}""", key);

    private static async Task<ApiWorld> OpenAsync()
    {
        var world = await ApiWorld.OpenAsync();
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 2, 10, 10, 0));
        const string account = """{"customerId":"c1","name":"Kim Sample","currency":"USD","timezone":"UTC","contacts":[{"kind":"phone","value":"+44 20 7946 0958"}]}""";
        await world.SendAsync("PUT", "/v1/accounts/a1", account);
        await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b1","amountDue":100,"dueDate":"2026-02-01"}""");
        await world.SendAsync("POST", "/v1/accounts/a1/payments", """{"paymentId":"p1","amount":5,"status":"pending"}""");
        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t1","accountId":"a1","billId":"b1","kind":"call"}""");
        await world.Engine.SettleAsync();
        return world;
    }
}
