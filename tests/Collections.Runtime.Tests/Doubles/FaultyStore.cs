using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Tests.Doubles;

/// <summary>A store that fails on demand: before a commit, or after it was done but before the answer came.</summary>
internal sealed class FaultyStore(IEntityStore inner) : IEntityStore
{
    /// <summary>Commits that fail before anything is written.</summary>
    public int FailBefore { get; set; }

    /// <summary>Commits that are written, and whose answer is then lost.</summary>
    public int LoseAnswers { get; set; }

    /// <summary>What others do between a commit and the loss of its answer.</summary>
    public Func<Task>? BeforeFault { get; set; }

    /// <summary>What readers of publications wait for once something was published; null for nothing.</summary>
    public Task? PublicationsHeldBy { get; set; }

    public int Commits { get; private set; }

    /// <summary>Publications that are durable.</summary>
    public int Published { get; private set; }

    public async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        if (FailBefore > 0)
        {
            FailBefore--;
            throw new IOException("planted: the store failed before the commit");
        }

        var outcomes = await inner.CommitAsync(commits);
        Commits += commits.Count;
        Published += commits.Count(commit => commit.SideRows.Any(row => row is SideRow.Publish));
        if (LoseAnswers > 0)
        {
            LoseAnswers--;
            await (BeforeFault?.Invoke() ?? Task.CompletedTask);
            throw new IOException("planted: the answer was lost");
        }

        return outcomes;
    }

    /// <summary>Loads that fail.</summary>
    public int FailLoads { get; set; }

    public ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys)
    {
        if (FailLoads > 0)
        {
            FailLoads--;
            throw new IOException("planted: the store did not load");
        }

        return inner.LoadAsync(keys);
    }

    public ValueTask<IReadOnlyList<DueEntity>> ClaimDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null) =>
        inner.ClaimDueAsync(upTo, limit, shards);

    public ValueTask<IReadOnlyList<EntityRow?>> LoadRowsAsync(IReadOnlyList<EntityKey> keys) =>
        inner.LoadRowsAsync(keys);

    public ValueTask<IReadOnlyList<IReadOnlyList<Listing>>> FindListingsAsync(IReadOnlyList<MemberKey> members) =>
        inner.FindListingsAsync(members);

    public ValueTask<ReadOnlyMemory<byte>?> FindArchivedAsync(EntityKey key, string shelf, string id) =>
        inner.FindArchivedAsync(key, shelf, id);

    public async ValueTask<IReadOnlyList<Publication>> ReadPublicationsAsync(string tenant, long afterNumber)
    {
        if (Published > 0 && PublicationsHeldBy is { } held)
        {
            await held;
        }

        return await inner.ReadPublicationsAsync(tenant, afterNumber);
    }

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

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
