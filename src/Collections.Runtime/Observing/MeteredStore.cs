using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Observing;

/// <summary>A store whose commits and parked messages are counted. The store inside belongs to the caller.</summary>
public sealed class MeteredStore(IEntityStore store, EngineMeter meter) : ForwardingStore(store), IEntityStore
{
    private readonly IEntityStore _store = store;

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        var started = meter.Now();
        var outcomes = await base.CommitAsync(commits);
        meter.Committed(commits.Count, started);
        return outcomes;
    }

    // Nothing is counted here, so the store inside may claim and load in one round trip.
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEntity>> LoadDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null, DueEntity? after = null) =>
        _store.LoadDueAsync(upTo, limit, shards, after);

    /// <inheritdoc/>
    public override async ValueTask ParkAsync(ParkedMessage message)
    {
        await base.ParkAsync(message);
        meter.Parked(message.Message.To.Kind);
    }
}
