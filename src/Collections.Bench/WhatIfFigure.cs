using System.Diagnostics;
using Collections.Domain.Jobs;
using Collections.Gateways.Jobs;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;

namespace Collections.Bench;

/// <summary>
/// A what-if over the whole portfolio: how long it takes on its own, and what it costs commands that run beside it.
/// </summary>
/// <param name="engine">An engine over the portfolio.</param>
/// <param name="options">How many accounts there are.</param>
internal sealed class WhatIfFigure(Engine engine, BenchOptions options)
{
    private const string Draft = """
        states:
          - { name: SUSPENDED, when: { oldestUnpaid: { atLeast: 20 days } }, blocks: [ service ] }
          - { name: EARLY, when: { unpaidTotal: { atLeast: 10 } } }
        rules:
          - { name: late, when: { oldestUnpaid: { atLeast: 5 days } }, start: calls }
        treatments:
          calls: { steps: [ { name: call, after: 0 days, do: { task: { kind: call } } } ] }

        """;

    // One command after another from each: a light load whose latency shows whoever stands in the way.
    private const int CallersBeside = 8;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Seconds of one what-if with nothing beside it, and the processor seconds it took.</summary>
    public async Task<(double Seconds, double ProcessorSeconds)> AloneAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        await RunAsync();
        return (Stopwatch.GetElapsedTime(started).TotalSeconds,
            (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    /// <summary>
    /// The latencies of commands without a what-if for as long as one takes, then beside one; milliseconds, sorted.
    /// </summary>
    public async Task<(List<double> Without, List<double> Beside, double Seconds)> BesideCommandsAsync(double seconds)
    {
        var commands = new CommandsFigure(engine, options with { InFlight = CallersBeside });
        var without = await commands.RunAsync(TimeSpan.FromSeconds(seconds), seed: 7);
        var started = Stopwatch.GetTimestamp();
        var asked = RunAsync();
        var beside = await commands.RunAsync(() => asked.IsCompleted, seed: 8);
        await asked;
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        without.Sort();
        beside.Sort();
        return (without, beside, took);
    }

    private async Task RunAsync()
    {
        var job = WhatIfRequest.NewJob("default", new SystemEntropy());
        var request = new WhatIfRequest("default", "default", SourceDocument.Of("draft.yaml", Draft));
        var answer = await request.StartAsync(engine, job);
        Invariant.Require(answer.Rejection is null, $"A measured what-if is accepted ({answer.Rejection}).");
        Job state;
        do
        {
            await Task.Delay(BetweenLooks, TimeProvider.System);
            state = (Job)(await engine.ReadAsync(job))!.Value.State;
        }
        while (state.Phase == JobPhase.Running);
        Invariant.Require(
            state.Tally!.Accounts == options.Accounts, $"Every account is looked at, not {state.Tally.Accounts}.");
    }
}
