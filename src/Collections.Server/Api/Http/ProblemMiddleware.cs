using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Server.Api.Http;

/// <summary>
/// The outermost step: a status without words gets them, and a fault becomes an answer. A fault of the server is noted
/// with the request's id and shows the caller nothing but that id.
/// </summary>
internal sealed class ProblemMiddleware(RequestDelegate next)
{
    /// <summary>Serves a request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException bad)
        {
            await ReplyAsync(http, Problems.Of(http, bad.StatusCode));
            return;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client went away; nobody reads an answer.
            return;
        }
        // Whatever it is, the caller gets an answer and the operator the fault; the server goes on.
#pragma warning disable CA1031
        catch (Exception bug)
#pragma warning restore CA1031
        {
            var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Collections.Api");
            ApiLog.Failed(log, http.TraceIdentifier, bug);
            await ReplyAsync(http, Problems.Of(http, StatusCodes.Status500InternalServerError));
            return;
        }

        var response = http.Response;
        var isBare = response.ContentLength is null && response.ContentType is null;
        if (!response.HasStarted && response.StatusCode >= StatusCodes.Status400BadRequest && isBare)
        {
            await ReplyWriter.WriteAsync(http, Problems.Of(http, response.StatusCode));
        }
    }

    private static async ValueTask ReplyAsync(HttpContext http, ApiReply reply)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await ReplyWriter.WriteAsync(http, reply);
        }
    }
}

/// <summary>What the API writes into the log.</summary>
internal static partial class ApiLog
{
    /// <summary>A fault of the server.</summary>
    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "The request {RequestId} met a fault.")]
    public static partial void Failed(ILogger log, string requestId, Exception fault);
}
