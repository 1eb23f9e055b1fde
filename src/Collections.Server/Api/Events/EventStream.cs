using System.Text;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Collections.Server.Api.Events;

/// <summary>
/// The feed as server-sent events: the id of each is its cursor, so that a client that comes back with
/// <c>Last-Event-ID</c> misses none and sees none twice. A quiet stream says that it lives.
/// </summary>
internal static class EventStream
{
    public const string MediaType = "text/event-stream";

    private const int PageItems = 500;

    // How long a new event may wait before a listening client sees it.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async ValueTask<ApiReply> RunAsync(ApiCall call)
    {
        var after = call.Query.Text("after", 512);
        var last = call.Http.Request.Headers["Last-Event-ID"];
        var cursor = last.Count > 0 && !string.IsNullOrEmpty(last[0]) ? last[0] : after;
        var place = EventOperations.PlaceOf(call.Query, cursor);
        var types = EventOperations.TypesOf(call.Query);
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        if (!call.Server.TryOpenStream())
        {
            return Problems.Of(call.Http, 503, "too_many_streams", "Too many streams are open; try again.");
        }

        try
        {
            return await ServeAsync(call, new Feed(call.Engine.Setup.Log, call.Caller.Tenant, types), place);
        }
        finally
        {
            call.Server.CloseStream();
        }
    }

    private static async ValueTask<ApiReply> ServeAsync(ApiCall call, Feed feed, FeedPlace place)
    {
        var response = call.Http.Response;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        if (!HttpMethods.IsHead(call.Http.Request.Method))
        {
            await FollowAsync(call, feed, place);
        }

        return new ApiReply(200, default) { ContentType = MediaType };
    }

    private static async ValueTask FollowAsync(ApiCall call, Feed feed, FeedPlace place)
    {
        var stopping = call.Http.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Http.RequestAborted, stopping);
        try
        {
            await call.Http.Response.StartAsync(end.Token);
            await WriteAsync(call, ": hello\n\n", end.Token);
            var quietSince = call.Server.Setup.Time.GetTimestamp();
            while (!end.IsCancellationRequested)
            {
                var (items, upto) = await feed.ReadAsync(place, PageItems);
                place = upto;
                if (items.Count > 0)
                {
                    await WriteAsync(call, Text(items), end.Token);
                    quietSince = call.Server.Setup.Time.GetTimestamp();
                    continue;
                }

                if (call.Server.Setup.Time.GetElapsedTime(quietSince) >= call.Server.Setup.Limits.Heartbeat.ToTimeSpan())
                {
                    await WriteAsync(call, ": still here\n\n", end.Token);
                    quietSince = call.Server.Setup.Time.GetTimestamp();
                }

                await Task.Delay(Pause, call.Server.Setup.Time, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client has gone, or the server goes: the stream is over either way.
        }
    }

    private static string Text(IReadOnlyList<FeedItem> items)
    {
        var text = new StringBuilder();
        foreach (var item in items)
        {
            var data = Encoding.UTF8.GetString(JsonBytes.Of(item, FeedItem.Write));
            text.Append("id: ").Append(item.Place.Cursor).Append('\n')
                .Append("event: ").Append(item.Event.Type).Append('\n')
                .Append("data: ").Append(data).Append("\n\n");
        }

        return text.ToString();
    }

    private static async ValueTask WriteAsync(ApiCall call, string text, CancellationToken end)
    {
        await call.Http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), end);
        await call.Http.Response.Body.FlushAsync(end);
    }
}
