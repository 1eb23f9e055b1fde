using Collections.Gateways.Mail;
using Collections.Gateways.Notices;
using Collections.Domain.Access;
using Collections.Kernel;
using Collections.Server.Api;
using Collections.Server.Api.Access;
using Collections.Server.Composition;
using Collections.Server.Hosting.Telemetry;
using Collections.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime.Text;

namespace Collections.Server.Hosting;

/// <summary>
/// The server: opens the data folder, delivers what a crash left behind, serves the API, lets time pass; and ends all
/// of it again in bounded time.
/// </summary>
public sealed class CollectionsServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Parts _parts;
    private readonly ServeSettings _settings;
    private readonly ILogger _logger;

    private CollectionsServer(WebApplication application, Parts parts, ServeSettings settings)
    {
        _application = application;
        _parts = parts;
        _settings = settings;
        _logger = application.Services.GetRequiredService<ILogger<CollectionsServer>>();
    }

    /// <summary>The folder it works on.</summary>
    public LiveFolder Folder => _parts.Folder;

    /// <summary>The first administrator's key, if this start made it; kept nowhere else.</summary>
    public string? MadeKey { get; private set; }

    /// <summary>Where it really listens, ports chosen.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    /// <summary>
    /// Starts a server. A database that does not answer yet is waited for: it may be starting beside the server, and
    /// whoever restarts it must not have to restart the servers.
    /// </summary>
    /// <exception cref="Commands.WrongCallException">
    /// The folder, the database or the certificate cannot be used.
    /// </exception>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<CollectionsServer> StartAsync(ServeSettings settings)
    {
        var asked = settings.Time.GetTimestamp();
        using var logs = LoggerFactory.Create(logging =>
        {
            logging.Services.AddSingleton(settings.Time);
            logging.AddStructuredLog(settings.LogTo);
        });
        while (true)
        {
            try
            {
                return await StartOnceAsync(settings);
            }
            catch (Exception away) when (
                IsAway(away) && settings.Time.GetElapsedTime(asked) < settings.DatabasePatience)
            {
                Log.DatabaseAway(logs.CreateLogger<CollectionsServer>(), away.Message);
            }

            await Task.Delay(settings.DatabasePause, settings.Time);
        }
    }

    /// <summary>Whether a start failed because the database does not answer now.</summary>
    private static bool IsAway(Exception? fault) => fault switch
    {
        null => false,
        StoreException store => store.IsTransient,
        _ => IsAway(fault.InnerException),
    };

    private static async Task<CollectionsServer> StartOnceAsync(ServeSettings settings)
    {
        var parts = await Parts.OpenAsync(settings);
        CollectionsServer? server = null;
        try
        {
            server = new CollectionsServer(Build(settings, parts), parts, settings);
            await server.MakeFirstKeyAsync();
            await server._application.StartAsync();
            server.Folder.Start((loop, fault) => Log.LoopFault(server._logger, loop, fault.GetType().Name));
            Log.Serving(
                server._logger,
                string.Join(", ", server.Addresses),
                InstantPattern.General.Format(server.Folder.Clock.Now));
            return server;
        }
        catch
        {
            await (server?.DisposeAsync() ?? parts.DisposeAsync());
            throw;
        }
    }

    /// <summary>Completes when somebody asks the process to end (SIGTERM, Ctrl+C).</summary>
    public Task WaitForShutdownAsync()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _application.Lifetime.ApplicationStopping.Register(asked.SetResult);
        return asked.Task;
    }

    /// <summary>Answers the requests under way, stops time, signs the log, closes the folder.</summary>
    /// <returns>Messages left for the next start.</returns>
    public async Task<int> StopAsync()
    {
        Log.Stopping(_logger);
        using (var patience = new CancellationTokenSource(_settings.Patience, _settings.Time))
        {
            await _application.StopAsync(patience.Token);
        }

        var (left, signed) = await Folder.StopAsync(_settings.Patience);
        if (!signed)
        {
            Log.LeftUnsigned(_logger);
        }

        Log.Stopped(_logger, left);
        await DisposeAsync();
        return left;
    }

    /// <summary>Lets everything go without waiting.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _parts.DisposeAsync();
    }

    /// <summary>Makes the administrator's key, while there is none and the environment gives none.</summary>
    private async Task MakeFirstKeyAsync()
    {
        if (_settings.AdminKey is null
            && !await ApiKeys.AnyAsync(Folder.Store, ApiKeys.DefaultTenant, Roles.Platform))
        {
            (_, MadeKey) = await ApiKeys.MakeAsync(
                Folder.Engine, ApiKeys.DefaultTenant, ("administrator", Roles.Platform), Principal.Operator);
        }
    }

    private static WebApplication Build(ServeSettings settings, Parts parts)
    {
        var folder = parts.Folder;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "collections" });
        builder.Logging.AddStructuredLog(settings.LogTo);
        builder.Services.AddSingleton(settings.Time);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Patience);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.AddRoutingCore();
        builder.Services.AddCollectionsApi(new ApiSetup
        {
            Engine = folder.Engine,
            Vault = folder.Vault,
            AdminKey = settings.AdminKey,
            Outbox = new NoticeFolder(Path.Combine(settings.Folder, NoticeFolder.FolderName)),
            Limits = settings.Api,
            Time = settings.Time,
        });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => KestrelSettings.Apply(kestrel, settings));
        var application = builder.Build();
        var log = application.Services.GetRequiredService<ILogger<RequestLog>>();
        application.Use(next => new RequestLog(next, log, settings.Time).InvokeAsync);
        application.Use(next => new HstsHeader(next, settings.Transport).InvokeAsync);
        application.MapCollectionsApi();
        HealthEndpoints.Map(application, folder, parts.Telemetry);
        UnsubscribeEndpoint.Map(application, folder);
        CustomerLinkEndpoint.Map(application, folder);
        return application;
    }

    /// <summary>What the web application stands on, in the order in which it is let go.</summary>
    private sealed record Parts(LiveFolder Folder, MailDelivery Mail, TelemetryPipeline Telemetry) : IAsyncDisposable
    {
        public static async Task<Parts> OpenAsync(ServeSettings settings)
        {
            MailDelivery? mail = null;
            try
            {
                mail = MailDelivery.Open(settings.Mail, settings.Folder, settings.Time);
#pragma warning disable CA2000 // The record disposes of what it holds.
                var folder = await LiveFolder.OpenAsync(new LiveFolderSetup(settings.Place, settings.Time)
                {
                    RunsOn = settings.RunsOn,
                    Mail = mail,
                    PublicUrl = settings.PublicUrl,
                });
                return new Parts(folder, mail, new TelemetryPipeline(settings.OtlpEndpoint));
#pragma warning restore CA2000
            }
            catch
            {
                await (mail?.DisposeAsync() ?? ValueTask.CompletedTask);
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Folder.DisposeAsync();
            await Mail.DisposeAsync();
            Telemetry.Dispose();
        }
    }
}
