using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Storage.InMemory;

/// <content>The log and the lists.</content>
public sealed partial class InMemoryStore
{
    private readonly List<SequencedRecord> _log = [];
    private readonly List<SequencedRecord> _withMessages = [];
    private readonly SortedDictionary<string, List<SequencedRecord>> _feeds = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SequencedRecord>> ReadFeedAsync(string tenant, long afterSequence, int limit)
    {
        lock (_gate)
        {
            return new(_feeds.TryGetValue(tenant, out var feed) ? After(feed, afterSequence, limit) : []);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SequencedRecord>> ReadLogAsync(long afterSequence, int limit)
    {
        lock (_gate)
        {
            return new(After(_log, afterSequence, limit));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SequencedRecord>> ReadHistoryAsync(EntityKey key, long afterVersion, int limit)
    {
        lock (_gate)
        {
            return new(_entities.TryGetValue(key, out var entity)
                ? Page(entity.Records, (int)Math.Clamp(afterVersion, 0, entity.Records.Count), limit)
                : []);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ChainHead>> ReadHeadsAsync(EntityKey? after, int limit)
    {
        lock (_gate)
        {
            return new([.. KeysAfter(after)
                .Take(limit)
                .Select(key => _entities[key])
                .Select(entity => new ChainHead(entity.Key, entity.Version, entity.Hash))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> VisitHeadsAsync(string tenant, Action<ChainHead> visit)
    {
        lock (_gate)
        {
            var start = new EntityKey(tenant, string.Empty, string.Empty);
            foreach (
                var entity in KeysAfter(start).TakeWhile(key => key.Tenant == tenant).Select(key => _entities[key]))
            {
                visit(new ChainHead(entity.Key, entity.Version, entity.Hash));
            }

            return new(_log.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedEntity>> ListAsync(string tenant, string kind, string? afterId, int limit)
    {
        lock (_gate)
        {
            // The empty id is no entity's, so it stands just before the first.
            return new([.. KeysAfter(new EntityKey(tenant, kind, afterId ?? string.Empty))
                .TakeWhile(key => key.Tenant == tenant && key.Kind == kind)
                .Take(limit)
                .Select(key => _entities[key])
                .Select(entity => new ListedEntity(entity.Key, entity.Version, entity.Wake, entity.Row))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> LastSequenceAsync()
    {
        lock (_gate)
        {
            return new(_log.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> TenantsAsync()
    {
        lock (_gate)
        {
            return new([.. _tenants]);
        }
    }

    private static List<SequencedRecord> After(List<SequencedRecord> records, long sequence, int limit)
    {
        var (low, high) = (0, records.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = records[middle].Sequence <= sequence ? (middle + 1, high) : (low, middle);
        }

        return Page(records, low, limit);
    }

    private static List<SequencedRecord> Page(List<SequencedRecord> records, int from, int limit) =>
        records.GetRange(from, Math.Min(limit, records.Count - from));

    private IEnumerable<EntityKey> KeysAfter(EntityKey? after)
    {
        if (_keys.Count == 0 || after is not { } start)
        {
            return _keys;
        }

        return _keys.Max > start ? _keys.GetViewBetween(start, _keys.Max).Where(key => key > start) : [];
    }

    private void Append(MemoryEntity entity, LogRecord record)
    {
        var sequenced = new SequencedRecord(_log.Count + 1, entity.Key, record);
        _log.Add(sequenced);
        entity.Records.Add(sequenced);
        if (!_feeds.TryGetValue(entity.Key.Tenant, out var feed))
        {
            _feeds[entity.Key.Tenant] = feed = [];
        }

        feed.Add(sequenced);
        if (record.Messages.Count > 0)
        {
            _withMessages.Add(sequenced);
        }
    }
}
