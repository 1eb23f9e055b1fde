using Collections.Kernel;
using Collections.Runtime.Batching;
using Collections.Runtime.Configuration;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Turns;

/// <summary>
/// Resolves a command's look-ups from read tables, just before the decision. What many commands look up at the same
/// time is read together.
/// </summary>
internal sealed class FactFinder(EngineSetup setup, ConfigurationCatalog configurations)
{
    private readonly IEntityStore _store = setup.Store;

    private readonly GatheringPump<EntityKey, EntityRow?> _rows =
        new(setup.Store.LoadRowsAsync, new Gathering(setup.Limits.LoadBatchMax), setup.Steady);

    private readonly GatheringPump<MemberKey, IReadOnlyList<Listing>> _listings =
        new(setup.Store.FindListingsAsync, new Gathering(setup.Limits.LoadBatchMax), setup.Steady);

    public async Task StopAsync()
    {
        await _rows.StopAsync();
        await _listings.StopAsync();
    }

    public ValueTask<Facts> FindAsync(EntityKey key, object state, ICommand command)
    {
        // Most accounts have archived nothing, and most commands look up nothing else.
        var archiveIsEmpty = state is IArchiving { HasArchive: false };
        var lookups = archiveIsEmpty ? command.LookupsBesidesArchive : command.Lookups;
        return lookups.Count > 0
            ? FindAllAsync(key, lookups, archiveIsEmpty)
            : ValueTask.FromResult(archiveIsEmpty ? Facts.NothingArchived : Facts.None);
    }

    private async ValueTask<Facts> FindAllAsync(EntityKey key, IReadOnlyList<Lookup> lookups, bool archiveIsEmpty)
    {
        var answers = new Dictionary<Lookup, object?>(lookups.Count);
        foreach (var lookup in lookups)
        {
            answers[lookup] = await FindOneAsync(key, lookup);
        }

        return new Facts(answers, archiveIsEmpty);
    }

    private async ValueTask<object?> FindOneAsync(EntityKey key, Lookup lookup) => lookup switch
    {
        Lookup.Entity other => await _rows.AskAsync(new EntityKey(key.Tenant, other.Kind, other.Id)),
        Lookup.Listed listed => await _listings.AskAsync(new MemberKey(key.Tenant, listed.Member)),
        Lookup.Archived item => await _store.FindArchivedAsync(key, item.Shelf, item.Id),
        Lookup.NextConfigurationNumber => (await configurations.RefreshAsync(key.Tenant)).LastNumber + 1,
        _ => throw Invariant.Unreachable($"Unknown look-up {lookup}."),
    };
}
