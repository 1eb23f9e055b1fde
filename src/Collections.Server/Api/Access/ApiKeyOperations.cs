using System.Text.Json;
using Collections.Domain.Access;
using Collections.Domain.Configuration;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using NodaTime.Text;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Access;

/// <summary>API keys: made, listed without their text, revoked.</summary>
internal static class ApiKeyOperations
{
    private const string Tag = "API keys";

    private const string List = "api-keys";

    private static readonly Field[] Fields =
    [
        new("keyId", Id),
        new("name", Said),
        new("role", Role),
        new("tenantId", Id),
        new("createdAt", Instant),
    ];

    private static readonly Schema Row = Answer("ApiKey", Fields);

    private static readonly Parameter Tenant = new("tenantId", Id, "Another tenant; role platform only.");

    public static IReadOnlyList<Operation> All =>
    [
        new("listApiKeys", "GET", "/api-keys", ListAsync)
        {
            Tag = Tag,
            Summary = "Lists the keys that open doors.",
            Answer = Page(Row),
            Query = [Tenant, .. Paging.Parameters],
        },
        new("createApiKey", "POST", "/api-keys", CreateAsync)
        {
            Tag = Tag,
            Summary = "Makes a key. Its text is in this answer and nowhere else.",
            Body = Shape.Body(
                "NewApiKey", new("name", Text(ApiKeyDecider.NameLengthMax), true), new("role", Role, true), new("tenantId", Id)),
            Answer = Answer("NewApiKeyAnswer", [.. Fields, new("key", Said.OrNull())]),
            Successes = [201],
        },
        new("deleteApiKey", "DELETE", "/api-keys/{keyId}", DeleteAsync)
        {
            Tag = Tag,
            Summary = "Revokes a key for ever.",
            Successes = [204],
            Query = [Tenant],
        },
    ];

    private static async ValueTask<ApiReply> CreateAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var name = reader.Required("name", reader.Text("name", ApiKeyDecider.NameLengthMax));
        var role = reader.Required("role", reader.Word("role", Roles.All));
        var tenant = reader.Id("tenantId") ?? call.Caller.Tenant;
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        if (!await MayAsync(call, tenant))
        {
            return call.Refuse(Rejection.Unknown("tenant_unknown", $"There is no tenant '{tenant}'."));
        }

        if (role == Roles.Platform && call.Caller.Roles != RoleSet.Platform)
        {
            return Problems.Of(call.Http, 403, "forbidden", "Only the platform makes keys of the platform.");
        }

        var (key, text) = ApiKeys.New(tenant, call.Server.Entropy);
        ApiKey? made = null;

        // The answer that is kept never holds the text: whoever lost it makes a new key.
        var reply = await call.AskAsync(key, ApiKeys.Command(name!, role!, text), answer =>
        {
            made = (ApiKey)answer.State!;
            return new ApiReply(201, Body(made, null)) { Version = answer.Version };
        });
        return made is null || reply.Replayed ? reply : reply with { Body = Body(made, text) };
    }

    private static async ValueTask<ApiReply> DeleteAsync(ApiCall call)
    {
        var tenant = call.Query.Id("tenantId") ?? call.Caller.Tenant;
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var id = call.Part("keyId");
        if (!await MayAsync(call, tenant))
        {
            return call.Refuse(Rejection.Unknown("api_key_unknown", $"There is no key '{id}'."));
        }

        var key = new EntityKey(tenant, ApiKeyDecider.Kind, id);
        var reply = await call.AskAsync(key, new ApiKeyCommand.RevokeApiKey(), _ => ApiReply.NoContent);
        call.Server.Authentication.ForgetAll();
        return reply;
    }

    private static async ValueTask<ApiReply> ListAsync(ApiCall call)
    {
        var tenant = call.Query.Id("tenantId") ?? call.Caller.Tenant;
        var query = new RowQuery(tenant, ApiKeyDecider.Kind)
        {
            Limit = call.Query.Limit() + 1,
            AfterId = Cursor.From(call.Query, List),
            Status = "active",
        };
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        if (!await MayAsync(call, tenant))
        {
            return call.Refuse(Rejection.Unknown("tenant_unknown", $"There is no tenant '{tenant}'."));
        }

        var found = new List<ApiKey>();
        foreach (var row in await call.Server.Rows.FindAsync(query))
        {
            if (await call.Engine.ReadAsync(row.Key) is (ApiKey { IsActive: true } key, _))
            {
                found.Add(key);
            }
        }

        return Paging.Reply(
            new Page<ApiKey>(List, found, query.Limit - 1), WriteRow, key => key.Id);
    }

    /// <summary>Whether the caller may handle keys of a tenant: his own, or any that exists for the platform.</summary>
    private static async ValueTask<bool> MayAsync(ApiCall call, string tenant) =>
        tenant == call.Caller.Tenant
        || (call.Caller.Roles == RoleSet.Platform
            && (tenant == ApiKeys.DefaultTenant
                || await call.Engine.ReadAsync(new EntityKey(tenant, TenantDecider.Kind, tenant)) is
                    (Domain.Configuration.Tenant { SettingsVersion: > 0 }, _)));

    private static byte[] Body(ApiKey key, string? text) => JsonBytes.Of((key, text), static (writer, it) =>
    {
        writer.WriteStartObject();
        WriteFields(writer, it.key);
        writer.WriteString("key"u8, it.text);
        writer.WriteEndObject();
    });

    private static void WriteRow(Utf8JsonWriter writer, ApiKey key)
    {
        writer.WriteStartObject();
        WriteFields(writer, key);
        writer.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter writer, ApiKey key)
    {
        writer.WriteString("keyId"u8, key.Id);
        writer.WriteString("name"u8, key.Name);
        writer.WriteString("role"u8, key.Role);
        writer.WriteString("tenantId"u8, key.Tenant);
        writer.WriteString("createdAt"u8, key.CreatedAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null);
    }
}
