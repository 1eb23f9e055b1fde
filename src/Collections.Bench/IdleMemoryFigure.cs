using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Runtime;

namespace Collections.Bench;

/// <summary>
/// What accounts cost in memory after they were used: live bytes of the whole process beyond what it had before, after
/// a full collection. Most of a portfolio leaves as soon as it is idle; what comes again within a while is kept.
/// </summary>
internal sealed class IdleMemoryFigure(Engine engine, BenchOptions options)
{
    private const int InFlight = 256;

    /// <summary>Bytes for each account of the portfolio when all were used and are idle.</summary>
    public async Task<double> PerIdleAccountAsync()
    {
        var before = Live();
        await TouchAsync(options.Accounts, "once");
        return Math.Max(0, Live() - before) / (double)options.Accounts;
    }

    /// <summary>Bytes for each account that is kept because it is used again and again.</summary>
    public async Task<(double Bytes, int Kept)> PerKeptAccountAsync()
    {
        var accounts = Math.Min(options.Accounts, engine.Setup.Limits.EntitiesCachedMax);
        var (before, had) = (Live(), engine.EntitiesCached);
        await TouchAsync(accounts, "twice");
        await TouchAsync(accounts, "thrice");
        var kept = engine.EntitiesCached - had;
        return (Math.Max(0, Live() - before) / (double)Math.Max(1, kept), engine.EntitiesCached);
    }

    private async Task TouchAsync(int accounts, string tag)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            for (var index = Interlocked.Increment(ref next); index < accounts; index = Interlocked.Increment(ref next))
            {
                var answer = await engine.AskAsync(Portfolio.Key(index), new AccountCommand.AddTag(tag));
                Invariant.Require(answer.Rejection is null, $"A measured command is accepted ({answer.Rejection}).");
            }
        }));
        await engine.SettleAsync();
    }

    private static long Live()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
