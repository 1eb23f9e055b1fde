using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Collections.Server.Api.Http;

/// <summary>Parts of a path as their sender meant them.</summary>
internal static class PathText
{
    /// <summary>The last segment, unescaped once from the request's own text: <c>%2F</c> is a slash.</summary>
    public static string LastSegment(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw
            ? raw
            : http.Request.Path.ToUriComponent();
        var path = target.Split('?')[0].TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
