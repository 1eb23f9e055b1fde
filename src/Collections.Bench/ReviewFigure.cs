using Collections.Gateways.Composition;
using Collections.Kernel;
using Collections.Runtime.Clock;
using Collections.Runtime.Wakeups;
using NodaTime;

namespace Collections.Bench;

/// <summary>
/// Accounts re-evaluated and committed per second when a portfolio is brought up to later days. The bills of the
/// portfolio fall due on ten different days, so that about a tenth of it changes on each.
/// </summary>
internal sealed class ReviewFigure(IBenchStores stores, string live)
{
    private const string Copy = "review-before";

    /// <summary>Kept for the raw limit.</summary>
    private const int CommitsKept = 60_000;

    /// <summary>Days passed: until every bill of the portfolio is past due.</summary>
    private const int Days = 20;

    /// <summary>What each account of the last measurement cost.</summary>
    public string Cost { get; private set; } = string.Empty;

    /// <summary>
    /// Accounts changed and the seconds it took, and how many a second their commits alone would allow.
    /// </summary>
    public async Task<(long Changed, double Seconds, double Limit)> MeasureAsync()
    {
        await stores.CopyAsync(live, Copy);
        await using var store = await stores.OpenAsync(live);
        await using var capture = new CommitCapture(store, CommitsKept);
        var start = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var clock = new VirtualClock(start);
        var changed = 0L;
        var cost = new ProcessCost();
        await using (var engine = ProductEngine.Over(
            capture, store, new BusinessClock(clock), new Outside { Recording = TimeProvider.System }))
        {
            await using var held = await RunningEngine.HoldAsync(engine);
            var sweep = new WakeupSweep(engine);
            for (var day = 1; day <= Days; day++)
            {
                clock.AdvanceTo(start + Duration.FromDays(day));
                changed += await cost.CountAsync(() => sweep.RunAsync(clock.Now).AsTask());
            }
        }

        Invariant.Require(changed > 0, "A portfolio that grows older changes.");
        Cost = cost.Each(changed);
        return (changed, cost.Seconds, await new RawLimit(stores, Copy, capture.Commits).BestAsync());
    }
}
