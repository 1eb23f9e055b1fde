using System.Diagnostics;
using Collections.Domain.Accounts;
using Collections.Gateways.Composition;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Ports;
using Collections.Runtime.Wakeups;
using NodaTime;

namespace Collections.Bench;

/// <summary>
/// How late wake-ups are, from their instant until what they did is durable, while commands come at half the rate that
/// was the maximum in the same run. The wake-ups are those of a midnight in one zone: many accounts fall due at once,
/// as they do every night.
/// </summary>
internal sealed class WakeLagFigure(IBenchStores stores, string live, BenchOptions options)
{
    /// <summary>Share of the portfolio that a midnight must wake to be worth measuring.</summary>
    private const double ShareMin = 0.005;

    /// <summary>Midnights looked at, four a day.</summary>
    private const int MidnightsMax = 200;

    private static readonly Duration Before = Duration.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly DateTimeZone[] Zones =
        [.. BenchCommands.ZoneNames.Select(name => DateTimeZoneProviders.Tzdb[name])];

    /// <summary>Commands a second that were answered meanwhile.</summary>
    public double Rate { get; private set; }

    /// <summary>Measures.</summary>
    /// <param name="maximum">Commands a second at full load.</param>
    /// <returns>Milliseconds, sorted, one for each wake-up.</returns>
    public async Task<List<double>> MeasureAsync(double maximum)
    {
        await using var store = await stores.OpenAsync(live);
        var (midnight, due) = await GoBeforeMidnightAsync(store);
        var start = midnight - Before;
        var time = new ShiftedTime(
            TimeProvider.System, (start - Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())).ToTimeSpan());
        await using var watch = new WakeWatch(store, time);
        watch.Expect(due);
        await using var engine = ProductEngine.Over(
            watch, store, new BusinessClock(time), new Outside { Recording = TimeProvider.System });
        await using (await RunningEngine.ServeAsync(engine))
        {
            Rate = await CommandAsync(engine, watch, maximum / 2);
        }

        Invariant.Require(
            watch.Waiting == 0,
            $"Every wake-up fires in time ({watch.Waiting} did not: {string.Join(", ", watch.Left)}).");
        List<double> lags = [.. watch.Lags];
        lags.Sort();
        return lags;
    }

    /// <summary>Brings the portfolio up to a few seconds before a midnight at which many accounts are due.</summary>
    private async Task<(Instant Midnight, IReadOnlyList<DueEntity> Due)> GoBeforeMidnightAsync(IStore store)
    {
        var clock = new VirtualClock(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()));
        await using var engine = ProductEngine.Over(
            store, store, new BusinessClock(clock), new Outside { Recording = TimeProvider.System });
        await using var held = await RunningEngine.HoldAsync(engine);
        var sweep = new WakeupSweep(engine);
        for (var looked = 0; looked < MidnightsMax; looked++)
        {
            var midnight = Zones.Min(zone =>
                LocalDays.StartOf(LocalDays.DayOf(clock.Now + Before, zone).PlusDays(1), zone));
            clock.AdvanceTo(midnight - Before);
            await sweep.RunAsync(clock.Now);
            var due = (await store.ClaimDueAsync(midnight, options.Accounts))
                .Where(each => each.Key.Kind == AccountDecider.Kind && each.Wake == midnight)
                .ToList();
            if (due.Count >= options.Accounts * ShareMin)
            {
                return (midnight, due);
            }
        }

        throw new InvalidOperationException("At no midnight enough accounts of the portfolio are due.");
    }

    /// <summary>Asks at a steady rate until the time is over and everything due has fired.</summary>
    private async Task<double> CommandAsync(Engine engine, WakeWatch watch, double perSecond)
    {
        var commands = new CommandsFigure(engine, options);
        var started = Stopwatch.GetTimestamp();
        var time = TimeSpan.FromSeconds(options.Seconds) + Before.ToTimeSpan();
        var pace = new Pace(perSecond);
        var latencies = await commands.RunAsync(
            () =>
            {
                var elapsed = Stopwatch.GetElapsedTime(started);
                return elapsed > time && (watch.Waiting == 0 || elapsed > Patience);
            },
            seed: 11,
            pace.NextAsync);
        return latencies.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Turns at a steady rate; who is late goes at once.</summary>
    private sealed class Pace(double perSecond)
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private long _turns;

        public Task NextAsync()
        {
            var due = TimeSpan.FromSeconds(Interlocked.Increment(ref _turns) / perSecond);
            var wait = due - Stopwatch.GetElapsedTime(_started);
            return wait > TimeSpan.FromMilliseconds(1) ? Task.Delay(wait, TimeProvider.System) : Task.CompletedTask;
        }
    }
}
