using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Collections.Server.Api.Http;

/// <summary>Writes replies to the wire.</summary>
internal static class ReplyWriter
{
    /// <summary>Says that an answer is the one given before.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Writes a reply.</summary>
    public static async ValueTask WriteAsync(HttpContext http, ApiReply reply)
    {
        var response = http.Response;
        response.StatusCode = reply.Status;
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        if (reply.Version is { } version)
        {
            headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        }

        if (reply.Location is { } location)
        {
            headers.Location = location;
        }

        if (reply.Replayed)
        {
            headers[ReplayedHeader] = "true";
        }

        if (reply.RetryAfterSeconds is { } seconds)
        {
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (reply.Status == StatusCodes.Status401Unauthorized)
        {
            headers[HeaderNames.WWWAuthenticate] = "Bearer";
        }

        if (reply.Status != StatusCodes.Status204NoContent)
        {
            response.ContentType = reply.ContentType;
            response.ContentLength = reply.Body.Length;
            await response.Body.WriteAsync(reply.Body, http.RequestAborted);
        }
    }
}
