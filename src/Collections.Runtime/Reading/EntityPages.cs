using Collections.Kernel;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Reading;

/// <summary>An entity as it is durable, not brought up to now.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Version">Its version.</param>
/// <param name="State">Its state.</param>
public sealed record EntityReading(EntityKey Key, long Version, object State);

/// <summary>
/// Reads many entities in key order beside the command path: nothing is cached, no turn is taken, no command waits. A
/// page is not one moment: entities that change meanwhile are read before or after the change, never in between.
/// </summary>
/// <param name="setup">The engine's store, log and kinds.</param>
public sealed class EntityPages(EngineSetup setup)
{
    /// <summary>Entities of one question: few enough that a command's load waits a fraction of a millisecond.</summary>
    private const int EntitiesPerQuestion = 50;

    /// <summary>Entities of a tenant and kind in id order, after an id (null: from the start).</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="afterId">The last id of the page before; null for the first page.</param>
    /// <param name="limit">Most entities of the page; fewer are its end.</param>
    public async ValueTask<IReadOnlyList<EntityReading>> ReadAsync(
        string tenant, string kind, string? afterId, int limit)
    {
        var page = new List<EntityReading>(limit);
        while (page.Count < limit)
        {
            var asked = Math.Min(EntitiesPerQuestion, limit - page.Count);
            var listed = await setup.Log.ListAsync(tenant, kind, afterId, asked);
            foreach (var stored in await setup.Store.LoadAsync([.. listed.Select(entity => entity.Key)]))
            {
                Invariant.Require(stored is not null, "A listed entity is stored.");
                page.Add(await ReadAsync(stored));
            }

            if (listed.Count < asked)
            {
                break;
            }

            afterId = listed[^1].Key.Id;
        }

        return page;
    }

    private async ValueTask<EntityReading> ReadAsync(StoredEntity stored)
    {
        var kind = setup.Kinds.Of(stored.Key.Kind);
        if (SnapshotText.Read(kind, stored.Snapshot) is var (state, _))
        {
            return new EntityReading(stored.Key, stored.Version, state);
        }

        var (folded, version) = await LogFold.StateAsync(setup.Log, kind, stored.Key);
        return new EntityReading(stored.Key, version, folded);
    }
}
