using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Ports;

/// <summary>
/// What the engine needs of a store. Every implementation passes the one storage suite. All methods may be called
/// concurrently; <see cref="CommitAsync"/> decides conflicts by version, so two writers are harmless.
/// </summary>
public interface IEntityStore : IShardStore, IAsyncDisposable
{
    /// <summary>Loads entities in one round trip; null where there is none. Order as asked.</summary>
    ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys);

    /// <summary>
    /// Writes a batch in one durable transaction; a commit whose version, answer scope or publication number clashes
    /// fails alone. A batch never holds an entity twice. When this throws the outcome is unknown: reload and compare.
    /// </summary>
    ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits);

    /// <summary>
    /// The entities due at or before an instant, in (due, key) order, at most <paramref name="limit"/>; of the given
    /// shards only, or of all (null); behind <paramref name="after"/> in that order, or from the start (null).
    /// </summary>
    ValueTask<IReadOnlyList<DueEntity>> ClaimDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null, DueEntity? after = null);

    /// <summary>
    /// As <see cref="ClaimDueAsync"/>, each entity as it is stored: whoever wakes many need not load them one by one.
    /// One that changes meanwhile may come as it was before or after; it is left out when it is due no more.
    /// </summary>
    async ValueTask<IReadOnlyList<StoredEntity>> LoadDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null, DueEntity? after = null)
    {
        var due = await ClaimDueAsync(upTo, limit, shards, after);
        if (due.Count == 0)
        {
            return [];
        }

        var stored = await LoadAsync([.. due.Select(each => each.Key)]);
        return [.. stored.OfType<StoredEntity>().Where(each => each.Wake <= upTo)];
    }

    /// <summary>Projection rows in one round trip, for look-ups; null where there is none.</summary>
    ValueTask<IReadOnlyList<EntityRow?>> LoadRowsAsync(IReadOnlyList<EntityKey> keys);

    /// <summary>
    /// The places members have on the lists of their tenants, in one round trip and in constant time by a unique index:
    /// one answer per member, in the order asked, each by list id.
    /// </summary>
    ValueTask<IReadOnlyList<IReadOnlyList<Listing>>> FindListingsAsync(IReadOnlyList<MemberKey> members);

    /// <summary>An archived item's JSON, or null.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindArchivedAsync(EntityKey key, string shelf, string id);

    /// <summary>A tenant's publications with a number above <paramref name="afterNumber"/>, by number.</summary>
    ValueTask<IReadOnlyList<Publication>> ReadPublicationsAsync(string tenant, long afterNumber);

    /// <summary>The kept answer of a scope that has not expired at <paramref name="now"/>, or null.</summary>
    ValueTask<KeptAnswer?> FindAnswerAsync(string tenant, string scope, Instant now);

    /// <summary>Deletes answers that expired, at most <paramref name="limit"/>; returns how many.</summary>
    ValueTask<int> DeleteExpiredAnswersAsync(Instant now, int limit);

    /// <summary>Parks a message; parking it again changes only attempts and error.</summary>
    ValueTask ParkAsync(ParkedMessage message);

    /// <summary>Parked messages of a tenant, oldest first.</summary>
    ValueTask<IReadOnlyList<ParkedMessage>> ReadParkedAsync(string tenant, int limit);

    /// <summary>Takes a message off the list (delivered at last, or given up by an operator).</summary>
    ValueTask UnparkAsync(MessageId id);

    /// <summary>The folder's business clock; null before it was first set.</summary>
    ValueTask<Instant?> ReadClockAsync();

    /// <summary>Moves the business clock; an earlier instant than stored changes nothing.</summary>
    ValueTask MoveClockAsync(Instant to);
}
