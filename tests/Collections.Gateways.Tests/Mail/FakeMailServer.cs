using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Collections.Gateways.Tests.Mail;

/// <summary>A mail server that does as the test says, one connection after the other.</summary>
internal sealed class FakeMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public FakeMailServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What EHLO offers.</summary>
    public List<string> Offers { get; } = ["SIZE 1000000", "8BITMIME", "SMTPUTF8", "PIPELINING"];

    /// <summary>Answers a command line; null for the usual answer. <c>.</c> is the end of a message.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Closes the connection in place of an answer.</summary>
    public Func<string, bool> HangUp { get; set; } = _ => false;

    public X509Certificate2? Certificate { get; set; }

    public bool IsImplicit { get; set; }

    /// <summary>Bytes sent along with the go-ahead for TLS, as an attacker in between would.</summary>
    public string Injected { get; set; } = string.Empty;

    public List<string> Lines { get; } = [];

    public List<string> Messages { get; } = [];

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                Connections++;
                await TalkAsync(client.GetStream());
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (IOException)
            {
                // The client went away; the next one may come.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        if (IsImplicit)
        {
            stream = await EncryptAsync(stream);
        }

        await SayAsync(stream, Answer("greeting") ?? "220 fake");
        while (await LineAsync(stream) is { } line)
        {
            Lines.Add(line);
            if (HangUp(line))
            {
                return;
            }

            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            await SayAsync(stream, (Answer(line) ?? Usual(verb)) + (verb == "STARTTLS" ? Injected : string.Empty));
            if (verb == "QUIT")
            {
                return;
            }

            if (verb == "STARTTLS")
            {
                stream = await EncryptAsync(stream);
            }
            else if (verb == "DATA" && Answer(line) is null && !await TakeAsync(stream))
            {
                return;
            }
        }
    }

    private async Task<bool> TakeAsync(Stream stream)
    {
        var message = new StringBuilder();
        while (await LineAsync(stream) is { } line && line != ".")
        {
            message.Append(line).Append('\n');
        }

        Messages.Add(message.ToString());
        if (HangUp("."))
        {
            return false;
        }

        await SayAsync(stream, Answer(".") ?? "250 2.0.0 taken");
        return true;
    }

    private string Usual(string verb) => verb switch
    {
        "EHLO" => string.Join("\r\n", Offers.Select(offer => $"250-{offer}").Prepend("250-fake").Append("250 HELP")),
        "STARTTLS" => "220 go",
        "DATA" => "354 go on",
        "AUTH" => "235 2.7.0 welcome",
        "QUIT" => "221 bye",
        _ => "250 fine",
    };

    private async Task<Stream> EncryptAsync(Stream stream)
    {
        var encrypted = new SslStream(stream);
        try
        {
            await encrypted.AuthenticateAsServerAsync(Certificate!);
            return encrypted;
        }
        catch (System.Security.Authentication.AuthenticationException refused)
        {
            throw new IOException("The client does not trust us.", refused);
        }
    }

    private static async Task SayAsync(Stream stream, string text) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text + "\r\n"));

    private static async Task<string?> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }
}
