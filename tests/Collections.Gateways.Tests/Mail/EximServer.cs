using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Collections.Gateways.Tests.Mail;

/// <summary>Exim of Debian's package <c>exim4-daemon-light</c>, on free ports, in a folder of its own.</summary>
internal sealed class EximServer : IDisposable
{
    private const string Program = "/usr/sbin/exim4";
    private const string User = "Debian-exim";

    private const string Template = """
        spool_directory = FOLDER/spool
        log_file_path = FOLDER/spool/%slog
        pid_file_path = FOLDER/spool/exim.pid
        keep_environment =
        primary_hostname = localhost
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = PORT : TLS_PORT
        tls_on_connect_ports = TLS_PORT
        tls_advertise_hosts = *
        tls_certificate = FOLDER/certificate.pem
        tls_privatekey = FOLDER/key.pem
        auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}
        smtputf8_advertise_hosts = *
        message_size_limit = 100K
        deliver_drop_privilege = true
        acl_smtp_rcpt = rcpt
        begin acl
        rcpt:
          deny local_parts = nobody
               message = 5.1.1 there is no such person
          defer local_parts = later
                message = 4.2.0 come again
          accept authenticated = *
          deny message = 5.7.1 not without a name
        begin routers
        all:
          driver = accept
          transport = file
        begin transports
        file:
          driver = appendfile
          directory = FOLDER/inbox
          maildir_format
          user = Debian-exim
          delivery_date_add
          envelope_to_add
          return_path_add
        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_prompts = :
          server_condition = ${if and{{eq{$auth2}{user}}{eq{$auth3}{s3cret}}}}
          server_set_id = $auth2

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("collections-exim-").FullName;
    private readonly Process _process;

    private EximServer()
    {
        (Port, TlsPort) = (FreePort(), FreePort());
        using var certificate = TestCertificate.Make();
        Write(certificate);
        _process = Process.Start(new ProcessStartInfo(Program, ["-C", Path.Combine(_folder, "conf"), "-bdf"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Why it cannot run here; null when it can.</summary>
    public static string? Missing => !File.Exists(Program) ? "exim4-daemon-light is not installed"
        : Environment.UserName != "root" ? "exim takes a configuration of our own from root only"
        : null;

    public int Port { get; }

    public int TlsPort { get; }

    public string AuthorityPath => Path.Combine(_folder, "certificate.pem");

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<EximServer> StartAsync(CancellationToken cancel)
    {
        var server = new EximServer();
        foreach (var port in new[] { server.Port, server.TlsPort })
        {
            await server.AnswerAsync(port, cancel);
        }

        return server;
    }

    /// <summary>The messages it delivered, once there are so many.</summary>
    public async Task<IReadOnlyList<string>> DeliveredAsync(int count, CancellationToken cancel)
    {
        var inbox = Path.Combine(_folder, "inbox", "new");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!Directory.Exists(inbox) || Directory.GetFiles(inbox).Length < count)
        {
            await timer.WaitForNextTickAsync(cancel);
        }

        var files = Directory.GetFiles(inbox).Order(StringComparer.Ordinal);
        return [.. await Task.WhenAll(files.Select(file => File.ReadAllTextAsync(file, cancel)))];
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Write(X509Certificate2 certificate)
    {
        var (_, key) = TestCertificate.Write(certificate, _folder);
        Directory.CreateDirectory(Path.Combine(_folder, "spool"));
        Directory.CreateDirectory(Path.Combine(_folder, "inbox"));
        File.WriteAllText(
            Path.Combine(_folder, "conf"),
            Template
                .Replace("FOLDER", _folder, StringComparison.Ordinal)
                .Replace("TLS_PORT", TlsPort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("PORT", Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        // Exim reads, receives and delivers as its own user; the configuration has to stay root's.
        Run("chmod", "755", _folder);
        Run("chown", User, Path.Combine(_folder, "spool"), Path.Combine(_folder, "inbox"), key);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private async Task AnswerAsync(int port, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await timer.WaitForNextTickAsync(cancel);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
