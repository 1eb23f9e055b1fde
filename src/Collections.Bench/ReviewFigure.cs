using Collections.Gateways.Composition;
using Collections.Kernel;
using Collections.Runtime.Clock;
using Collections.Runtime.Ports;
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

    private const string Captured = "review-captured";

    /// <summary>Days passed: until every bill of the portfolio is past due.</summary>
    private const int Days = 20;

    /// <summary>What each account of the last measurement cost.</summary>
    public string Cost { get; private set; } = string.Empty;

    /// <summary>
    /// Accounts changed and the seconds it took, and how many a second their commits alone would allow. The days pass
    /// twice: keeping commits for the limit is work that a review does not have.
    /// </summary>
    public async Task<(long Changed, double Seconds, double Limit)> MeasureAsync()
    {
        await stores.CopyAsync(live, Copy);
        var cost = new ProcessCost();
        long changed;
        await using (var store = await stores.OpenAsync(live))
        {
            changed = await PassDaysAsync(store, store, cost);
        }

        Invariant.Require(changed > 0, "A portfolio that grows older changes.");
        Cost = cost.Each(changed);
        return (changed, cost.Seconds, await new RawLimit(stores, Copy, await CommitsAsync()).BestAsync());
    }

    private async Task<IReadOnlyCollection<Commit>> CommitsAsync()
    {
        await stores.CopyAsync(Copy, Captured);
        await using var store = await stores.OpenAsync(Captured);
        await using var capture = new CommitCapture(store, CommitCapture.CommitsMax);
        await PassDaysAsync(capture, store, new ProcessCost());
        return capture.Commits;
    }

    private static async Task<long> PassDaysAsync(IEntityStore store, IStore log, ProcessCost cost)
    {
        var start = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var clock = new VirtualClock(start);
        var changed = 0L;
        using var work = new BatchWork();
        await using var engine = ProductEngine.Over(
            store, log, new BusinessClock(clock), new Outside { Recording = TimeProvider.System });
        await using var held = await RunningEngine.HoldAsync(engine);
        var sweep = new WakeupSweep(engine);
        for (var day = 1; day <= Days; day++)
        {
            clock.AdvanceTo(start + Duration.FromDays(day));
            changed += await cost.CountAsync(() => sweep.RunAsync(clock.Now).AsTask());
        }

        return changed;
    }
}
