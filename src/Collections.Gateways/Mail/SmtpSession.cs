using System.Globalization;
using System.Text;

namespace Collections.Gateways.Mail;

/// <summary>
/// A session with a mail server, greeted, encrypted and authenticated (RFC 5321, 3207, 4954), ready to take messages
/// one after the other.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpWire _wire;
    private readonly MailServer _server;
    private Dictionary<string, string> _extensions = new(StringComparer.OrdinalIgnoreCase);

    private SmtpSession(SmtpWire wire, MailServer server)
    {
        _wire = wire;
        _server = server;
    }

    /// <summary>Whether it can still be used.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>Opens a session.</summary>
    /// <exception cref="MailFaultException">
    /// The server cannot be reached, is not trusted, has no TLS, or does not know us: the operator's to mend.
    /// </exception>
    public static async Task<SmtpSession> OpenAsync(MailServer server, TimeProvider time)
    {
#pragma warning disable CA2000 // The session disposes of it, or the catch below.
        var wire = await SmtpWire.ConnectAsync(server, time);
#pragma warning restore CA2000
        var session = new SmtpSession(wire, server);
        try
        {
            await session.BeginAsync();
            return session;
        }
        catch
        {
            await wire.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the server says it can do something.</summary>
    public bool Offers(string extension) => _extensions.ContainsKey(extension);

    /// <summary>Names sender and recipient; when this returns null, the server waits for the content.</summary>
    /// <returns>What was refused; null when nothing was.</returns>
    public async Task<SmtpRefusal?> EnvelopeAsync(string recipient, int size, bool isUtf8)
    {
        var mail = new StringBuilder($"MAIL FROM:<{_server.Sender}>");
        if (Offers("SIZE"))
        {
            mail.Append(CultureInfo.InvariantCulture, $" SIZE={size}");
        }

        if (isUtf8)
        {
            mail.Append(" BODY=8BITMIME SMTPUTF8");
        }

        // A fault in between leaves a session that stands nobody knows where.
        IsUsable = false;
        string[] commands = [mail.ToString(), $"RCPT TO:<{recipient}>"];
        var refusal = Offers("PIPELINING") ? await TogetherAsync(commands) : await OneByOneAsync(commands);
        if (refusal is null)
        {
            var go = await SayAsync("DATA");
            refusal = go.Code == 354 ? null : new SmtpRefusal(SmtpStep.Content, go);
        }

        IsUsable = true;
        if (refusal is not null)
        {
            await ResetAsync(refusal.Reply);
        }

        return refusal;
    }

    /// <summary>Sends the content after an accepted envelope.</summary>
    /// <exception cref="MailFaultException">No reply: whether the server took the message is unknown.</exception>
    public async Task<SmtpReply> ContentAsync(ReadOnlyMemory<byte> message)
    {
        // Until the reply is here nobody knows; a session that broke in between is never used again.
        IsUsable = false;
        await _wire.SendAsync(DotStuffing.Wrap(message.Span), _server.AcceptTime);
        var reply = await _wire.ReadAsync(_server.AcceptTime);
        IsUsable = reply.Code != 421;
        return reply;
    }

    /// <summary>Says goodbye if there is somebody to say it to.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsUsable)
            {
                await SayAsync("QUIT");
            }
        }
        catch (MailFaultException)
        {
            // Gone already: that is what was wanted.
        }

        await _wire.DisposeAsync();
    }

    private async Task BeginAsync()
    {
        if (_server.Security == MailSecurity.Implicit)
        {
            await _wire.EncryptAsync(_server);
        }

        Require(await _wire.ReadAsync(_server.CommandTime), "greeting");
        await GreetAsync();
        if (_server.Security == MailSecurity.StartTls)
        {
            // Without this a third party who removes the offer could read everything.
            if (!Offers("STARTTLS"))
            {
                throw new MailFaultException("The mail server offers no STARTTLS; nothing is sent in the clear.");
            }

            Require(await SayAsync("STARTTLS"), "STARTTLS");
            await _wire.EncryptAsync(_server);
            await GreetAsync();
        }

        if (_server.Credential is not null)
        {
            Require(await SmtpLogin.RunAsync(_server.Credential, MechanismsOf(), SayAsync), "AUTH");
        }
    }

    private async Task GreetAsync()
    {
        var reply = await SayAsync($"EHLO {_server.ClientName ?? _wire.AddressLiteral()}");
        Require(reply, "EHLO");
        _extensions = reply.Lines.Skip(1)
            .Select(line => line.Split(' ', 2))
            .DistinctBy(parts => parts[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                parts => parts[0],
                parts => parts.Length > 1 ? parts[1] : string.Empty,
                StringComparer.OrdinalIgnoreCase);
    }

    private string[] MechanismsOf() =>
        _extensions.GetValueOrDefault("AUTH", string.Empty).ToUpperInvariant().Split(' ');

    private async Task<SmtpRefusal?> TogetherAsync(string[] commands)
    {
        await _wire.SendAsync(
            Encoding.UTF8.GetBytes(string.Concat(commands.Select(command => command + "\r\n"))), _server.CommandTime);
        SmtpRefusal? refusal = null;
        for (var i = 0; i < commands.Length; i++)
        {
            var reply = await _wire.ReadAsync(_server.CommandTime);
            refusal ??= reply.IsDone ? null : new SmtpRefusal((SmtpStep)i, reply);
        }

        return refusal;
    }

    private async Task<SmtpRefusal?> OneByOneAsync(string[] commands)
    {
        for (var i = 0; i < commands.Length; i++)
        {
            var reply = await SayAsync(commands[i]);
            if (!reply.IsDone)
            {
                return new SmtpRefusal((SmtpStep)i, reply);
            }
        }

        return null;
    }

    /// <summary>Takes the envelope back, so that the session can be used for the next message.</summary>
    private async Task ResetAsync(SmtpReply refusal)
    {
        IsUsable = false;
        if (refusal.Code != 421)
        {
            IsUsable = (await SayAsync("RSET")).IsDone;
        }
    }

    private async Task<SmtpReply> SayAsync(string command)
    {
        await _wire.SendAsync(Encoding.UTF8.GetBytes(command + "\r\n"), _server.CommandTime);
        return await _wire.ReadAsync(_server.CommandTime);
    }

    private static void Require(SmtpReply reply, string step)
    {
        if (!reply.IsDone)
        {
            throw new MailFaultException($"The mail server answered {reply.Code} to the {step}.");
        }
    }
}
