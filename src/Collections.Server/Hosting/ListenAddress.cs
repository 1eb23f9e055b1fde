using System.Globalization;
using System.Net;
using Collections.Server.Commands;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Collections.Server.Hosting;

/// <summary>One address to listen on.</summary>
/// <param name="IsTls">Whether it says https.</param>
/// <param name="Host">A name, an IP address, or <c>*</c> for all.</param>
/// <param name="Port">The port; 0 for any free one.</param>
public sealed record ListenAddress(bool IsTls, string Host, int Port)
{
    private const string Everywhere = "*";

    /// <summary>Reads addresses separated by semicolons, as <c>http://127.0.0.1:5080;https://*:5443</c>.</summary>
    /// <exception cref="WrongCallException">One of them is no address.</exception>
    public static IReadOnlyList<ListenAddress> ReadAll(string text)
    {
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 0
            ? [.. parts.Select(Read)]
            : throw new WrongCallException("--urls names at least one address, as http://127.0.0.1:5080");
    }

    /// <summary>Binds it.</summary>
    public void Bind(KestrelServerOptions kestrel, Action<ListenOptions> configure)
    {
        if (Host == Everywhere)
        {
            kestrel.ListenAnyIP(Port, configure);
        }
        else if (IPAddress.TryParse(Host, out var address))
        {
            kestrel.Listen(address, Port, configure);
        }
        else if (Host == "localhost" && Port != 0)
        {
            kestrel.ListenLocalhost(Port, configure);
        }
        else
        {
            kestrel.Listen(AddressOf(Host), Port, configure);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(IsTls ? "https" : "http")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    private static ListenAddress Read(string text)
    {
        // A star or a plus is no host name for Uri, but it is what people write for "all addresses".
        var parsed = text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal)
            .Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(parsed, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.PathAndQuery != "/")
        {
            throw new WrongCallException(
                $"'{text}' is no address to listen on; http://HOST:PORT or https://HOST:PORT is expected.");
        }

        var all = parsed != text;
        return new ListenAddress(uri.Scheme == "https", all ? Everywhere : uri.IdnHost.Trim('[', ']'), uri.Port);
    }

    private static IPAddress AddressOf(string host)
    {
        try
        {
            return Dns.GetHostAddresses(host)[0];
        }
        catch (System.Net.Sockets.SocketException)
        {
            throw new WrongCallException($"The host '{host}' of --urls is unknown.");
        }
    }
}
