using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Observing;

/// <summary>A store whose commits and parked messages are counted. The store inside belongs to the caller.</summary>
public sealed class MeteredStore(IEntityStore store, EngineMeter meter) : IEntityStore
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        var started = meter.Now();
        var outcomes = await store.CommitAsync(commits);
        meter.Committed(commits.Count, started);
        return outcomes;
    }

    /// <inheritdoc/>
    public async ValueTask ParkAsync(ParkedMessage message)
    {
        await store.ParkAsync(message);
        meter.Parked(message.Message.To.Kind);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys) => store.LoadAsync(keys);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueEntity>> ClaimDueAsync(Instant upTo, int limit) =>
        store.ClaimDueAsync(upTo, limit);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<EntityRow?>> LoadRowsAsync(IReadOnlyList<EntityKey> keys) =>
        store.LoadRowsAsync(keys);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<IReadOnlyList<Listing>>> FindListingsAsync(IReadOnlyList<MemberKey> members) =>
        store.FindListingsAsync(members);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindArchivedAsync(EntityKey key, string shelf, string id) =>
        store.FindArchivedAsync(key, shelf, id);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Publication>> ReadPublicationsAsync(string tenant, long afterNumber) =>
        store.ReadPublicationsAsync(tenant, afterNumber);

    /// <inheritdoc/>
    public ValueTask<KeptAnswer?> FindAnswerAsync(string tenant, string scope, Instant now) =>
        store.FindAnswerAsync(tenant, scope, now);

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredAnswersAsync(Instant now, int limit) =>
        store.DeleteExpiredAnswersAsync(now, limit);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SequencedRecord>> ReadUndeliveredAsync(long afterSequence, int limit) =>
        store.ReadUndeliveredAsync(afterSequence, limit);

    /// <inheritdoc/>
    public ValueTask<long> ReadDeliveryMarkAsync() => store.ReadDeliveryMarkAsync();

    /// <inheritdoc/>
    public ValueTask MoveDeliveryMarkAsync(long sequence) => store.MoveDeliveryMarkAsync(sequence);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedMessage>> ReadParkedAsync(string tenant, int limit) =>
        store.ReadParkedAsync(tenant, limit);

    /// <inheritdoc/>
    public ValueTask UnparkAsync(MessageId id) => store.UnparkAsync(id);

    /// <inheritdoc/>
    public ValueTask<Instant?> ReadClockAsync() => store.ReadClockAsync();

    /// <inheritdoc/>
    public ValueTask MoveClockAsync(Instant to) => store.MoveClockAsync(to);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
