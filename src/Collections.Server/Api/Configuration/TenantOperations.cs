using System.Text.Json;
using Collections.Domain.Configuration;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Server.Api.Access;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Configuration;

/// <summary>Tenants and their settings.</summary>
internal static class TenantOperations
{
    private const string Tag = "Tenants";

    private const string List = "tenants";

    private const int NameLengthMax = 200;

    private static readonly Field[] Settings =
    [
        new("name", Text(NameLengthMax)),
        new("timezone", Text()),
        new("currency", Shape.Currency),
        new("locale", Text()),
        new("country", Text(2)),
    ];

    private static readonly Schema Tenant = Answer(
        "Tenant",
        new("tenantId", Id),
        new("name", Said.OrNull()),
        new("timezone", Said),
        new("currency", Shape.Currency),
        new("locale", Said),
        new("country", Said.OrNull()));

    public static IReadOnlyList<Operation> All =>
    [
        new("listTenants", "GET", "/tenants", ListAsync)
        {
            Tag = Tag,
            Summary = "Lists the tenants of the installation.",
            Answer = Page(Tenant),
            Query = Paging.Parameters,
        },
        new("createTenant", "POST", "/tenants", CreateAsync)
        {
            Tag = Tag,
            Summary = "Opens a tenant; it starts with the shipped policy, templates and calendars.",
            Body = Body("NewTenant", [new("tenantId", Id, true), .. Settings]),
            Answer = Tenant,
            Successes = [201, 200],
        },
        new("getTenant", "GET", "/tenants/{tenantId}", GetAsync)
        {
            Tag = Tag,
            Summary = "The settings of a tenant: the own one, or any for role platform.",
            Answer = Tenant,
        },
        new("putTenant", "PUT", "/tenants/{tenantId}", PutAsync)
        {
            Tag = Tag,
            Summary = "Changes settings of a tenant; what is left out stays.",
            Body = Body("PutTenant", Settings),
            Answer = Tenant,
        },
    ];

    private static async ValueTask<ApiReply> CreateAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var id = reader.Required("tenantId", reader.Id("tenantId"));
        var command = Read(reader);
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        return await call.AskAsync(KeyOf(id!), command with { OnlyNew = true }, answer =>
        {
            var status = answer.Outcome == Runtime.Outcome.Accepted ? 201 : 200;
            return Reply((status, answer.Version), (Domain.Configuration.Tenant)answer.State!) with { Location = $"/v1/tenants/{id}" };
        });
    }

    private static async ValueTask<ApiReply> PutAsync(ApiCall call)
    {
        var id = call.Part("tenantId");
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var command = Read(reader);
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        return await FindAsync(call, id) is null
            ? Unknown(call, id)
            : await call.AskAsync(
                KeyOf(id), command, answer => Reply((200, answer.Version), (Domain.Configuration.Tenant)answer.State!));
    }

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        var id = call.Part("tenantId");
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        return await FindAsync(call, id) is var (tenant, version) ? Reply((200, version), tenant) : Unknown(call, id);
    }

    private static async ValueTask<ApiReply> ListAsync(ApiCall call)
    {
        var limit = call.Query.Limit();
        var after = Cursor.From(call.Query, List);
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var found = new List<Domain.Configuration.Tenant>();
        var names = (await call.Engine.Setup.Log.TenantsAsync()).Append(ApiKeys.DefaultTenant).Distinct();
        foreach (var name in names.Order(StringComparer.Ordinal).Where(name => string.CompareOrdinal(name, after) > 0))
        {
            if (found.Count <= limit && await FindAsync(call, name) is var (tenant, _))
            {
                found.Add(tenant);
            }
        }

        return Paging.Reply(new Page<Domain.Configuration.Tenant>(List, found, limit), Write, tenant => tenant.Id);
    }

    /// <summary>A tenant the caller may know of: his own, or any for the platform; null when there is none.</summary>
    private static async ValueTask<(Domain.Configuration.Tenant Tenant, long Version)?> FindAsync(ApiCall call, string id)
    {
        var own = id == call.Caller.Tenant;
        if (!own && call.Caller.Roles != RoleSet.Platform)
        {
            return null;
        }

        var read = await call.Engine.ReadAsync(KeyOf(id));
        if (read is (Domain.Configuration.Tenant { SettingsVersion: > 0 } configured, var version))
        {
            return (configured, version);
        }

        // A tenant may live on the defaults: the first one does, and one that was filled from the command line.
        return own || id == ApiKeys.DefaultTenant || (await call.Engine.Setup.Log.TenantsAsync()).Contains(id)
            ? (TenantDecider.Initial(KeyOf(id)), read?.Version ?? 0)
            : null;
    }

    private static TenantCommand.ConfigureTenant Read(BodyReader reader) => new()
    {
        Name = reader.Text("name", NameLengthMax),
        TimeZone = reader.Zone("timezone"),
        Currency = reader.Currency("currency"),
        Locale = reader.Locale("locale"),
        Country = reader.Text("country", 2),
    };

    private static EntityKey KeyOf(string tenant) => new(tenant, TenantDecider.Kind, tenant);

    private static ApiReply Unknown(ApiCall call, string id) =>
        call.Refuse(Rejection.Unknown("tenant_unknown", $"There is no tenant '{id}'."));

    private static ApiReply Reply((int Status, long Version) answer, Domain.Configuration.Tenant tenant) =>
        new(answer.Status, JsonBytes.Of(tenant, Write)) { Version = answer.Version };

    private static void Write(Utf8JsonWriter writer, Domain.Configuration.Tenant tenant)
    {
        writer.WriteStartObject();
        writer.WriteString("tenantId"u8, tenant.Id);
        writer.WriteString("name"u8, tenant.Settings.Name);
        writer.WriteString("timezone"u8, tenant.Settings.TimeZone);
        writer.WriteString("currency"u8, tenant.Settings.Currency);
        writer.WriteString("locale"u8, tenant.Settings.Locale);
        writer.WriteString("country"u8, tenant.Settings.Country);
        writer.WriteEndObject();
    }
}
