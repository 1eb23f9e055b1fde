using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Collections.Server.Hosting;

/// <summary>Logs requests by the pattern of their route: a path or a query may hold what tells who it is.</summary>
internal sealed class RequestLog(RequestDelegate next, ILogger logger, TimeProvider time)
{
    private const string NoRoute = "(no route)";

    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        await next(context);
        var status = context.Response.StatusCode;
        if (status >= StatusCodes.Status500InternalServerError && status != StatusCodes.Status503ServiceUnavailable)
        {
            Log.RequestFailed(logger, context.Request.Method, RouteOf(context), status);
        }
        else if (logger.IsEnabled(LogLevel.Debug))
        {
            var taken = time.GetElapsedTime(started).TotalMilliseconds;
            Log.Request(logger, $"{context.Request.Method} {RouteOf(context)}", status, taken);
        }
    }

    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? NoRoute;
}
