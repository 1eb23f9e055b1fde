using System.Globalization;
using Collections.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Collections.Server.Api.Http;

/// <summary>The versions a caller's <c>If-Match</c> allows (RFC 9110, 13.1.1).</summary>
internal static class IfMatch
{
    /// <summary>A version that no entity has: weak or foreign tags match nothing.</summary>
    public const long Never = -1;

    /// <summary>
    /// The one version allowed; null when any is. Of several tags the one that is current counts: pass
    /// <paramref name="current"/> to find it.
    /// </summary>
    public static async ValueTask<(long? Version, Rejection? Fault)> ReadAsync(
        HttpRequest request, Func<ValueTask<long>> current)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return (null, null);
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header.ToArray()!, out var tags) || tags.Count == 0)
        {
            return (null, Malformed());
        }

        if (tags.Any(tag => tag.Tag == "*"))
        {
            return (await current() == 0 ? Never : null, null);
        }

        List<long> versions = [.. tags.Select(VersionOf)];
        if (versions is [var only])
        {
            return (only, null);
        }

        var now = await current();
        return (versions.Contains(now) ? now : Never, null);
    }

    private static long VersionOf(EntityTagHeaderValue tag) =>
        !tag.IsWeak && long.TryParse(
            tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : Never;

    private static Rejection Malformed() =>
        Rejection.Invalid("If-Match", "header_format", "If-Match holds entity tags in quotes, or *.");
}
