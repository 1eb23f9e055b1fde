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
    public ValueTask<IReadOnlyList<DueEntity>> ClaimDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null) =>
        store.ClaimDueAsync(upTo, limit, shards);

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
    public int ShardCount => store.ShardCount;

    /// <inheritdoc/>
    public ValueTask<ShardLeases> LeaseAsync(string server, Duration time) => store.LeaseAsync(server, time);

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(string server, IReadOnlyList<int>? shards = null) =>
        store.ReleaseAsync(server, shards);

    /// <inheritdoc/>
    public ValueTask<UndeliveredPage> ReadUndeliveredAsync(IReadOnlyList<ShardMark> after, int limit) =>
        store.ReadUndeliveredAsync(after, limit);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<int>> MoveMarksAsync(IReadOnlyList<ShardLease> leases) =>
        store.MoveMarksAsync(leases);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardState>> ReadShardsAsync() => store.ReadShardsAsync();

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
