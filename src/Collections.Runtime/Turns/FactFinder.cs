using Collections.Kernel;
using Collections.Runtime.Batching;
using Collections.Runtime.Configuration;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Turns;

/// <summary>
/// Resolves a command's look-ups from read tables, just before the decision. What many commands look up at the same
/// time is read together.
/// </summary>
internal sealed class FactFinder(IEntityStore store, ConfigurationCatalog configurations, int batchMax)
{
    private readonly GatheringPump<EntityKey, EntityRow?> _rows = new(store.LoadRowsAsync, batchMax);

    private readonly GatheringPump<MemberKey, IReadOnlyList<Listing>> _listings =
        new(store.FindListingsAsync, batchMax);

    public async Task StopAsync()
    {
        await _rows.StopAsync();
        await _listings.StopAsync();
    }

    public ValueTask<Facts> FindAsync(EntityKey key, object state, ICommand command)
    {
        var lookups = command.Lookups;
        if (lookups.Count == 0)
        {
            return ValueTask.FromResult(Facts.None);
        }

        // Most accounts have archived nothing, and most commands look up nothing else.
        return state is IArchiving { HasArchive: false } && lookups.All(lookup => lookup is Lookup.Archived)
            ? ValueTask.FromResult(Facts.NothingArchived)
            : FindAllAsync(key, state, lookups);
    }

    private async ValueTask<Facts> FindAllAsync(EntityKey key, object state, IReadOnlyList<Lookup> lookups)
    {
        var nothingArchived = state is IArchiving { HasArchive: false };
        var answers = new Dictionary<Lookup, object?>(lookups.Count);
        foreach (var lookup in lookups)
        {
            answers[lookup] = lookup is Lookup.Archived && nothingArchived ? null : await FindOneAsync(key, lookup);
        }

        return new Facts(answers);
    }

    private async ValueTask<object?> FindOneAsync(EntityKey key, Lookup lookup) => lookup switch
    {
        Lookup.Entity other => await _rows.AskAsync(new EntityKey(key.Tenant, other.Kind, other.Id)),
        Lookup.Listed listed => await _listings.AskAsync(new MemberKey(key.Tenant, listed.Member)),
        Lookup.Archived item => await store.FindArchivedAsync(key, item.Shelf, item.Id),
        Lookup.NextConfigurationNumber => (await configurations.RefreshAsync(key.Tenant)).LastNumber + 1,
        _ => throw Invariant.Unreachable($"Unknown look-up {lookup}."),
    };
}
