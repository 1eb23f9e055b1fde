using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Collections.Server.Api.Http;

/// <summary>Reads a whole body, never more than allowed.</summary>
internal static class RequestBody
{
    /// <summary>The body; null when it is larger than <paramref name="bytesMax"/>.</summary>
    /// <exception cref="BadHttpRequestException">The client sends no valid body, or too slowly.</exception>
    public static async ValueTask<byte[]?> ReadAsync(HttpContext http, long bytesMax)
    {
        if (http.Request.ContentLength > bytesMax)
        {
            return null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The limit here is the one that speaks; the server's own would close the connection without a word.
            limit.MaxRequestBodySize = bytesMax + 1;
        }

        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > bytesMax)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
