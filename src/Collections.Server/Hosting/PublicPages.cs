using Microsoft.AspNetCore.Http;

namespace Collections.Server.Hosting;

/// <summary>What the pages behind links in messages have in common: nobody logs in to them.</summary>
internal static class PublicPages
{
    // A commit takes milliseconds; browsers and mail programs count in whole seconds.
    private const string RetryAfterSeconds = "1";

    /// <summary>Tells a browser or a mail program that the same request may do a moment later.</summary>
    public static void TryAgainSoon(HttpResponse response) => response.Headers.RetryAfter = RetryAfterSeconds;
}
