using System.Diagnostics;
using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;

namespace Collections.Bench;

/// <summary>
/// Durable commands per second on random accounts with a fixed number under way, and how long one takes: in a server
/// that has been up for a while. So every account was asked something before, and the code is compiled.
/// </summary>
internal sealed class CommandsFigure(Engine engine, BenchOptions options)
{
    /// <summary>At least until the code is compiled as it will stay.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <summary>Whoever asks has his account's key at hand.</summary>
    private readonly EntityKey[] _keys = [.. Enumerable.Range(0, options.Accounts).Select(Portfolio.Key)];

    private readonly LocalDate _today = LocalDays.DayOf(engine.Setup.Clock.Now, DateTimeZone.Utc);

    /// <summary>What each command of the last measurement cost.</summary>
    public string Cost { get; private set; } = string.Empty;

    /// <summary>Commands a second while warming up: the first on every account since the server started.</summary>
    public double ColdPerSecond { get; private set; }

    /// <summary>Goes on until every account was asked something, and for long enough.</summary>
    public async Task WarmUpAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await AskEveryAccountAsync();
        ColdPerSecond = options.Accounts / Stopwatch.GetElapsedTime(started).TotalSeconds;
        await RunAsync(WarmUp - Stopwatch.GetElapsedTime(started), seed: 1);
    }

    /// <summary>Measures for as long as the options say.</summary>
    public async Task<CommandsStretch> MeasureAsync()
    {
        var cost = new ProcessCost();
        var latencies = await cost.CountAsync(() => RunAsync(TimeSpan.FromSeconds(options.Seconds), seed: 2));
        Cost = cost.Each(latencies.Count);
        return new CommandsStretch(latencies.Count / cost.Seconds, ColdPerSecond, latencies);
    }

    private Task AskEveryAccountAsync()
    {
        int[] accounts = [.. Enumerable.Range(0, options.Accounts)];
        new Random(Seed: 1).Shuffle(accounts);
        var last = -1;
        return Task.WhenAll(Enumerable.Range(0, options.InFlight).Select(async worker =>
        {
            for (int next; (next = Interlocked.Increment(ref last)) < accounts.Length;)
            {
                await AskAsync(accounts[next], BenchCommands.Mixed(worker, next, _today));
            }
        }));
    }

    private async Task AskAsync(int account, AccountCommand command)
    {
        var answer = await engine.AskAsync(_keys[account], command);
        Invariant.Require(
            answer.Outcome == Outcome.Accepted, $"A measured command is accepted ({answer.Rejection}).");
    }

    /// <summary>Goes on with other commands of the same kind until there are enough.</summary>
    public Task FillAsync(Func<bool> enough) => RunAsync(enough, seed: 3);

    /// <summary>Runs commands for a while; the milliseconds each took.</summary>
    public Task<List<double>> RunAsync(TimeSpan time, int seed)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return RunAsync(() => Stopwatch.GetTimestamp() >= until, seed);
    }

    /// <summary>Runs commands until it is over; the milliseconds each took.</summary>
    /// <param name="over">Whether it is over.</param>
    /// <param name="seed">Which commands.</param>
    /// <param name="turn">What each waits for before it is asked; null for nothing.</param>
    public async Task<List<double>> RunAsync(Func<bool> over, int seed, Func<Task>? turn = null)
    {
        var run = new CommandsRun(options.Accounts, seed);
        await Task.WhenAll(Enumerable.Range(0, options.InFlight)
            .Select(worker => WorkAsync(run, (seed * 1_000) + worker, over, turn)));
        return run.Latencies;
    }

    private async Task WorkAsync(CommandsRun run, int worker, Func<bool> over, Func<Task>? turn)
    {
        for (var n = 0; !over(); n++)
        {
            if (turn is not null)
            {
                await turn();
            }

            var account = run.NextAccount();
            var started = Stopwatch.GetTimestamp();
            await AskAsync(account, BenchCommands.Mixed(worker, n, _today));
            run.Took(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    /// <summary>The value that a share of sorted values does not exceed.</summary>
    public static double Percentile(List<double> sorted, double share) =>
        sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
