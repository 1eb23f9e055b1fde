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
    private const string Before = "review-before";

    private const string Passed = "review-passed";

    /// <summary>Days passed: until every bill of the portfolio is past due.</summary>
    private const int Days = 20;

    /// <summary>Until the code is compiled as it will stay.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <summary>What each account of the last measurement cost.</summary>
    public string Cost { get; private set; } = string.Empty;

    /// <summary>Accounts a second before: the first days that the process ever passes.</summary>
    public double ColdPerSecond { get; private set; }

    /// <summary>
    /// Accounts changed and the seconds it took, and how many a second their commits alone would allow. The days pass
    /// on copies, for the limit is measured on one, too: the first of them to warm up, as the limit is warm; all of
    /// them; and all of them again to keep the commits for the limit, which is work that a review does not have.
    /// </summary>
    public async Task<(long Changed, double Seconds, double Limit)> MeasureAsync()
    {
        await stores.CopyAsync(live, Before);
        var (warmed, cold) = await PassOnCopyAsync(store => store, WarmUp);
        ColdPerSecond = warmed / cold.Seconds;
        var (changed, cost) = await PassOnCopyAsync(store => store, TimeSpan.MaxValue);
        Invariant.Require(changed > 0, "A portfolio that grows older changes.");
        Cost = cost.Each(changed);

        CommitCapture? capture = null;
        await PassOnCopyAsync(store => capture = new(store, CommitCapture.CommitsMax), TimeSpan.MaxValue);
        await stores.DropAsync(Passed);
        return (changed, cost.Seconds, await new RawLimit(stores, Before, capture!.Commits).BestAsync());
    }

    private async Task<(long Changed, ProcessCost Cost)> PassOnCopyAsync(
        Func<IEntityStore, IEntityStore> seen, TimeSpan most)
    {
        await stores.CopyAsync(Before, Passed);
        await using var store = await stores.OpenAsync(Passed);
        var cost = new ProcessCost();
        return (await PassDaysAsync(seen(store), store, cost, most), cost);
    }

    /// <summary>Passes days, at most for so long; returns how many accounts changed.</summary>
    private static async Task<long> PassDaysAsync(IEntityStore store, IStore log, ProcessCost cost, TimeSpan most)
    {
        var start = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var clock = new VirtualClock(start);
        var changed = 0L;
        using var work = new BatchWork();
        await using var engine = ProductEngine.Over(
            store, log, new BusinessClock(clock), new Outside { Recording = TimeProvider.System });
        await using var held = await RunningEngine.HoldAsync(engine);
        var sweep = new WakeupSweep(engine);
        for (var day = 1; day <= Days && cost.Seconds < most.TotalSeconds; day++)
        {
            clock.AdvanceTo(start + Duration.FromDays(day));
            changed += await cost.CountAsync(() => sweep.RunAsync(clock.Now).AsTask());
        }

        return changed;
    }
}
