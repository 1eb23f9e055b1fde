using Collections.Domain.Access;
using Collections.Server.Api.Access;
using Collections.Server.Api.Operations;

namespace Collections.Server.Tests.Api;

public sealed class RoleTests
{
    [Fact]
    public async Task Every_role_gets_through_exactly_the_doors_of_the_table()
    {
        await using var world = await ApiWorld.OpenAsync();
        var keys = await world.KeysAsync();

        foreach (var operation in OperationTable.All)
        {
            foreach (var role in Roles.All)
            {
                var result = await world.SendAsync(Method(operation), "/v1" + Uris.Fill(operation.Path), null, keys[role]);
                var may = (RoleTable.Of(operation.Id) & RoleSets.Of(role)) != 0;
                Assert.Equal((operation.Id, role, !may), (operation.Id, role, result.Status == 403));
            }
        }
    }

    [Fact]
    public async Task Nobody_gets_through_any_door_without_a_key_or_with_a_wrong_one()
    {
        await using var world = await ApiWorld.OpenAsync();
        var key = await world.KeyAsync(Roles.Admin);

        foreach (var operation in OperationTable.All)
        {
            foreach (var wrong in new[] { "x", key[..^2] + (key[^2] == 'A' ? 'B' : 'A') + key[^1], ApiWorld.AdminKey + "x" })
            {
                var result = await world.SendAsync(operation.Method, "/v1" + Uris.Fill(operation.Path), null, wrong);
                Assert.Equal((operation.Id, 401, "Bearer"), (operation.Id, result.Status, result.Header("WWW-Authenticate")));
            }
        }
    }

    [Fact]
    public void Every_operation_has_one_row_and_every_row_an_operation() =>
        Assert.Equal(
            OperationTable.All.Select(operation => operation.Id).Order(StringComparer.Ordinal),
            RoleTable.Operations.Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_the_next_call_on()
    {
        await using var world = await ApiWorld.OpenAsync();
        var made = await world.SendAsync("POST", "/v1/api-keys", """{"name":"crm","role":"auditor"}""");
        var key = made.Json["key"]!.GetValue<string>();
        Assert.Equal(200, (await world.SendAsync("GET", "/v1/accounts", null, key)).Status);

        Assert.Equal(204, (await world.SendAsync("DELETE", $"/v1/api-keys/{made.Json["keyId"]}")).Status);

        Assert.Equal(401, (await world.SendAsync("GET", "/v1/accounts", null, key)).Status);
        Assert.Equal(404, (await world.SendAsync("DELETE", $"/v1/api-keys/{made.Json["keyId"]}")).Status);
    }

    [Fact]
    public async Task The_text_of_a_key_is_shown_once_and_kept_nowhere()
    {
        await using var world = await ApiWorld.OpenAsync();
        using var first = world.Request("POST", "/v1/api-keys", """{"name":"crm","role":"auditor"}""");
        using var again = world.Request("POST", "/v1/api-keys", """{"name":"crm","role":"auditor"}""");
        first.Headers.Add("Idempotency-Key", "k1");
        again.Headers.Add("Idempotency-Key", "k1");

        var made = await world.SendAsync(first);
        var replayed = await world.SendAsync(again);
        var listed = await world.SendAsync("GET", "/v1/api-keys");
        var events = await world.SendAsync("GET", "/v1/events");

        Assert.Equal((201, 201), (made.Status, replayed.Status));
        Assert.Equal((string?)made.Json["keyId"], (string?)replayed.Json["keyId"]);
        var text = made.Json["key"]!.GetValue<string>();
        Assert.All([replayed.Text, listed.Text, events.Text], seen => Assert.DoesNotContain(text, seen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_platform_makes_keys_of_the_platform()
    {
        await using var world = await ApiWorld.OpenAsync();
        var admin = await world.KeyAsync(Roles.Admin);

        Assert.Equal(403, (await world.SendAsync("POST", "/v1/api-keys", """{"name":"x","role":"platform"}""", admin)).Status);
        Assert.Equal(201, (await world.SendAsync("POST", "/v1/api-keys", """{"name":"x","role":"platform"}""")).Status);
    }

    // A stream would not end by itself.
    private static string Method(Operation operation) => operation.Id == "streamEvents" ? "HEAD" : operation.Method;
}
