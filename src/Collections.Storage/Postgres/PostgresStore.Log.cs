using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Storage.Postgres;

/// <content>The log, the lists, and personal data.</content>
public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SequencedRecord>> ReadFeedAsync(string tenant, long afterSequence, int limit) =>
        _log.FeedAsync(tenant, afterSequence, limit);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SequencedRecord>> ReadLogAsync(long afterSequence, int limit) =>
        _log.LogAsync(afterSequence, limit);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SequencedRecord>> ReadHistoryAsync(EntityKey key, long afterVersion, int limit) =>
        _log.HistoryAsync(key, afterVersion, limit);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ChainHead>> ReadHeadsAsync(EntityKey? after, int limit) =>
        _entities.HeadsAsync(after, limit);

    /// <inheritdoc/>
    public ValueTask<long> VisitHeadsAsync(string tenant, Action<ChainHead> visit) =>
        _entities.VisitAsync(tenant, visit);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedEntity>> ListAsync(string tenant, string kind, string? afterId, int limit) =>
        _entities.ListAsync(tenant, kind, afterId, limit);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedEntity>> FindAsync(RowQuery query) => _finder.FindAsync(query);

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(RowQuery query) => _finder.CountAsync(query);

    /// <inheritdoc/>
    public ValueTask<long> LastSequenceAsync() => _log.LastSequenceAsync();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> TenantsAsync() => _entities.TenantsAsync();

    /// <inheritdoc/>
    public ValueTask<SideRow.PersonalData?> ReadPersonalAsync(string tenant, string reference, int version) =>
        _sides.PersonalAsync(tenant, reference, version);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadDataKeyAsync(string tenant, string person) =>
        _dataKeys.ReadAsync(tenant, person);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> AddDataKeyAsync(
        string tenant, string person, ReadOnlyMemory<byte> wrapped) =>
        _dataKeys.AddAsync(tenant, person, wrapped);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadDataKeysAsync(
        string tenant, IReadOnlyList<string> persons) => _dataKeys.ReadAsync(tenant, persons);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> AddDataKeysAsync(
        string tenant, IReadOnlyList<WrappedKey> keys) => _dataKeys.AddAsync(tenant, keys);

    /// <inheritdoc/>
    public async ValueTask ReplaceDataKeyAsync(string tenant, string person, ReadOnlyMemory<byte> wrapped) =>
        await _dataKeys.ReplaceAsync(tenant, person, wrapped);

    /// <inheritdoc/>
    public async ValueTask EraseDataKeyAsync(string tenant, string person) =>
        await _dataKeys.EraseAsync(tenant, person);
}
