using Collections.Domain.Access;
using NodaTime;

namespace Collections.Server.Tests.Api;

public sealed class IdempotencyTests
{
    private const string Credits = "/v1/accounts/a1/credits";

    private const string Credit = """{"creditId":"k1","amount":5}""";

    [Fact]
    public async Task The_first_answer_is_given_again()
    {
        await using var world = await OpenAsync();

        var first = await PostAsync(world, Credits, Credit, "one");
        var again = await PostAsync(world, Credits, Credit, "one");

        Assert.Equal((201, null), (first.Status, first.Header("Idempotency-Replayed")));
        Assert.Equal((201, "true"), (again.Status, again.Header("Idempotency-Replayed")));
        Assert.Equal(
            (first.Text, first.Header("Location"), first.Header("ETag"), first.MediaType),
            (again.Text, again.Header("Location"), again.Header("ETag"), again.MediaType));
    }

    [Fact]
    public async Task A_refusal_by_a_rule_is_given_again_even_when_it_would_now_be_allowed()
    {
        await using var world = await OpenAsync();
        const string path = "/v1/accounts/a1/bills/b1/commit";
        await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b1","amountDue":1}""");

        var first = await PostAsync(world, path, "{}", "one");
        var again = await PostAsync(world, path, "{}", "one");

        Assert.Equal((422, "bill_not_draft"), (first.Status, first.Code));
        Assert.Equal((422, "true", first.Text), (again.Status, again.Header("Idempotency-Replayed"), again.Text));
    }

    [Fact]
    public async Task A_malformed_request_and_an_unknown_resource_are_not_kept()
    {
        await using var world = await OpenAsync();

        Assert.Equal(400, (await PostAsync(world, Credits, """{"creditId":"k1"}""", "one")).Status);
        Assert.Equal(201, (await PostAsync(world, Credits, Credit, "one")).Status);
        Assert.Equal(404, (await PostAsync(world, "/v1/accounts/a2/credits", Credit, "two")).Status);
        await world.SendAsync("PUT", "/v1/accounts/a2", "{}");
        Assert.Equal(201, (await PostAsync(world, "/v1/accounts/a2/credits", Credit, "two")).Status);
    }

    [Theory]
    [InlineData(Credits, """{"creditId":"k1","amount":6}""")]
    [InlineData(Credits, """{"creditId":"k1", "amount":5}""")]
    [InlineData("/v1/accounts/a2/credits", Credit)]
    public async Task A_key_used_for_another_request_is_refused(string path, string body)
    {
        await using var world = await OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a2", "{}");
        await PostAsync(world, Credits, Credit, "one");

        var other = await PostAsync(world, path, body, "one");

        Assert.Equal((422, "idempotency_key_reused"), (other.Status, other.Code));
    }

    [Fact]
    public async Task Keys_of_two_principals_do_not_meet()
    {
        await using var world = await OpenAsync();
        var other = await world.KeyAsync(Roles.Finance);

        Assert.Equal(201, (await PostAsync(world, Credits, Credit, "one")).Status);
        Assert.Equal(201, (await PostAsync(world, Credits, """{"creditId":"k2","amount":5}""", "one", (other, null))).Status);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_three_days()
    {
        await using var world = await OpenAsync();
        await PostAsync(world, Credits, Credit, "one");
        world.Clock.AdvanceTo(world.Clock.Now + Duration.FromHours(73));

        var later = await PostAsync(world, Credits, """{"creditId":"k9","amount":1}""", "one");

        Assert.Equal((201, null), (later.Status, later.Header("Idempotency-Replayed")));
    }

    [Fact]
    public async Task A_stale_version_is_not_kept_but_a_repetition_of_what_was_done_is()
    {
        await using var world = await OpenAsync();
        var stale = await PostAsync(world, Credits, Credit, "one", (null, "\"99\""));
        var version = (await world.SendAsync("GET", "/v1/accounts/a1")).Header("ETag")!;

        var done = await PostAsync(world, Credits, Credit, "one", (null, version));
        var again = await PostAsync(world, Credits, Credit, "one", (null, version));

        Assert.Equal((412, 201), (stale.Status, done.Status));
        Assert.Equal((201, "true"), (again.Status, again.Header("Idempotency-Replayed")));
    }

    [Fact]
    public async Task Two_at_once_have_one_effect()
    {
        await using var world = await OpenAsync();
        const string tasks = """{"accountId":"a1","kind":"call"}""";

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => PostAsync(world, "/v1/tasks", tasks, "one")));

        Assert.All(results, result => Assert.True(result.Status == 201 || result.Code == "request_in_progress"));
        Assert.Single((await world.SendAsync("GET", "/v1/tasks")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task What_is_kept_holds_no_personal_value()
    {
        await using var world = await OpenAsync();
        const string bill = """{"billId":"b1","amountDue":5,"lines":[{"amount":5,"description":"for Kim Sample"}]}""";

        var made = await PostAsync(world, "/v1/accounts/a1/bills", bill, "one");

        var kept = await world.Engine.Setup.Store.FindAnswerAsync("default", "administrator one", world.Clock.Now);
        Assert.Equal(201, made.Status);
        Assert.DoesNotContain("Kim", System.Text.Encoding.UTF8.GetString(kept!.Body.Span), StringComparison.Ordinal);
        Assert.Contains("for Kim Sample", (await world.SendAsync("GET", "/v1/accounts/a1/bills/b1")).Text, StringComparison.Ordinal);
    }

    private static async Task<ApiWorld> OpenAsync()
    {
        var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a1", "{}");
        return world;
    }

    private static async Task<ApiResult> PostAsync(
        ApiWorld world, string path, string body, string key, (string? Caller, string? IfMatch) rest = default)
    {
        using var request = world.Request("POST", path, body, rest.Caller ?? ApiWorld.AdminKey);
        request.Headers.Add("Idempotency-Key", key);
        if (rest.IfMatch is { } tags)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tags);
        }

        return await world.SendAsync(request);
    }
}
