using Collections.Kernel;
using Collections.Runtime.Kinds;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Turns;

/// <summary>An entity in memory, exactly as it is durable.</summary>
internal sealed record EntityImage(
    EntityKey Key,
    StoreHandle Handle,
    long Version,
    string Hash,
    Instant? Wake,
    long Configuration,
    object State,
    Inbox Inbox)
{
    /// <summary>
    /// An entity that is not stored. It starts under the configuration in force, so it has nothing to catch up.
    /// </summary>
    public static EntityImage New(EntityKind kind, EntityKey key, long configuration) =>
        new(key, StoreHandle.None, 0, ChainHash.Genesis, null, configuration, kind.Initial(key), Inbox.Empty);

    /// <summary>Decodes a stored entity; a snapshot of another schema is rebuilt from the log.</summary>
    public static ValueTask<EntityImage> OfAsync(EntityKind kind, StoredEntity stored, ILogReader log) =>
        SnapshotText.Read(kind, stored.Snapshot) is var (state, inbox)
            ? new(Of(stored, state, inbox))
            : FoldedAsync(kind, stored, log);

    private static async ValueTask<EntityImage> FoldedAsync(EntityKind kind, StoredEntity stored, ILogReader log)
    {
        var folded = await LogFold.FoldAsync(log, kind, stored.Key, until: null);
        Invariant.Require(folded.Version == stored.Version, "The log holds every version of the entity.");
        return Of(stored, folded.State, folded.Inbox);
    }

    private static EntityImage Of(StoredEntity stored, object state, Inbox inbox) => new(
        stored.Key,
        stored.Handle,
        stored.Version,
        stored.Hash,
        stored.Wake,
        stored.Configuration,
        state,
        inbox);
}
