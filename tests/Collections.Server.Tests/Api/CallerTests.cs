using System.Text.Json.Nodes;
using Collections.Domain.Access;
using NodaTime;

namespace Collections.Server.Tests.Api;

/// <summary>Nobody is called under a number that the tenant was not verified to own.</summary>
public sealed class CallerTests
{
    private const string Own = "+1 212 555 0199";

    [Fact]
    public async Task A_number_is_verified_listed_and_withdrawn_however_it_is_written()
    {
        await using var world = await OpenAsync();

        var made = await world.SendAsync("PUT", $"/v1/caller-numbers/{Own}", """{"source":"carrier_letter"}""");
        var again = await world.SendAsync("PUT", "/v1/caller-numbers/(212) 555-0199", """{"source":"carrier_letter"}""");
        var read = await world.SendAsync("GET", "/v1/caller-numbers/12125550199");
        var listed = (await world.SendAsync("GET", "/v1/caller-numbers")).Json["data"]!.AsArray();

        Assert.Equal((201, 200, 200), (made.Status, again.Status, read.Status));
        Assert.Equal(made.Text, again.Text);
        Assert.Equal(
            ("+12125550199", "carrier_letter", "2026-02-10T10:00:00Z"),
            ((string?)read.Json["number"], (string?)read.Json["source"], (string?)read.Json["verifiedAt"]));
        Assert.Equal("+12125550199", (string?)Assert.Single(listed)!["number"]);

        Assert.Equal(204, (await world.SendAsync("DELETE", "/v1/caller-numbers/+12125550199?reason=returned")).Status);
        Assert.Equal("caller_unknown", (await world.SendAsync("DELETE", "/v1/caller-numbers/+12125550199")).Code);
        Assert.Equal("caller_unknown", (await world.SendAsync("GET", "/v1/caller-numbers/+12125550199")).Code);
        Assert.Empty((await world.SendAsync("GET", "/v1/caller-numbers")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task Only_who_sets_the_rules_says_which_numbers_are_ours()
    {
        await using var world = await OpenAsync();
        foreach (var (role, status) in new[] { (Roles.Agent, 403), (Roles.Manager, 403), (Roles.Integration, 403), (Roles.Compliance, 201) })
        {
            var put = await world.SendAsync(
                "PUT", $"/v1/caller-numbers/{Own}", """{"source":"contract"}""", await world.KeyAsync(role));
            Assert.Equal(status, put.Status);
        }
    }

    [Fact]
    public async Task A_contact_that_shows_a_number_of_somebody_else_is_blocked()
    {
        await using var world = await OpenAsync();
        await VerifyAsync(world);

        var spoofed = await ReserveAsync(world, "x1", "+1 212 555 0142");
        var own = await ReserveAsync(world, "x2", "212-555-0199");
        var asked = await world.SendAsync(
            "GET", "/v1/accounts/a1/contact-permission?channel=phone&callerId=%2B12125550142");

        Assert.Equal((200, "block"), (spoofed.Status, (string?)spoofed.Json["decision"]));
        Assert.Equal("block", Caller(spoofed.Json));
        Assert.Equal((201, "allow"), (own.Status, Caller(own.Json)));
        Assert.Equal(("block", "block"), ((string?)asked.Json["decision"], Caller(asked.Json)));

        // The number of somebody else is his: it stands nowhere.
        Assert.DoesNotContain("5550142", (await world.SendAsync("GET", "/v1/events?limit=500")).Text, StringComparison.Ordinal);
        var why = await world.SendAsync("GET", "/v1/persons/c1/contacts");
        Assert.Contains("caller_unverified", why.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_withdrawn_after_the_permit_is_not_shown_any_more()
    {
        await using var world = await OpenAsync();
        await VerifyAsync(world);
        await ReserveAsync(world, "x1", Own);
        Assert.Equal("allow", (string?)(await ConfirmAsync(world)).Json["decision"]);

        await world.SendAsync("DELETE", $"/v1/caller-numbers/{Own}");

        var confirmed = await ConfirmAsync(world);
        Assert.Equal(("block", "block"), ((string?)confirmed.Json["decision"], Caller(confirmed.Json)));
    }

    [Fact]
    public async Task A_number_whose_time_ran_out_is_not_shown_any_more()
    {
        await using var world = await OpenAsync();
        await VerifyAsync(world, """{"source":"contract","until":"2026-02-10T15:00:00Z"}""");
        await world.Engine.RunDueAsync(Instant.FromUtc(2026, 2, 10, 14, 59), world.Clock.AdvanceTo);
        Assert.Equal(201, (await ReserveAsync(world, "x1", Own)).Status);

        await world.Engine.RunDueAsync(Instant.FromUtc(2026, 2, 10, 15, 0), world.Clock.AdvanceTo);

        var late = await ReserveAsync(world, "x2", Own);
        Assert.Equal((200, "block"), (late.Status, Caller(late.Json)));
    }

    [Fact]
    public async Task An_attempt_that_shows_a_number_of_somebody_else_is_refused()
    {
        await using var world = await OpenAsync();
        await VerifyAsync(world);
        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t1","accountId":"a1","kind":"call"}""");

        var spoofed = await AttemptAsync(world, """{"attemptId":"x1","outcome":"BUSY","callerId":"+1 212 555 0142"}""");
        var both = await AttemptAsync(world, """{"attemptId":"x1","outcome":"BUSY","contactId":"k","callerId":"+1 212 555 0199"}""");
        var own = await AttemptAsync(world, """{"attemptId":"x2","outcome":"BUSY","callerId":"+1 212 555 0199"}""");

        Assert.Equal((422, "contact_blocked"), (spoofed.Status, spoofed.Code));
        Assert.Contains("caller_unverified", (string?)spoofed.Json["detail"], StringComparison.Ordinal);
        Assert.Equal((400, "/callerId"), (both.Status, (string?)both.Json["errors"]![0]!["pointer"]));
        Assert.Equal((200, 1), (own.Status, own.Json["attempts"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_campaign_tells_which_numbers_of_its_pool_are_verified_now()
    {
        await using var world = await OpenAsync();
        const string body =
            """
            {"campaignId":"k","name":"k","strategy":{},"list":[{"accountId":"a1"}],
             "dialer":{"type":"predictive","concurrency":200,"callerIdPool":["212-555-0199","010-6xxxxxxx"]}}
            """;

        var made = await world.SendAsync("POST", "/v1/campaigns", body);
        var before = (await world.SendAsync("GET", "/v1/campaigns/k")).Json["dialer"]!;
        await VerifyAsync(world);
        var after = (await world.SendAsync("GET", "/v1/campaigns")).Json["data"]![0]!["dialer"]!;
        var again = await world.SendAsync("POST", "/v1/campaigns", body);

        Assert.Equal((201, 200), (made.Status, again.Status));
        Assert.Equal(["212-555-0199", "010-6xxxxxxx"], Texts(made.Json["unverifiedCallerIds"]));
        Assert.Equal(["010-6xxxxxxx"], Texts(again.Json["unverifiedCallerIds"]));
        Assert.Equal([false, false], Verified(before));
        Assert.Equal([true, false], Verified(after));
        Assert.Equal(("predictive", 200), ((string?)after["type"], (int)after["concurrency"]!));
    }

    [Theory]
    [InlineData("PUT", "/v1/caller-numbers/hello", """{"source":"contract"}""", "/number")]
    [InlineData("PUT", "/v1/caller-numbers/+12125550199", """{}""", "/source")]
    [InlineData("PUT", "/v1/caller-numbers/+12125550199", """{"source":"a letter"}""", "/source")]
    [InlineData("PUT", "/v1/caller-numbers/+12125550199", """{"source":"contract","until":"2026-02-10T10:00:00Z"}""", "/until")]
    [InlineData("POST", "/v1/contacts", """{"accountId":"a1","channel":"phone","callerId":"us"}""", "/callerId")]
    [InlineData("GET", "/v1/accounts/a1/contact-permission?channel=phone&callerId=us", null, "?callerId")]
    public async Task What_is_wrong_is_named(string method, string path, string? body, string pointer)
    {
        await using var world = await OpenAsync();

        var result = await world.SendAsync(method, path, body);

        Assert.Equal(400, result.Status);
        Assert.Contains(pointer, result.Json["errors"]!.AsArray().Select(each => (string?)each!["pointer"]));
    }

    private static string? Caller(JsonNode permission) => (string?)permission["rules"]!.AsArray()
        .FirstOrDefault(rule => (string?)rule!["rule"] == "caller_unverified")?["outcome"];

    private static IEnumerable<string?> Texts(JsonNode? list) => list!.AsArray().Select(each => (string?)each);

    private static IEnumerable<bool> Verified(JsonNode dialer) =>
        dialer["callerIdPool"]!.AsArray().Select(each => (bool)each!["verified"]!);

    private static Task<ApiResult> VerifyAsync(ApiWorld world, string body = """{"source":"contract"}""") =>
        world.SendAsync("PUT", $"/v1/caller-numbers/{Own}", body);

    private static Task<ApiResult> ReserveAsync(ApiWorld world, string id, string caller) => world.SendAsync(
        "POST", "/v1/contacts", $$"""{"contactId":"{{id}}","accountId":"a1","channel":"phone","callerId":"{{caller}}"}""");

    private static Task<ApiResult> ConfirmAsync(ApiWorld world) =>
        world.SendAsync("POST", "/v1/contacts/x1/confirm", """{"accountId":"a1"}""");

    private static Task<ApiResult> AttemptAsync(ApiWorld world, string body) =>
        world.SendAsync("POST", "/v1/tasks/t1/attempts", body);

    private static async Task<ApiWorld> OpenAsync()
    {
        var world = await ApiWorld.OpenAsync();
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 2, 10, 10, 0));
        await world.SendAsync("PUT", "/v1/tenants/default", """{"country":"US"}""");
        await world.SendAsync("PUT", "/v1/accounts/a1", """{"customerId":"c1","currency":"USD","timezone":"UTC","contacts":[{"kind":"phone","value":"+44 20 7946 0958"}]}""");
        await world.Engine.SettleAsync();
        return world;
    }
}
