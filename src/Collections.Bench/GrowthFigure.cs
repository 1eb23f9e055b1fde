using System.Diagnostics;
using System.Globalization;
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
/// What a day costs in portfolios of several sizes when the same number of accounts changes in each: an account that
/// does not change that day should cost nothing, so the days of all portfolios should take about as long.
/// </summary>
internal sealed class GrowthFigure(IBenchStores stores, int accounts)
{
    /// <summary>
    /// Accounts that change on each busy day, spread evenly over the portfolio; fewer in one that is too small for it.
    /// </summary>
    private const int ChangingAtMost = 2_000;

    private const int BusyDays = 5;
    private const int IdleDays = 3;
    private const int InFlight = 512;

    /// <summary>Noon in UTC: a day from here to the next holds one midnight of every zone of the portfolio.</summary>
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 1, 12, 0);

    private readonly VirtualClock _clock = new(Start);
    private readonly int _changing = Math.Max(1, Math.Min(ChangingAtMost, accounts / BusyDays));

    /// <summary>The store's name within the run.</summary>
    public string Store { get; } = string.Create(CultureInfo.InvariantCulture, $"growth-{accounts}");

    /// <summary>One day of a portfolio: what changed and what it took.</summary>
    /// <param name="Changed">Accounts that woke.</param>
    /// <param name="Commits">Commits that were written.</param>
    /// <param name="Milliseconds">Wall time.</param>
    /// <param name="ProcessorMilliseconds">Processor time of this process; a database server's is not in it.</param>
    internal readonly record struct Day(long Changed, long Commits, double Milliseconds, double ProcessorMilliseconds);

    /// <summary>Builds the portfolio in a store of its own.</summary>
    public async Task BuildAsync()
    {
        await using var store = await stores.OpenAsync(Store);
        await using var engine = Over(store, store);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            for (var index = Interlocked.Increment(ref next); index < accounts; index = Interlocked.Increment(ref next))
            {
                await AddAsync(engine, index);
            }
        }));
    }

    /// <summary>The median of the busy days and the median of the idle days after them.</summary>
    public async Task<(Day Busy, Day Idle)> MeasureAsync()
    {
        await using var store = await stores.OpenAsync(Store);
        await using var counting = new CountingStore(store);
        await using var engine = Over(counting, store);
        var sweep = new WakeupSweep(engine);
        var days = new List<Day>();
        for (var day = 1; day <= BusyDays + IdleDays; day++)
        {
            _clock.AdvanceTo(Start + Duration.FromDays(day));
            var commits = counting.Commits;
            var processor = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            var changed = await sweep.RunAsync(_clock.Now);
            days.Add(new Day(
                changed,
                counting.Commits - commits,
                Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds));
        }

        return (Median(days[..BusyDays]), Median(days[BusyDays..]));
    }

    /// <summary>
    /// What an account that does not change adds to a day, by the smallest and the largest portfolio.
    /// </summary>
    public static double NanosecondsPerUnchanged((int Accounts, Day Busy) small, (int Accounts, Day Busy) large) =>
        (large.Busy.Milliseconds - small.Busy.Milliseconds) * 1e6 / (large.Accounts - small.Accounts);

    private static Day Median(List<Day> days)
    {
        var sorted = days.OrderBy(day => day.Milliseconds).ToList();
        return sorted[sorted.Count / 2];
    }

    private Engine Over(IEntityStore store, ILogReader log) => ProductEngine.Over(
        store, log, new BusinessClock(_clock), new Outside { Recording = TimeProvider.System });

    private async Task AddAsync(Engine engine, int index)
    {
        var today = LocalDays.DayOf(Start, DateTimeZone.Utc);

        // One bill per account. It is one day past due, and so changes the account's state, on its busy day; or it is
        // due after all that is measured.
        var stride = accounts / (_changing * BusyDays);
        var due = stride > 0 && index % stride == 0 && index / stride < _changing * BusyDays
            ? today.PlusDays(index / stride % BusyDays)
            : today.PlusDays(90);
        var bill = new AccountCommand.AddBill("b", (5_000 + (index % 900)) / 100m)
        {
            IssuedOn = today.PlusDays(-20),
            DueDate = due,
        };
        var history = new AccountCommand.RecordHistory { Profile = BenchCommands.Profile(index), Bills = [bill] };
        var answer = await engine.AskAsync(Portfolio.Key(index), history);
        Invariant.Require(answer.Outcome == Outcome.Accepted, "A generated account is accepted.");

        // The review that an import leaves pending belongs to the portfolio, not to the first day.
        await engine.WakeAsync(Portfolio.Key(index));
    }

    private sealed class CountingStore(IEntityStore inner) : ForwardingStore(inner)
    {
        private long _commits;

        public long Commits => Interlocked.Read(ref _commits);

        public override ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
        {
            Interlocked.Add(ref _commits, commits.Count);
            return base.CommitAsync(commits);
        }
    }
}
