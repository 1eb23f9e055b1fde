using System.Diagnostics;
using System.Globalization;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using Collections.Runtime;

namespace Collections.Bench;

/// <summary>
/// Durable decisions of the contact gate per second: reservations of calls to random persons with a fixed number under
/// way, judged by the rules of US Regulation F, each on record with every rule that was looked at.
/// </summary>
internal sealed class GateFigure(Engine engine, BenchOptions options)
{
    private const string Policy = """{ "presets": ["US_REGF"] }""";

    /// <summary>Until the code is compiled as it will stay.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private static readonly string[] Zones = ["America/New_York", "America/Chicago", "America/Los_Angeles"];

    /// <summary>What each decision of the last measurement cost.</summary>
    public string Cost { get; private set; } = string.Empty;

    /// <summary>Publishes the policy that is asked.</summary>
    public async Task PrepareAsync()
    {
        var answer = await engine.AskAsync(
            new EntityKey("default", ContactPolicyDocument.KindName, ContactPolicy.DefaultName),
            new PublicationCommand.Publish("json", Policy, Policy, null));
        Invariant.Require(answer.Rejection is null, $"The policy is published ({answer.Rejection}).");
    }

    /// <summary>Decisions per second, and how long one takes.</summary>
    public async Task<(double PerSecond, double P50, double P99)> MeasureAsync()
    {
        await RunAsync(Until(WarmUp), seed: 1);
        var cost = new ProcessCost();
        var latencies = await cost.CountAsync(() => RunAsync(Until(TimeSpan.FromSeconds(options.Seconds)), seed: 2));
        Cost = cost.Each(latencies.Count);
        var perSecond = latencies.Count / cost.Seconds;
        latencies.Sort();
        return (perSecond, CommandsFigure.Percentile(latencies, 0.50), CommandsFigure.Percentile(latencies, 0.99));
    }

    /// <summary>Goes on until there are enough.</summary>
    public Task FillAsync(Func<bool> enough) => RunAsync(enough, seed: 3);

    private static Func<bool> Until(TimeSpan time)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return () => Stopwatch.GetTimestamp() >= until;
    }

    private async Task<List<double>> RunAsync(Func<bool> over, int seed)
    {
        var workers = Enumerable.Range(0, options.InFlight).Select(worker => WorkAsync(worker, seed, over));
        return [.. (await Task.WhenAll(workers)).SelectMany(each => each)];
    }

    private async Task<List<double>> WorkAsync(int worker, int seed, Func<bool> over)
    {
        var random = new Random((seed * 10_000) + worker);
        var latencies = new List<double>(8_192);
        for (var n = 0; !over(); n++)
        {
            var person = random.Next(options.Accounts);
            var id = string.Create(CultureInfo.InvariantCulture, $"g{seed}-{worker}-{n}");
            var account = string.Create(CultureInfo.InvariantCulture, $"a{person:D7}");
            var key = new EntityKey(
                "default", PersonDecider.Kind, string.Create(CultureInfo.InvariantCulture, $"c{person:D7}"));
            var started = Stopwatch.GetTimestamp();
            var answer = await engine.AskAsync(
                key,
                new PersonCommand.ReserveContact(id, account, ContactChannels.Phone, Zones[person % Zones.Length]));
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            Invariant.Require(answer.Outcome == Outcome.Accepted, $"A decision is on record ({answer.Rejection}).");
        }

        return latencies;
    }
}
