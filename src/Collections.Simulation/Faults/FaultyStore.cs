using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Simulation.Runs;
using NodaTime;

namespace Collections.Simulation.Faults;

/// <summary>
/// How far one node handed its messages over; it survives the node. The store keeps one mark for one process: what one
/// node handed over says nothing about another's messages.
/// </summary>
internal sealed class DeliveryMark
{
    public long UpTo { get; set; }
}

/// <summary>
/// The store as one node sees it: it errs before a commit, loses the answer after it, reports conflicts that were
/// none, stalls. What it does commit, it commits truly, and the watchers see it.
/// </summary>
internal sealed class FaultyStore(IEntityStore inner, Chaos chaos, DeliveryMark mark, TimeProvider time) : IEntityStore
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(30);

    public async ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys)
    {
        await BeforeAsync("load");
        return await inner.LoadAsync(keys);
    }

    public async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        await BeforeAsync("commit");
        var asked = chaos.Mutant.Commits(commits);
        if (chaos.Strikes(FaultClasses.Store, "store.conflict", chaos.Swarm.StoreRate / 4))
        {
            return [.. asked.Select(_ => new CommitOutcome(CommitResult.VersionConflict, default))];
        }

        var outcomes = await inner.CommitAsync(asked);
        foreach (var (commit, outcome) in asked.Zip(outcomes))
        {
            if (outcome.Result == CommitResult.Committed)
            {
                chaos.Committed(commit, outcome.Handle);
            }
            else
            {
                chaos.Marks.Hit("commit." + outcome.Result);
            }
        }

        if (chaos.Strikes(FaultClasses.Store, "store.answer-lost", chaos.Swarm.StoreRate))
        {
            throw new TimeoutException("The answer was lost.");
        }

        return outcomes;
    }

    public ValueTask<IReadOnlyList<DueEntity>> ClaimDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null) =>
        inner.ClaimDueAsync(upTo, limit, shards);

    public async ValueTask<IReadOnlyList<EntityRow?>> LoadRowsAsync(IReadOnlyList<EntityKey> keys) =>
        await inner.LoadRowsAsync(keys);

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

    public async ValueTask<ShardLeases> LeaseAsync(string server, Duration time)
    {
        var leases = await inner.LeaseAsync(server, time);
        return leases with { Held = [.. leases.Held.Select(lease => lease with { DeliveredUpTo = mark.UpTo })] };
    }

    public ValueTask ReleaseAsync(string server, IReadOnlyList<int>? shards = null) =>
        inner.ReleaseAsync(server, shards);

    public ValueTask<UndeliveredPage> ReadUndeliveredAsync(IReadOnlyList<ShardMark> after, int limit) =>
        inner.ReadUndeliveredAsync(after, limit);

    public ValueTask<IReadOnlyList<int>> MoveMarksAsync(IReadOnlyList<ShardLease> leases)
    {
        mark.UpTo = leases.Aggregate(mark.UpTo, (upTo, lease) => Math.Max(upTo, lease.DeliveredUpTo));
        return ValueTask.FromResult<IReadOnlyList<int>>([]);
    }

    public ValueTask<IReadOnlyList<ShardState>> ReadShardsAsync() => inner.ReadShardsAsync();

    public ValueTask ParkAsync(ParkedMessage message)
    {
        chaos.Marks.Hit("message.parked");
        return inner.ParkAsync(message);
    }

    public ValueTask<IReadOnlyList<ParkedMessage>> ReadParkedAsync(string tenant, int limit) =>
        inner.ReadParkedAsync(tenant, limit);

    public ValueTask UnparkAsync(MessageId id) => inner.UnparkAsync(id);

    public ValueTask<Instant?> ReadClockAsync() => inner.ReadClockAsync();

    public ValueTask MoveClockAsync(Instant to) => inner.MoveClockAsync(to);

    /// <summary>The store is the world's, not the node's: it survives.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask BeforeAsync(string what)
    {
        if (chaos.Strikes(FaultClasses.Store, "store.stall", chaos.Swarm.StoreRate / 10))
        {
            await Task.Delay(Stall, time);
        }

        if (chaos.Strikes(FaultClasses.Store, "store.error-before-" + what, chaos.Swarm.StoreRate))
        {
            throw new TimeoutException("The store did not take it.");
        }
    }
}
