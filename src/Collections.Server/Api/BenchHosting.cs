using System.Net;
using Collections.Bench;
using Collections.Domain.Access;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Server.Api.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Collections.Server.Api;

/// <summary>The API on a free port over the engine that a benchmark measures.</summary>
internal static class BenchHosting
{
    public static async Task<HttpTarget> StartAsync(Engine engine, IStore store)
    {
        var entropy = new SystemEntropy();
        var master = new byte[TenantKeys.MasterLength];
        entropy.Fill(master);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddCollectionsApi(new ApiSetup
        {
            Engine = engine,
            Vault = new PersonalDataVault(store, entropy, master),
            Limits = new ApiLimits { RequestsPerSecond = int.MaxValue, RequestBurst = int.MaxValue },
        });
        var application = builder.Build();
        application.MapCollectionsApi();
        await application.StartAsync();
        var key = await ApiKeys.MakeAsync(
            engine, ApiKeys.DefaultTenant, ("bench", Roles.Integration), Principal.Operator);
        var port = new Uri(application.Urls.Single()).Port;
        return new HttpTarget(new IPEndPoint(IPAddress.Loopback, port), key.Key, application.DisposeAsync);
    }
}
