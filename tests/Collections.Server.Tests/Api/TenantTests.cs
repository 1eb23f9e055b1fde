using Collections.Domain.Access;
using Collections.Server.Api.Operations;

namespace Collections.Server.Tests.Api;

public sealed class TenantTests
{
    [Fact]
    public async Task Two_tenants_cannot_see_each_other_through_any_route()
    {
        await using var world = await ApiWorld.OpenAsync();
        var told = await Story.TellAsync(world);
        var stranger = await world.KeyAsync(Roles.Admin, "north");
        string[] secrets = ["\"a1\"", "\"b1\"", "Kim", "\"t1\"", "VIP", "hello", "office", "Example", "\"crm\""];

        foreach (var (call, path, _) in told.Where(each => !IsPublishing(each.Call.Operation)))
        {
            var result = await world.SendAsync(call.Method, path, call.Body, stranger);

            // 204 shows nothing: nobody's task to claim, or a record of a person of his own taken back.
            Assert.True(result.Status is 200 or 204 or 403 or 404 or 422, $"{call.Operation}: {result.Status} {result.Text}");
            Assert.True(result.Status != 422 || result.Code == "account_unknown", $"{call.Operation}: {result.Text}");
            var shown = result.Status < 400 ? result.Text : string.Empty;
            Assert.All(secrets, secret => Assert.False(shown.Contains(secret, StringComparison.Ordinal), $"{call.Operation} shows {secret}: {shown}"));
        }
    }

    [Fact]
    public async Task What_a_tenant_publishes_holds_for_no_other()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("POST", "/v1/tenants", """{"tenantId":"north"}""");
        var north = await world.KeyAsync(Roles.Admin, "north");
        const string strict = """{"states":[{"name":"STOPPED","when":{"oldestUnpaid":{"atLeast":1}}}]}""";
        Assert.Equal(201, (await world.SendAsync("PUT", "/v1/policies/default", strict)).Status);

        foreach (var key in new[] { ApiWorld.AdminKey, north })
        {
            await world.SendAsync("PUT", "/v1/accounts/a1", "{}", key);
            await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b1","amountDue":9,"dueDate":"2026-01-10"}""", key);
        }

        Assert.Equal("STOPPED", (string?)(await world.SendAsync("GET", "/v1/accounts/a1/overdue")).Json["state"]);
        Assert.Equal("REMINDER", (string?)(await world.SendAsync("GET", "/v1/accounts/a1/overdue", null, north)).Json["state"]);
    }

    [Fact]
    public async Task A_key_for_another_tenant_is_made_by_the_platform_only()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("POST", "/v1/tenants", """{"tenantId":"north"}""");
        var admin = await world.KeyAsync(Roles.Admin);
        const string body = """{"name":"first","role":"admin","tenantId":"north"}""";

        Assert.Equal(404, (await world.SendAsync("POST", "/v1/api-keys", body, admin)).Status);
        var made = await world.SendAsync("POST", "/v1/api-keys", body);
        Assert.Equal(201, made.Status);
        var north = made.Json["key"]!.GetValue<string>();
        Assert.Equal("north", (string?)(await world.SendAsync("GET", "/v1/tenants/north", null, north)).Json["tenantId"]);
        Assert.Equal(404, (await world.SendAsync("GET", "/v1/tenants/default", null, north)).Status);
        Assert.Equal(404, (await world.SendAsync("POST", "/v1/api-keys", """{"name":"x","role":"admin","tenantId":"nowhere"}""")).Status);
    }

    // What opens something of the stranger's own is no look at another's.
    private static bool IsPublishing(string operation) =>
        operation.StartsWith("put", StringComparison.Ordinal) || operation is "createApiKey" or "askWhatIf" or "createCampaign";
}
