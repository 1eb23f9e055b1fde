using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Collections.Server.Api.Http;

/// <summary>What the client sends and what it takes.</summary>
internal static class Negotiation
{
    /// <summary>Whether the client takes one of the types that an operation gives; errors may come as JSON.</summary>
    public static bool Accepts(StringValues accept, IReadOnlyList<string> offered)
    {
        if (accept.Count == 0 || accept is [{ } single] && (single == "*/*" || single == offered[0]))
        {
            return true;
        }

        // What cannot be read asks for nothing in particular.
        return !MediaTypeHeaderValue.TryParseList(accept.ToArray()!, out var wished)
            || offered.Any(type => IsWished(MediaTypeHeaderValue.Parse(type), wished));
    }

    /// <summary>The offered type that the client likes best; the first of them when it says nothing.</summary>
    public static string Best(StringValues accept, IReadOnlyList<string> offered)
    {
        if (accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(accept.ToArray()!, out var wished))
        {
            return offered[0];
        }

        return offered.MaxBy(type => Quality(MediaTypeHeaderValue.Parse(type), wished)) ?? offered[0];
    }

    /// <summary>The media type of the body without parameters, lower case; null when the client names none.</summary>
    public static string? TypeOf(HttpRequest request) =>
        request.ContentType is { Length: > 0 } text
            ? MediaTypeHeaderValue.TryParse(text, out var type) && IsUtf8(type) ? Lower(type) : string.Empty
            : null;

    private static string Lower(MediaTypeHeaderValue type) => type.MediaType.ToString().ToLowerInvariant();

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        type.Charset.Length == 0 || type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static bool IsWished(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> wished) =>
        Quality(type, wished) > 0;

    // The most specific range decides (RFC 9110, 12.5.1).
    private static double Quality(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> wished) => wished
        .Where(range => type.IsSubsetOf(range))
        .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
        .Select(range => range.Quality ?? 1)
        .FirstOrDefault();
}
