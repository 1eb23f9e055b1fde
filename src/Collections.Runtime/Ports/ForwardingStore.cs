using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Ports;

/// <summary>
/// A store that passes every call on: the start of one that counts, captures or fails. The store inside belongs to
/// whoever made it; disposing this one does not touch it.
/// </summary>
/// <param name="inner">The store that does the work.</param>
public abstract class ForwardingStore(IEntityStore inner) : IEntityStore
{
    /// <inheritdoc/>
    public virtual int ShardCount => inner.ShardCount;

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys) =>
        inner.LoadAsync(keys);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits) =>
        inner.CommitAsync(commits);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<DueEntity>> ClaimDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null, DueEntity? after = null) =>
        inner.ClaimDueAsync(upTo, limit, shards, after);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<EntityRow?>> LoadRowsAsync(IReadOnlyList<EntityKey> keys) =>
        inner.LoadRowsAsync(keys);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<IReadOnlyList<Listing>>> FindListingsAsync(
        IReadOnlyList<MemberKey> members) =>
        inner.FindListingsAsync(members);

    /// <inheritdoc/>
    public virtual ValueTask<ReadOnlyMemory<byte>?> FindArchivedAsync(EntityKey key, string shelf, string id) =>
        inner.FindArchivedAsync(key, shelf, id);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<Publication>> ReadPublicationsAsync(string tenant, long afterNumber) =>
        inner.ReadPublicationsAsync(tenant, afterNumber);

    /// <inheritdoc/>
    public virtual ValueTask<KeptAnswer?> FindAnswerAsync(string tenant, string scope, Instant now) =>
        inner.FindAnswerAsync(tenant, scope, now);

    /// <inheritdoc/>
    public virtual ValueTask<int> DeleteExpiredAnswersAsync(Instant now, int limit) =>
        inner.DeleteExpiredAnswersAsync(now, limit);

    /// <inheritdoc/>
    public virtual ValueTask<ShardLeases> LeaseAsync(string server, Duration time) => inner.LeaseAsync(server, time);

    /// <inheritdoc/>
    public virtual ValueTask ReleaseAsync(string server, IReadOnlyList<int>? shards = null) =>
        inner.ReleaseAsync(server, shards);

    /// <inheritdoc/>
    public virtual ValueTask<UndeliveredPage> ReadUndeliveredAsync(IReadOnlyList<ShardMark> after, int limit) =>
        inner.ReadUndeliveredAsync(after, limit);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<int>> MoveMarksAsync(IReadOnlyList<ShardLease> leases) =>
        inner.MoveMarksAsync(leases);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<ShardState>> ReadShardsAsync() => inner.ReadShardsAsync();

    /// <inheritdoc/>
    public virtual ValueTask ParkAsync(ParkedMessage message) => inner.ParkAsync(message);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<ParkedMessage>> ReadParkedAsync(string tenant, int limit) =>
        inner.ReadParkedAsync(tenant, limit);

    /// <inheritdoc/>
    public virtual ValueTask UnparkAsync(MessageId id) => inner.UnparkAsync(id);

    /// <inheritdoc/>
    public virtual ValueTask<Instant?> ReadClockAsync() => inner.ReadClockAsync();

    /// <inheritdoc/>
    public virtual ValueTask MoveClockAsync(Instant to) => inner.MoveClockAsync(to);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
