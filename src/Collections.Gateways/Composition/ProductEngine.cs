using Collections.Gateways.Jobs;
using Collections.Gateways.Notices;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Ports;

namespace Collections.Gateways.Composition;

/// <summary>The engine with everything this build runs on it.</summary>
public static class ProductEngine
{
    /// <summary>An engine over a store, its time taken from <paramref name="time"/>.</summary>
    /// <param name="store">The store: its writing and its reading side.</param>
    /// <param name="time">The wall clock, or a virtual one.</param>
    /// <param name="outside">What it meets outside; null for nothing.</param>
    public static Engine Over<TStore>(TStore store, TimeProvider time, Outside? outside = null)
        where TStore : IEntityStore, ILogReader =>
        Over(store, store, new BusinessClock(time), outside);

    /// <summary>An engine whose store is wrapped (measured, made faulty), so that its two sides come apart.</summary>
    public static Engine Over(IEntityStore store, ILogReader log, BusinessClock clock, Outside? outside = null)
    {
        var engine = new Engine(new EngineSetup
        {
            Store = store,
            Log = log,
            Clock = clock,
            Kinds = ProductKinds.Registry(),
            Configurations = ProductKinds.Configurations(),
            Recording = outside?.Recording,
            Meter = outside?.Meter,
            Server = NewServerName(),
        });
        engine.Register(new JobRunner(engine));
        engine.Register(new NoticeGateway(engine, outside?.Notices));
        return engine;
    }

    /// <summary>
    /// Unique among the servers that share a store, and after a restart another one: nobody may take the new process
    /// for the one that died.
    /// </summary>
    private static string NewServerName()
    {
        Span<byte> chance = stackalloc byte[8];
        new SystemEntropy().Fill(chance);
        return $"{Environment.MachineName}-{Convert.ToHexStringLower(chance)}";
    }
}
