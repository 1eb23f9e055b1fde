using System.Globalization;
using Collections.Server.Commands;
using Microsoft.AspNetCore.Http;

namespace Collections.Server.Hosting;

/// <summary>Whether and for how long browsers are told to come by https only (RFC 6797).</summary>
public sealed record TransportSecurity
{
    /// <summary>Days for which it counts when nobody says otherwise.</summary>
    public const int DaysUsual = 365;

    /// <summary>Two years: what browsers ask of sites on their lists.</summary>
    public const int DaysMax = 730;

    /// <summary>
    /// Days for which a browser remembers it, from 0, which tells it to forget; null to say nothing at all.
    /// </summary>
    public int? HstsDays { get; init; } = DaysUsual;

    /// <summary>
    /// Whether a proxy in front ends TLS and says so in <c>X-Forwarded-Proto</c>. Without one that header is whatever
    /// the caller writes, and is not believed.
    /// </summary>
    public bool BehindTlsProxy { get; init; }

    /// <summary>Reads <c>--hsts-days</c>: a number from 0 to <see cref="DaysMax"/>, or <c>off</c>.</summary>
    /// <param name="text">The text; null for the usual days.</param>
    /// <exception cref="WrongCallException">It is neither.</exception>
    public static int? ReadDays(string? text) => text switch
    {
        null => DaysUsual,
        "off" => null,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= DaysMax =>
            days,
        _ => throw new WrongCallException($"--hsts-days takes 0 to {DaysMax} days, or 'off'."),
    };

    /// <summary>
    /// The header of an answer; null for none. It is told over TLS only, as the standard asks, and not to this machine:
    /// a browser that remembers it for <c>localhost</c> locks its user out of everything else he runs there.
    /// </summary>
    public string? HeaderFor(HttpRequest request)
    {
        var isTls = request.IsHttps
            || (BehindTlsProxy && request.Headers["X-Forwarded-Proto"] is [{ } scheme]
                && scheme.Equals("https", StringComparison.OrdinalIgnoreCase));
        if (HstsDays is not { } days || !isTls || request.Host.Host is "localhost" or "127.0.0.1" or "[::1]")
        {
            return null;
        }

        const int secondsOfDay = 24 * 60 * 60;
        return string.Create(CultureInfo.InvariantCulture, $"max-age={days * secondsOfDay}");
    }
}

/// <summary>
/// Puts the header on every answer, also on refusals. The framework's <c>UseHsts</c> writes it before the request is
/// served, and what fails on the way clears the headers of the answer: a fault would go without it. It knows nothing of
/// a proxy either, unless the scheme of the whole request is rewritten.
/// </summary>
internal sealed class HstsHeader(RequestDelegate next, TransportSecurity security)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (security.HeaderFor(http.Request) is { } value)
        {
            // Whatever fails on the way clears the headers of the answer; these are put on when it leaves.
            http.Response.OnStarting(() =>
            {
                http.Response.Headers.StrictTransportSecurity = value;
                return Task.CompletedTask;
            });
        }

        return next(http);
    }
}
