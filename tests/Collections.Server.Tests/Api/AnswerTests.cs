using System.Net.Http.Headers;
using System.Text;
using Collections.Domain.Access;
using Collections.Server.Api;

namespace Collections.Server.Tests.Api;

public sealed class AnswerTests
{
    private const string Bill = """{"billId":"b1","amountDue":100.50}""";

    [Fact]
    public async Task A_created_resource_says_where_it_is_and_in_which_version()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a1", "{}");

        var made = await world.SendAsync("POST", "/v1/accounts/a1/bills", Bill);

        Assert.Equal((201, "/v1/accounts/a1/bills/b1"), (made.Status, made.Header("Location")));
        Assert.Equal($"\"{made.Json["accountVersion"]}\"", made.Header("ETag"));
        Assert.Contains("\"amountDue\":100.50,", made.Text, StringComparison.Ordinal);
        Assert.Equal("USD", (string?)made.Json["currency"]);
        Assert.Equal(made.Text, (await world.SendAsync("GET", made.Header("Location")!)).Text);
    }

    [Fact]
    public async Task The_same_client_id_is_the_same_resource_or_a_conflict()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a1", "{}");
        await world.SendAsync("POST", "/v1/accounts/a1/bills", Bill);

        Assert.Equal(200, (await world.SendAsync("POST", "/v1/accounts/a1/bills", Bill)).Status);
        var other = await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b1","amountDue":1}""");
        Assert.Equal((409, "conflict"), (other.Status, other.Code));
    }

    [Fact]
    public async Task A_put_is_created_once_and_then_changed()
    {
        await using var world = await ApiWorld.OpenAsync();

        var first = await world.SendAsync("PUT", "/v1/accounts/a1", """{"tags":["VIP"]}""");
        var second = await world.SendAsync("PUT", "/v1/accounts/a1", """{"tier":"gold"}""");

        Assert.Equal((201, "/v1/accounts/a1", 200), (first.Status, first.Header("Location"), second.Status));
        Assert.Equal(("gold", "VIP"), ((string?)second.Json["tier"], (string?)second.Json["tags"]![0]));
    }

    [Fact]
    public async Task Every_fault_of_a_body_is_named_with_its_pointer()
    {
        await using var world = await ApiWorld.OpenAsync();

        var result = await world.SendAsync(
            "PUT", "/v1/accounts/a1", """{"currency":"ZZZ","timezone":"Moon","surprise":1,"contacts":[{"kind":"phone"}]}""");

        Assert.Equal((400, "invalid_request", "application/problem+json"), (result.Status, result.Code, result.MediaType));
        Assert.Contains("/surprise unknown_field", result.Faults);
        Assert.Contains("/contacts/0/value required", result.Faults);
        Assert.Equal(4, result.Faults.Count());
        Assert.Equal(400, (int?)result.Json["status"]);
    }

    [Theory]
    [InlineData("""{"billId":"b1","billId":"b2","amountDue":1}""", "/billId duplicate_key")]
    [InlineData("""{"billId":""", " malformed")]
    public async Task Json_that_says_two_things_or_none_is_malformed(string body, string fault)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a1", "{}");

        var result = await world.SendAsync("POST", "/v1/accounts/a1/bills", body);

        Assert.Equal(400, result.Status);
        Assert.Contains(fault, result.Faults);
    }

    [Fact]
    public async Task Depth_and_size_of_a_body_are_limited()
    {
        await using var world = await ApiWorld.OpenAsync();
        var deep = string.Concat(Enumerable.Repeat("[", 33)) + string.Concat(Enumerable.Repeat("]", 33));
        var large = "{\"name\":\"" + new string('x', 1024 * 1024) + "\"}";

        Assert.Contains("too_deep", (await world.SendAsync("PUT", "/v1/accounts/a1", $"{{\"tags\":{deep}}}")).Text, StringComparison.Ordinal);
        var refused = await world.SendAsync("PUT", "/v1/accounts/a1", large);
        Assert.Equal((413, "body_too_large"), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData("PATCH", "/v1/accounts/a1", 405, "method_not_allowed")]
    [InlineData("GET", "/v1/nothing", 404, "route_unknown")]
    [InlineData("GET", "/", 404, "route_unknown")]
    [InlineData("GET", "/v1/accounts/none", 404, "account_unknown")]
    [InlineData("GET", "/v1/accounts/a%20b", 404, "account_unknown")]
    [InlineData("PUT", "/v1/accounts/a%20b", 400, "invalid_request")]
    [InlineData("POST", "/v1/accounts/a1/bills/none/commit", 404, "bill_unknown")]
    [InlineData("DELETE", "/v1/accounts/a1/tags/none", 404, "tag_unknown")]
    [InlineData("DELETE", "/v1/accounts/a1/holds/none", 404, "hold_unknown")]
    [InlineData("GET", "/v1/policies/none", 404, "policy_unknown")]
    [InlineData("GET", "/v1/policies/default?version=9", 404, "policy_version_unknown")]
    [InlineData("GET", "/v1/accounts?bucket=x", 400, "invalid_request")]
    [InlineData("GET", "/v1/accounts/a1/contact-permission", 400, "invalid_request")]
    public async Task What_cannot_be_done_has_its_status_and_code(string method, string path, int status, string code)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a1", "{}");

        var result = await world.SendAsync(method, path, method == "PUT" ? "{}" : null);

        Assert.Equal((status, code), (result.Status, result.Code));
        Assert.True(status != 405 || result.Header("Allow")!.Contains("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_a_current_one_is_not()
    {
        await using var world = await ApiWorld.OpenAsync();
        var made = await world.SendAsync("PUT", "/v1/accounts/a1", "{}");
        var tag = made.Header("ETag")!;

        Assert.Equal(200, (await MatchAsync(world, "PUT", "/v1/accounts/a1", tag)).Status);
        var stale = await MatchAsync(world, "PUT", "/v1/accounts/a1", "\"77\"");
        Assert.Equal((412, "version_mismatch"), (stale.Status, stale.Code));
        Assert.Equal(412, (await MatchAsync(world, "PUT", "/v1/accounts/a2", "*")).Status);
        Assert.Equal(200, (await MatchAsync(world, "PUT", "/v1/accounts/a1", "*")).Status);
        Assert.Equal(200, (await MatchAsync(world, "PUT", "/v1/accounts/a1", $"\"77\", {tag}")).Status);
        Assert.Equal(412, (await MatchAsync(world, "PUT", "/v1/accounts/a1", $"W/{tag}")).Status);
        Assert.Equal(400, (await MatchAsync(world, "PUT", "/v1/accounts/a1", "17")).Status);
    }

    [Theory]
    [InlineData("Accept", "image/png", 406)]
    [InlineData("Accept", "application/json;q=0", 406)]
    [InlineData("Accept", "text/*, application/*;q=0.1", 200)]
    [InlineData("Accept", "application/problem+json, application/json", 200)]
    public async Task What_the_client_takes_is_respected(string header, string value, int status)
    {
        await using var world = await ApiWorld.OpenAsync();
        using var request = world.Request("GET", "/v1/accounts");
        request.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(status, (await world.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/json; charset=latin1", 415)]
    [InlineData("application/json; charset=UTF-8", 201)]
    [InlineData("APPLICATION/JSON", 201)]
    public async Task Only_json_in_utf8_is_taken(string type, int status)
    {
        await using var world = await ApiWorld.OpenAsync();
        using var request = world.Request("PUT", "/v1/accounts/a1");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        Assert.Equal(status, (await world.SendAsync(request)).Status);
    }

    [Fact]
    public async Task A_loud_key_is_slowed_down_and_others_are_not()
    {
        await using var world = await ApiWorld.OpenAsync(new ApiLimits { RequestsPerSecond = 1, RequestBurst = 3 });
        var other = await world.KeyAsync(Roles.Auditor);
        var results = new List<ApiResult>();
        for (var i = 0; i < 5; i++)
        {
            results.Add(await world.SendAsync("GET", "/v1/accounts"));
        }

        var refused = results.First(result => result.Status != 200);
        Assert.Equal((429, "rate_limited", "1"), (refused.Status, refused.Code, refused.Header("Retry-After")));
        Assert.Equal(200, (await world.SendAsync("GET", "/v1/accounts", null, other)).Status);
    }

    [Fact]
    public async Task More_commands_than_can_wait_are_turned_away()
    {
        await using var world = await ApiWorld.OpenAsync(new ApiLimits { CommandsWaitingMax = 0 });

        var result = await world.SendAsync("PUT", "/v1/accounts/a1", "{}");

        Assert.Equal((503, "overloaded", "1"), (result.Status, result.Code, result.Header("Retry-After")));
        Assert.Equal(200, (await world.SendAsync("GET", "/v1/accounts")).Status);
    }

    [Fact]
    public async Task A_head_is_a_get_without_its_body()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a1", "{}");

        var head = await world.SendAsync("HEAD", "/v1/accounts/a1");

        Assert.Equal((200, string.Empty), (head.Status, head.Text));
        Assert.NotNull(head.Header("ETag"));
    }

    private static async Task<ApiResult> MatchAsync(ApiWorld world, string method, string path, string tags)
    {
        using var request = world.Request(method, path, "{}");
        request.Headers.TryAddWithoutValidation("If-Match", tags);
        return await world.SendAsync(request);
    }
}
