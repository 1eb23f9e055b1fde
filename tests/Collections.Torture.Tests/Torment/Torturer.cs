using System.Diagnostics;
using System.Globalization;
using Collections.Torture.Tests.Victims;

namespace Collections.Torture.Tests.Torment;

/// <summary>
/// Starts the victim, reads what its clients were told, kills it with SIGKILL at a moment that the seed chooses and
/// only progress decides, and starts it again.
/// </summary>
internal sealed class Torturer(string folder, int seed)
{
    private const int Clients = 64;

    /// <summary>Every eighth kill comes before the victim has served anything: while it opens or recovers.</summary>
    private const int EarlyKillEvery = 8;

    private const int AcksPerLifeMax = 400;

    private readonly Dice _dice = new(seed, -1, 0);
    private readonly int[] _next = new int[Clients];

    /// <summary>Everything that any client was told, in the order it was read.</summary>
    public List<AckLine> Acks { get; } = [];

    /// <summary>How often the victim was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>
    /// What makes the torture itself worthless: a client that was told of a command twice or skipped one.
    /// </summary>
    public List<string> Faults { get; } = [];

    public async Task KillAsync(int times)
    {
        while (Kills < times)
        {
            await LiveOnceAsync(_dice with { Episode = Kills });
            Kills++;
        }
    }

    private async Task LiveOnceAsync(Dice dice)
    {
        var resume = Path.Combine(folder, "resume.txt");
        Directory.CreateDirectory(folder);
        await File.WriteAllLinesAsync(resume, _next.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        using var victim = Start(new VictimOptions(folder, seed, Clients, resume));
        var complaint = victim.StandardError.ReadToEndAsync();
        try
        {
            await ReadUntilAsync(victim, Moment(dice));
        }
        finally
        {
            victim.Kill();
        }

        // What stands in the pipe was written before the kill: these answers count as given.
        while (await victim.StandardOutput.ReadLineAsync() is { } line)
        {
            Note(line);
        }

        await victim.WaitForExitAsync();
        if (await complaint is { Length: > 0 } text)
        {
            throw new InvalidOperationException($"The victim died by itself: {text}");
        }
    }

    private static Process Start(VictimOptions options)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Lives are short: code that is never hot need not be instrumented to become fast.
        start.Environment["DOTNET_TieredPGO"] = "0";
        string[] arguments = ["exec", typeof(Program).Assembly.Location, Program.VictimVerb, .. options.ToArguments()];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The victim does not start.");
    }

    /// <summary>The line after which the victim dies: a word of its start, or a number of acknowledgements.</summary>
    private static (string? Word, int Acks) Moment(Dice dice) => dice.OneIn(EarlyKillEvery, "early")
        ? (dice.OneIn(2, "word") ? Victim.OpenedLine : Victim.RecoveredLine, 0)
        : (null, 1 + dice.Roll("acks", AcksPerLifeMax));

    private async Task ReadUntilAsync(Process victim, (string? Word, int Acks) moment)
    {
        var acks = 0;
        while (await victim.StandardOutput.ReadLineAsync() is { } line)
        {
            acks += Note(line) ? 1 : 0;
            if (moment.Word is null ? acks == moment.Acks : line == moment.Word)
            {
                return;
            }
        }
    }

    private bool Note(string line)
    {
        if (AckLine.Parse(line) is not { } ack)
        {
            return false;
        }

        if (ack.Number != _next[ack.Client])
        {
            Faults.Add($"client {ack.Client} was told of {ack.Number}, not of {_next[ack.Client]}");
        }

        _next[ack.Client] = ack.Number + 1;
        Acks.Add(ack);
        return true;
    }
}
