using System.Collections.Concurrent;
using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Bench;

/// <summary>
/// Passes everything on to the store and keeps what was committed, in order, for the raw limit to repeat.
/// </summary>
internal sealed class CommitCapture(IEntityStore inner, int max) : IEntityStore
{
    private readonly ConcurrentQueue<Commit> _commits = new();

    /// <summary>The first commits, in the order of their batches.</summary>
    public IReadOnlyCollection<Commit> Commits => _commits;

    public async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        var outcomes = await inner.CommitAsync(commits);
        for (var i = 0; i < commits.Count && _commits.Count < max; i++)
        {
            if (outcomes[i].Result == CommitResult.Committed)
            {
                _commits.Enqueue(commits[i]);
            }
        }

        return outcomes;
    }

    public ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys) => inner.LoadAsync(keys);

    public ValueTask<IReadOnlyList<DueEntity>> ClaimDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null) =>
        inner.ClaimDueAsync(upTo, limit, shards);

    public ValueTask<IReadOnlyList<EntityRow?>> LoadRowsAsync(IReadOnlyList<EntityKey> keys) =>
        inner.LoadRowsAsync(keys);

    public ValueTask<IReadOnlyList<IReadOnlyList<Listing>>> FindListingsAsync(IReadOnlyList<MemberKey> members) =>
        inner.FindListingsAsync(members);

    public ValueTask<ReadOnlyMemory<byte>?> FindArchivedAsync(EntityKey key, string shelf, string id) =>
        inner.FindArchivedAsync(key, shelf, id);

    public ValueTask<IReadOnlyList<Publication>> ReadPublicationsAsync(string tenant, long afterNumber) =>
        inner.ReadPublicationsAsync(tenant, afterNumber);

    public ValueTask<KeptAnswer?> FindAnswerAsync(string tenant, string scope, Instant now) =>
        inner.FindAnswerAsync(tenant, scope, now);

    public ValueTask<int> DeleteExpiredAnswersAsync(Instant now, int limit) =>
        inner.DeleteExpiredAnswersAsync(now, limit);

    public int ShardCount => inner.ShardCount;

    public ValueTask<ShardLeases> LeaseAsync(string server, Duration time) => inner.LeaseAsync(server, time);

    public ValueTask ReleaseAsync(string server, IReadOnlyList<int>? shards = null) =>
        inner.ReleaseAsync(server, shards);

    public ValueTask<UndeliveredPage> ReadUndeliveredAsync(IReadOnlyList<ShardMark> after, int limit) =>
        inner.ReadUndeliveredAsync(after, limit);

    public ValueTask<IReadOnlyList<int>> MoveMarksAsync(IReadOnlyList<ShardLease> leases) =>
        inner.MoveMarksAsync(leases);

    public ValueTask<IReadOnlyList<ShardState>> ReadShardsAsync() => inner.ReadShardsAsync();

    public ValueTask ParkAsync(ParkedMessage message) => inner.ParkAsync(message);

    public ValueTask<IReadOnlyList<ParkedMessage>> ReadParkedAsync(string tenant, int limit) =>
        inner.ReadParkedAsync(tenant, limit);

    public ValueTask UnparkAsync(MessageId id) => inner.UnparkAsync(id);

    public ValueTask<Instant?> ReadClockAsync() => inner.ReadClockAsync();

    public ValueTask MoveClockAsync(Instant to) => inner.MoveClockAsync(to);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
