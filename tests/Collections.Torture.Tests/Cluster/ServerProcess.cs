using System.Diagnostics;
using System.Globalization;
using Collections.Storage.Tests.Postgres;

namespace Collections.Torture.Tests.Cluster;

/// <summary>A real <c>collections serve</c> process, which can be killed, stopped in its tracks, and started again.</summary>
/// <param name="place">What it shares with others.</param>
internal sealed class ServerProcess(Installation place) : IDisposable
{
    /// <summary>What is waited for a server that was asked to end: more than its own patience with everything.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(60);

    private const int WordsKept = 5;

    private readonly Queue<string> _lastWords = new();
    private readonly List<string> _faults = [];
    private Process? _process;
    private bool _endAsked;

    /// <summary>Where it listens; the same after every start.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePorts.Next().ToString(CultureInfo.InvariantCulture)}/v1/");

    public bool IsUp => _process is { HasExited: false };

    /// <summary>Whether it has started so far that it answers.</summary>
    public bool IsServing { get; private set; }

    /// <summary>Starts it; requests find it when it is ready.</summary>
    public void Start()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "collections.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList =
            {
                "exec", assembly, "serve", "--urls", Address.GetLeftPart(UriPartial.Authority),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        place.Arguments.ToList().ForEach(start.ArgumentList.Add);
        start.Environment["COLLECTIONS_ADMIN_KEY"] = place.AdminKey;
        start.Environment["COLLECTIONS_MASTER_KEY"] = place.MasterKey;
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process?.Dispose();
        (_endAsked, IsServing) = (false, false);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server does not start.");
        _process = process;
        process.Exited += (_, _) => NoteEnd(process);
        process.EnableRaisingEvents = true;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Lines in which the server complains of a bug, and ends that nobody asked for.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Lines in which the server tells of a fault; a database that is away makes some.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_faults)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>SIGKILL, and waits until the system has taken everything away.</summary>
    public void Kill()
    {
        _endAsked = true;
        _process!.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGSTOP: it stands still between two instructions, as under a debugger or a frozen machine.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>SIGCONT.</summary>
    public void Thaw() => Signal("CONT");

    /// <summary>SIGTERM, and waits.</summary>
    /// <returns>The exit code; null when it did not end in time.</returns>
    public async Task<int?> StopAsync()
    {
        _endAsked = true;
        Signal("TERM");
        using var patience = new CancellationTokenSource(EndPatience, TimeProvider.System);
        try
        {
            await _process!.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Runs another verb on the same store; true when it says yes.</summary>
    public async Task<(int Exit, string Said)> RunAsync(params string[] verb)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "collections.dll"), .. verb, .. place.Arguments,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["COLLECTIONS_MASTER_KEY"] = place.MasterKey;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The verb does not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await errors);
    }

    public void Dispose()
    {
        if (IsUp)
        {
            Kill();
        }

        _process?.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastWords)
        {
            _lastWords.Enqueue(line);
            if (_lastWords.Count > WordsKept)
            {
                _lastWords.Dequeue();
            }
        }

        IsServing |= line.StartsWith("Serving ", StringComparison.Ordinal);
        if (line.Contains("\"Critical\"", StringComparison.Ordinal))
        {
            Complain(line);
        }
        else if (line.Contains("\"Error\"", StringComparison.Ordinal))
        {
            lock (_faults)
            {
                _faults.Add(line);
            }
        }
    }

    private void NoteEnd(Process process)
    {
        if (!_endAsked)
        {
            lock (_lastWords)
            {
                Complain($"ended by itself with {process.ExitCode}: {string.Join(" | ", _lastWords)}");
            }
        }
    }

    private void Complain(string words)
    {
        lock (Complaints)
        {
            Complaints.Add(words);
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start(
            "kill", [$"-{name}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
