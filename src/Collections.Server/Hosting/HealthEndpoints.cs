using Collections.Server.Composition;
using Collections.Server.Hosting.Telemetry;
using Collections.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Collections.Server.Hosting;

/// <summary><c>/health/live</c>, <c>/health/ready</c>, <c>/metrics</c>: for machines, without a key.</summary>
internal static class HealthEndpoints
{
    private const string PrometheusType = "text/plain; version=0.0.4; charset=utf-8";

    public static void Map(WebApplication application, LiveFolder folder, TelemetryPipeline telemetry)
    {
        application.MapGet("/health/live", () => Results.Json(new { status = "ok" })).ExcludeFromDescription();
        application.MapGet("/health/ready", () => ReadyAsync(application.Lifetime, folder)).ExcludeFromDescription();
        application.MapGet("/metrics", () => Results.Text(telemetry.Read(), PrometheusType)).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(IHostApplicationLifetime lifetime, LiveFolder folder)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return NotReady("stopping");
        }

        try
        {
            await folder.Store.LastSequenceAsync();
            return Results.Json(new { status = "ok" });
        }
        catch (Exception fault) when (fault is StoreException or ObjectDisposedException)
        {
            return NotReady("store");
        }
    }

    private static IResult NotReady(string cause) =>
        Results.Json(new { status = "unavailable", cause }, statusCode: StatusCodes.Status503ServiceUnavailable);
}
