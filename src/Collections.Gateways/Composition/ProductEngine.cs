using Collections.Gateways.Jobs;
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
    /// <param name="recording">The clock that dates records; null for <paramref name="time"/>.</param>
    public static Engine Over<TStore>(TStore store, TimeProvider time, TimeProvider? recording = null)
        where TStore : IEntityStore, ILogReader =>
        Over(store, store, new BusinessClock(time), recording);

    /// <summary>An engine whose store is wrapped (measured, made faulty), so that its two sides come apart.</summary>
    public static Engine Over(
        IEntityStore store, ILogReader log, BusinessClock clock, TimeProvider? recording = null)
    {
        var engine = new Engine(new EngineSetup
        {
            Store = store,
            Log = log,
            Clock = clock,
            Kinds = ProductKinds.Registry(),
            Configurations = ProductKinds.Configurations(),
            Recording = recording,
        });
        engine.Register(new JobRunner(engine));
        return engine;
    }
}
