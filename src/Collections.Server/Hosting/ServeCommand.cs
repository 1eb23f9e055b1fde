using System.CommandLine;
using Collections.Gateways.Mail;
using Collections.Server.Commands;

namespace Collections.Server.Hosting;

/// <summary><c>serve</c>: the API, and time passing.</summary>
internal static class ServeCommand
{
    private const string AdminKeyVariable = "COLLECTIONS_ADMIN_KEY";
    private const string MailVariable = "COLLECTIONS_SMTP_URL";
    private const string PublicVariable = "COLLECTIONS_PUBLIC_URL";
    private const string CertificateVariable = "COLLECTIONS_TLS_CERTIFICATE";
    private const string CertificateKeyVariable = "COLLECTIONS_TLS_KEY";
    private const string HstsVariable = "COLLECTIONS_HSTS_DAYS";
    private const string ProxyVariable = "COLLECTIONS_TLS_PROXY";
    private const string OtlpVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static Command Build(Terminal terminal)
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen; several separated by semicolons.",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
            HelpName = "U",
        };
        var clock = new Option<string?>("--clock")
        {
            Description = "'now': a business clock that lies ahead of wall time runs on instead of standing still.",
            HelpName = "now",
        };
        clock.AcceptOnlyFromAmong("now");
        var certificate = new Option<string?>("--certificate")
        {
            Description = "PEM file of the certificate and its intermediates, for https addresses.",
            HelpName = "FILE",
        };
        var key = new Option<string?>("--key")
        {
            Description = "PEM file of the certificate's key.",
            HelpName = "FILE",
        };
        var hsts = new Option<string?>("--hsts-days")
        {
            Description = "Days for which browsers are told to come by https only; 0: forget it; 'off': no word of it.",
            HelpName = "DAYS",
        };
        var proxy = new Option<bool>("--behind-tls-proxy")
        {
            Description = "A proxy in front ends TLS and says so in X-Forwarded-Proto.",
        };
        var verb = new Command("serve", "Serves the API and lets time pass.")
        {
            urls, clock, certificate, key, hsts, proxy,
        };
        var data = new DataOptions(verb);
        verb.SetAction((call, _) => RunAsync(
            new ServeSettings
            {
                Folder = data.PlaceOf(call).Folder,
                Postgres = data.PlaceOf(call).Postgres,
                Tenant = data.TenantOf(call),
                Addresses = ListenAddress.ReadAll(call.GetValue(urls)!),
                Certificate = CertificateOf(call.GetValue(certificate), call.GetValue(key)),
                Transport = new TransportSecurity
                {
                    HstsDays = TransportSecurity.ReadDays(call.GetValue(hsts) ?? Variable(HstsVariable)),
                    BehindTlsProxy = call.GetValue(proxy) || Variable(ProxyVariable) is "1" or "true",
                },
                RunsOn = call.GetValue(clock) == "now",
                AdminKey = Variable(AdminKeyVariable),
                Mail = MailOf(UriOf(MailVariable)),
                PublicUrl = UriOf(PublicVariable) is { } seen ? Folder(seen) : null,
                OtlpEndpoint = UriOf(OtlpVariable) is { } otlp ? Folder(otlp) : null,
                LogTo = terminal.Error,
            },
            terminal));
        return verb;
    }

    private static async Task<int> RunAsync(ServeSettings settings, Terminal terminal)
    {
        await using var server = await CollectionsServer.StartAsync(settings);
        await FirstOutput.WriteAsync(server, settings, terminal);
        await server.WaitForShutdownAsync();
        var left = await server.StopAsync();
        await terminal.Out.WriteLineAsync(
            left == 0 ? "Stopped." : $"Stopped; {left} messages stay for the next start.");
        return ExitCode.Done;
    }

    private static CertificateFiles? CertificateOf(string? certificate, string? key) =>
        (certificate ?? Variable(CertificateVariable)) is { } path
            ? new CertificateFiles(path, key ?? Variable(CertificateKeyVariable))
            : null;

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static Uri? UriOf(string name)
    {
        if (Variable(name) is not { } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? uri
            : throw new WrongCallException($"{name} is no URL.");
    }

    private static MailServer? MailOf(Uri? url)
    {
        try
        {
            return url is null ? null : MailServer.Parse(url);
        }
        catch (FormatException wrong)
        {
            throw new WrongCallException($"{MailVariable}: {wrong.Message}");
        }
    }

    /// <summary>A base address to which paths are added.</summary>
    private static Uri Folder(Uri uri) =>
        uri.AbsoluteUri.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");
}
