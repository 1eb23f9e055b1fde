using System.Security.Authentication;
using Collections.Server.Commands;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Collections.Server.Hosting;

/// <summary>Addresses, certificates and limits of the HTTP server.</summary>
internal static class KestrelSettings
{
    public static void Apply(KestrelServerOptions kestrel, ServeSettings settings)
    {
        kestrel.AddServerHeader = false;
        Limit(kestrel.Limits, settings.Connections);
        kestrel.Limits.MaxRequestBodySize = settings.Api.BulkBodyBytesMax;
        var certificate = settings.Certificate?.Load();
        foreach (var address in settings.Addresses)
        {
            if (address.IsTls && certificate is null)
            {
                throw new WrongCallException($"{address} needs --certificate FILE and --key FILE.");
            }

            address.Bind(kestrel, listen =>
            {
                if (address.IsTls)
                {
                    listen.UseHttps(https =>
                    {
                        https.ServerCertificate = certificate!.Value.Leaf;
                        https.ServerCertificateChain = certificate.Value.Chain;
#pragma warning disable CA5398 // Older versions are broken; a system that still allows them must not decide.
                        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
#pragma warning restore CA5398
                    });
                }
            });
        }
    }

    private static void Limit(KestrelServerLimits limits, ConnectionLimits set)
    {
        limits.MaxConcurrentConnections = set.ConnectionsMax;
        limits.MaxRequestLineSize = set.RequestLineBytesMax;
        limits.MaxRequestHeadersTotalSize = set.HeaderBytesMax;
        limits.MaxRequestHeaderCount = set.HeaderFieldsMax;
        limits.RequestHeadersTimeout = set.HeaderTime;
        limits.KeepAliveTimeout = set.IdleTime;
        limits.MinRequestBodyDataRate = new MinDataRate(set.BodyBytesPerSecondMin, set.BodyGrace);
    }
}
