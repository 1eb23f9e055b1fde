using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Collections.Gateways.Mail;

/// <summary>A connection to a mail server: bytes out, replies in, each within a time. Faults quote nothing.</summary>
internal sealed class SmtpWire : IAsyncDisposable
{
    /// <summary>A reply line is at most 512 bytes (RFC 5321); some servers are more talkative.</summary>
    private const int LineBytesMax = 4_096;

    private const int LinesMax = 100;

    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private readonly byte[] _buffer = new byte[LineBytesMax];
    private Stream _stream;
    private int _start;
    private int _end;

    private SmtpWire(Socket socket, TimeProvider time)
    {
        _socket = socket;
        _time = time;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Connects.</summary>
    /// <exception cref="MailFaultException">Nobody answers.</exception>
    public static async Task<SmtpWire> ConnectAsync(MailServer server, TimeProvider time)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = new CancellationTokenSource(server.CommandTime, time);
            await socket.ConnectAsync(server.Host, server.Port, limit.Token);
            return new SmtpWire(socket, time);
        }
        catch (Exception away) when (away is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            throw new MailFaultException("The mail server cannot be reached.", away);
        }
    }

    /// <summary>This end's address as a literal (RFC 5321, section 4.1.3), for clients without a name.</summary>
    public string AddressLiteral()
    {
        var address = ((System.Net.IPEndPoint)_socket.LocalEndPoint!).Address;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
    }

    /// <summary>Encrypts from here on.</summary>
    /// <exception cref="MailFaultException">The server's certificate is not trusted, or TLS fails.</exception>
    public async Task EncryptAsync(MailServer server)
    {
        // What was said before encryption may come from anyone in between (CVE-2011-0411): nothing of it may be left.
        if (_start != _end)
        {
            throw new MailFaultException("The mail server spoke out of turn before TLS.");
        }

#pragma warning disable CA2000 // The wire disposes of its stream.
        var encrypted = new SslStream(_stream);
#pragma warning restore CA2000
        try
        {
            using var limit = new CancellationTokenSource(server.CommandTime, _time);
            await encrypted.AuthenticateAsClientAsync(Options(server), limit.Token);
            _stream = encrypted;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException or OperationCanceledException)
        {
            throw new MailFaultException("The mail server's certificate is not trusted, or TLS failed.", refused);
        }
    }

    /// <summary>Sends bytes.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, TimeSpan within)
    {
        try
        {
            using var limit = new CancellationTokenSource(within, _time);
            await _stream.WriteAsync(bytes, limit.Token);
            await _stream.FlushAsync(limit.Token);
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException)
        {
            throw new MailFaultException("The connection to the mail server was lost.", lost);
        }
    }

    /// <summary>Reads one reply.</summary>
    public async Task<SmtpReply> ReadAsync(TimeSpan within)
    {
        try
        {
            using var limit = new CancellationTokenSource(within, _time);
            return await ReadReplyAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new MailFaultException("The mail server did not answer in time.", late);
        }
        catch (IOException lost) when (lost is not MailFaultException)
        {
            throw new MailFaultException("The connection to the mail server was lost.", lost);
        }
    }

    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();

    private static SslClientAuthenticationOptions Options(MailServer server)
    {
#pragma warning disable CA5398 // Older versions are broken; a system that still allows them must not decide.
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = server.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
#pragma warning restore CA5398
        if (server.AuthorityPath is { } path)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.ImportFromPemFile(path);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken limit)
    {
        var lines = new List<string>();
        while (lines.Count < LinesMax)
        {
            var line = await ReadLineAsync(limit);
            if (line.Length < 3
                || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                || (line.Length > 3 && line[3] is not (' ' or '-')))
            {
                throw new MailFaultException("What answers is no mail server.");
            }

            lines.Add(line.Length > 4 ? line[4..] : string.Empty);
            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpReply(code, lines);
            }
        }

        throw new MailFaultException("The mail server's reply does not end.");
    }

    private async Task<string> ReadLineAsync(CancellationToken limit)
    {
        while (true)
        {
            var feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, feed).TrimEnd('\r');
                _start += feed + 1;
                return line;
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length)
            {
                throw new MailFaultException("The mail server's line is too long.");
            }

            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), limit);
            if (read == 0)
            {
                throw new MailFaultException("The mail server closed the connection.");
            }

            _end += read;
        }
    }
}
