using Microsoft.Extensions.Logging;

namespace Collections.Server.Hosting;

/// <summary>
/// What the server logs. No line holds a name, a number, an address, free text or a request's path: a route's pattern
/// and a status say enough.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Serving on {Addresses}; clock {Clock}.")]
    public static partial void Serving(ILogger logger, string addresses, string clock);

    [LoggerMessage(2, LogLevel.Information, "Stopping: finishing what is under way.")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "Stopped; {Left} messages stay for the next start.")]
    public static partial void Stopped(ILogger logger, int left);

    [LoggerMessage(4, LogLevel.Error, "The loop {Loop} met a fault ({Fault}) and goes on.")]
    public static partial void LoopFault(ILogger logger, string loop, string fault);

    [LoggerMessage(5, LogLevel.Debug, "{Route} {Status} in {Milliseconds} ms.")]
    public static partial void Request(ILogger logger, string route, int status, double milliseconds);

    [LoggerMessage(6, LogLevel.Warning, "{Method} {Route} failed with {Status}.")]
    public static partial void RequestFailed(ILogger logger, string method, string route, int status);

    [LoggerMessage(7, LogLevel.Warning, "The server waits for its database: {Reason}")]
    public static partial void DatabaseAway(ILogger logger, string reason);

    [LoggerMessage(8, LogLevel.Warning, "The store does not answer: it is left without a last checkpoint.")]
    public static partial void LeftUnsigned(ILogger logger);
}
