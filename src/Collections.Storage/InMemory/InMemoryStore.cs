using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.InMemory;

/// <summary>
/// The store of tests, scenario replays and simulations: everything in memory, every call done when it returns. It
/// writes in the same order as <c>SqliteStore</c>, so that one seed gives one trace on both. Disposing it loses
/// nothing: a simulated restart goes on with the same object.
/// </summary>
public sealed partial class InMemoryStore : IStore
{
    private readonly Lock _gate = new();
    private readonly MemoryShards _shards;
    private readonly Dictionary<EntityKey, MemoryEntity> _entities = [];
    private readonly SortedSet<EntityKey> _keys = [];
    private readonly SortedSet<(Instant Wake, EntityKey Key)> _wakes = [];
    private readonly List<MemoryEntity> _rows = [];
    private readonly SortedSet<string> _tenants = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Tenant, string Scope), KeptAnswer> _answers = [];
    private readonly SortedDictionary<string, SortedDictionary<long, Publication>> _publications =
        new(StringComparer.Ordinal);

    private Instant? _clock;

    /// <summary>A store of one process.</summary>
    public InMemoryStore() => _shards = new MemoryShards();

    /// <summary>A store that several servers share.</summary>
    /// <param name="shardCount">Number of shards.</param>
    /// <param name="time">The clock that measures leases.</param>
    public InMemoryStore(int shardCount, TimeProvider time) => _shards = new MemoryShards(shardCount, time);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys)
    {
        lock (_gate)
        {
            return new([.. keys.Select(key => _entities.GetValueOrDefault(key)?.ToStored())]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<EntityRow?>> LoadRowsAsync(IReadOnlyList<EntityKey> keys)
    {
        lock (_gate)
        {
            return new([.. keys.Select(key => _entities.GetValueOrDefault(key)?.Row)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueEntity>> ClaimDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null, DueEntity? after = null)
    {
        lock (_gate)
        {
            return new([.. WakesAfter(after)
                .TakeWhile(wake => wake.Wake <= upTo)
                .Where(wake => shards is null || shards.Contains(Shards.Of(wake.Key, ShardCount)))
                .Take(limit)
                .Select(wake => new DueEntity(wake.Key, wake.Wake))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindArchivedAsync(EntityKey key, string shelf, string id)
    {
        lock (_gate)
        {
            var found = _entities.TryGetValue(key, out var entity) && entity.Archive.ContainsKey((shelf, id));
            return new(found ? entity!.Archive[(shelf, id)] : default(ReadOnlyMemory<byte>?));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Publication>> ReadPublicationsAsync(string tenant, long afterNumber)
    {
        lock (_gate)
        {
            return new(_publications.TryGetValue(tenant, out var publications)
                ? [.. publications.Values.Where(publication => publication.Number > afterNumber)]
                : []);
        }
    }

    /// <inheritdoc/>
    public ValueTask<KeptAnswer?> FindAnswerAsync(string tenant, string scope, Instant now)
    {
        lock (_gate)
        {
            return new(_answers.TryGetValue((tenant, scope), out var answer) && answer.ExpiresAt > now ? answer : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredAnswersAsync(Instant now, int limit)
    {
        lock (_gate)
        {
            var expired = _answers
                .Where(answer => answer.Value.ExpiresAt <= now)
                .OrderBy(answer => answer.Value.ExpiresAt)
                .Take(limit)
                .Select(answer => answer.Key)
                .ToList();
            expired.ForEach(scope => _answers.Remove(scope));
            return new(expired.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Instant?> ReadClockAsync()
    {
        lock (_gate)
        {
            return new(_clock);
        }
    }

    /// <inheritdoc/>
    public ValueTask MoveClockAsync(Instant to)
    {
        lock (_gate)
        {
            _clock = _clock is { } clock && clock > to ? clock : to;
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IEnumerable<(Instant Wake, EntityKey Key)> WakesAfter(DueEntity? after)
    {
        if (after is not { } last)
        {
            return _wakes;
        }

        var start = (last.Wake, last.Key);
        return _wakes.Count == 0 || _wakes.Max.CompareTo(start) <= 0
            ? []
            : _wakes.GetViewBetween(start, _wakes.Max).SkipWhile(wake => wake == start);
    }
}
