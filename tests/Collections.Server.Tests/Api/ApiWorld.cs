using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Collections.Domain.Access;
using Collections.Gateways.Composition;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Server.Api;
using Collections.Server.Api.Access;
using Collections.Storage.InMemory;
using Collections.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Collections.Server.Tests.Api;

/// <summary>The API on a real server of its own: a free port, a clock that stands still, a store of its own.</summary>
public sealed class ApiWorld : IAsyncDisposable
{
    public const string AdminKey = "the-first-administrator";

    private readonly WebApplication _application;
    private readonly IAsyncDisposable _store;
    private readonly string? _folder;

    private ApiWorld(Parts parts, ApiLimits limits)
    {
        (Engine, Clock, _store, _folder) = (parts.Engine, parts.Clock, parts.Store, parts.Folder);
        Vault = parts.Vault;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddCollectionsApi(new ApiSetup
        {
            Engine = Engine,
            Vault = parts.Vault,
            AdminKey = AdminKey,
            Limits = limits,
        });
        _application = builder.Build();
        _application.MapCollectionsApi();
    }

    public Engine Engine { get; }

    public VirtualClock Clock { get; }

    public PersonalDataVault Vault { get; }

    public HttpClient Http { get; } = new();

    public Uri Address { get; private set; } = new("http://localhost");

    public static Task<ApiWorld> OpenAsync(ApiLimits? limits = null)
    {
        var store = new InMemoryStore();
        return OpenAsync(store, store, store, (limits, null));
    }

    /// <summary>Over a store that is wrapped, so that it can fail.</summary>
    public static Task<ApiWorld> OpenOverAsync(Func<IEntityStore, IEntityStore> wrap)
    {
        var store = new InMemoryStore();
        return OpenAsync(wrap(store), store, store, (null, null));
    }

    public static Task<ApiWorld> OpenOnSqliteAsync(ApiLimits? limits = null)
    {
        var folder = Directory.CreateTempSubdirectory("collections-api-").FullName;
        var store = SqliteStore.Open(folder);
        return OpenAsync(store, store, store, (limits, folder));
    }

    /// <summary>Sends a request with a key and reads what comes back.</summary>
    public async Task<ApiResult> SendAsync(string method, string path, object? body = null, string key = AdminKey)
    {
        using var request = Request(method, path, body, key);
        return await SendAsync(request);
    }

    public async Task<ApiResult> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        return await ApiResult.OfAsync(response);
    }

    public HttpRequestMessage Request(string method, string path, object? body = null, string key = AdminKey)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (body is not null)
        {
            var text = body as string ?? JsonSerializer.Serialize(body);
            request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        }

        return request;
    }

    public async Task<string> KeyAsync(string role, string tenant = ApiKeys.DefaultTenant) =>
        (await ApiKeys.MakeAsync(Engine, tenant, (role, role), Principal.Operator)).Key;

    public async Task<IReadOnlyDictionary<string, string>> KeysAsync()
    {
        var keys = new Dictionary<string, string>();
        foreach (var role in Roles.All)
        {
            keys[role] = await KeyAsync(role);
        }

        return keys;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application.DisposeAsync();
        await Engine.DisposeAsync();
        await _store.DisposeAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<ApiWorld> OpenAsync(
        IEntityStore store, ILogReader log, IPersonalDataStore personal, (ApiLimits? Limits, string? Folder) rest)
    {
        var clock = new VirtualClock(Instant.FromUtc(2026, 1, 15, 10, 0));
        var engine = ProductEngine.Over(store, log, new BusinessClock(clock));
        var vault = new PersonalDataVault(personal, new SystemEntropy(), new byte[TenantKeys.MasterLength]);
        var world = new ApiWorld(new Parts(engine, clock, store, vault, rest.Folder), rest.Limits ?? new ApiLimits());
        await world._application.StartAsync();
        world.Address = new Uri(world._application.Urls.Single());
        return world;
    }

    private sealed record Parts(
        Engine Engine, VirtualClock Clock, IAsyncDisposable Store, PersonalDataVault Vault, string? Folder);
}
