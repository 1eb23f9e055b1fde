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
    /// <param name="notices">Where notices go.</param>
    /// <param name="recording">The clock that dates records; null for <paramref name="time"/>.</param>
    public static Engine Over<TStore>(
        TStore store, TimeProvider time, NoticeDelivery notices, TimeProvider? recording = null)
        where TStore : IEntityStore, ILogReader
    {
        var engine = new Engine(new EngineSetup
        {
            Store = store,
            Log = store,
            Clock = new BusinessClock(time),
            Kinds = ProductKinds.Registry(),
            Configurations = ProductKinds.Configurations(),
            Recording = recording,
        });
        engine.Register(new JobRunner(engine));
        engine.Register(new NoticeGateway(engine, notices));
        return engine;
    }
}
