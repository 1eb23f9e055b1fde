using System.Diagnostics;
using System.Globalization;

namespace Collections.Storage.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of our own on a free port, in a folder that vanishes with it. Its programs are those of PATH or of
/// the newest Debian package. The server refuses to run as root, so root lends it to another user.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Packages = "/usr/lib/postgresql";

    private readonly string _folder = Directory.CreateTempSubdirectory("collections-postgres-").FullName;
    private readonly string? _user = Environment.UserName == "root" ? Unprivileged : null;
    private readonly int _port = FreePorts.Next();

    private PostgresServer()
    {
    }

    /// <summary>Why it cannot run here; null when it can.</summary>
    public static string? Missing { get; } = Programs is null ? "PostgreSQL's initdb and pg_ctl are not installed" : null;

    /// <summary>Connects as its owner, without a password.</summary>
    public string Connection => $"Host=127.0.0.1;Port={_port};Username=collections;Database=postgres";

    private static string? Programs => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Concat(Directory.Exists(Packages)
            ? Directory.GetDirectories(Packages).OrderDescending(StringComparer.Ordinal).Select(each => $"{each}/bin")
            : [])
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));

    private static string Unprivileged =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="settings">Further settings of the server, as <c>name=value</c>.</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var server = new PostgresServer();
        if (server._user is { } user)
        {
            await RunAsync("chown", user, server._folder);
        }

        await server.DoAsync("initdb", "-D", server.Data, "-U", "collections", "-A", "trust", "-E", "UTF8", "--no-locale", "-N");
        await File.AppendAllLinesAsync(
            Path.Combine(server.Data, "postgresql.conf"),
            [
                $"port = {server._port.ToString(CultureInfo.InvariantCulture)}",
                "listen_addresses = '127.0.0.1'",
                $"unix_socket_directories = '{server._folder}'",
                .. settings,
            ]);
        await server.UpAsync();
        return server;
    }

    /// <summary>Starts it again after <see cref="DownAsync"/>.</summary>
    public Task UpAsync() => DoAsync("pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "start");

    /// <summary>Stops it as a crash or a quick restart would: connections are cut.</summary>
    public Task DownAsync(string mode = "immediate") => DoAsync("pg_ctl", "-D", Data, "-m", mode, "-w", "stop");

    public async ValueTask DisposeAsync()
    {
        await DownAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task DoAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return _user is null ? RunAsync(path, arguments) : RunAsync("runuser", ["-u", _user, "--", path, .. arguments]);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Its output would be inherited by the server, which never closes it.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments])
        {
            WorkingDirectory = "/",
        })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
