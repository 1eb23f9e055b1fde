using System.Globalization;
using System.Net;

namespace Collections.Gateways.Mail;

/// <summary>When a connection to a mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>Encrypted by STARTTLS before anything is said (RFC 3207); a server without it is not used.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte (RFC 8314), usually port 465.</summary>
    Implicit,

    /// <summary>Not encrypted: for a relay on the same machine.</summary>
    None,
}

/// <summary>The mail server that notices leave by, and who writes.</summary>
/// <param name="Host">Its name, which its certificate must bear.</param>
/// <param name="Port">Its port.</param>
public sealed record MailServer(string Host, int Port)
{
    private const int SubmissionPort = 587;
    private const int ImplicitPort = 465;

    /// <summary>How the connection is encrypted.</summary>
    public MailSecurity Security { get; init; }

    /// <summary>User and password; null when the server asks for none.</summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>PEM file of the authority that signed the server's certificate; null for the system's.</summary>
    public string? AuthorityPath { get; init; }

    /// <summary>The address that mail comes from, and to which a server reports what it could not deliver.</summary>
    public required string Sender { get; init; }

    /// <summary>How this client calls itself; null for its address.</summary>
    public string? ClientName { get; init; }

    /// <summary>How long connecting, or one command, may take.</summary>
    public TimeSpan CommandTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server may take to accept a message it was sent (RFC 5321: up to 10 minutes).</summary>
    public TimeSpan AcceptTime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Reads <c>smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS</c> (STARTTLS; <c>starttls=never</c> for none) or
    /// <c>smtps://...</c> (implicit TLS); further: <c>ca=FILE</c>, <c>helo=NAME</c>.
    /// </summary>
    /// <exception cref="FormatException">It is none; the message says why and never quotes a password.</exception>
    public static MailServer Parse(Uri url)
    {
        var isImplicit = url.Scheme == "smtps";
        if ((!isImplicit && url.Scheme != "smtp") || url.Host.Length == 0 || url.AbsolutePath is not ("/" or ""))
        {
            throw new FormatException("A mail server is smtp://HOST:PORT?from=ADDRESS or smtps://...");
        }

        var settings = ReadQuery(url.Query);
        var sender = settings.GetValueOrDefault("from") is { } from ? Notices.MailAddress.AsciiOrNull(from) : null;
        return new MailServer(url.IdnHost, url.Port > 0 ? url.Port : isImplicit ? ImplicitPort : SubmissionPort)
        {
            Security = isImplicit ? MailSecurity.Implicit : SecurityOf(settings.GetValueOrDefault("starttls")),
            Credential = ReadCredential(url.UserInfo),
            AuthorityPath = settings.GetValueOrDefault("ca"),
            ClientName = settings.GetValueOrDefault("helo"),
            Sender = sender ?? throw new FormatException("A mail server needs from=ADDRESS, the sender of all mail."),
        };
    }

    /// <summary>Host and port, nothing secret.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port} ({Security switch
    {
        MailSecurity.Implicit => "TLS",
        MailSecurity.StartTls => "STARTTLS",
        _ => "not encrypted",
    }})");

    private static MailSecurity SecurityOf(string? word) => word switch
    {
        null or "always" => MailSecurity.StartTls,
        "never" => MailSecurity.None,
        _ => throw new FormatException("starttls= is 'always' or 'never'."),
    };

    private static NetworkCredential? ReadCredential(string userInfo)
    {
        if (userInfo.Length == 0)
        {
            return null;
        }

        var parts = userInfo.Split(':', 2);
        return parts.Length == 2
            ? new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]))
            : throw new FormatException("A mail server's user has a password: smtp://USER:PASSWORD@HOST.");
    }

    private static Dictionary<string, string> ReadQuery(string query)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts is not [("from" or "starttls" or "ca" or "helo") and var name, var value]
                || !settings.TryAdd(name, Uri.UnescapeDataString(value)))
            {
                throw new FormatException("A mail server knows from=, starttls=, ca= and helo=, each once.");
            }
        }

        return settings;
    }
}
