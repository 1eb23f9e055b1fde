using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Storage.Sqlite;

/// <content>The log, the lists, and personal data.</content>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SequencedRecord>> ReadFeedAsync(string tenant, long afterSequence, int limit) =>
        Ask(reader => reader.Log.Feed(tenant, afterSequence, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SequencedRecord>> ReadLogAsync(long afterSequence, int limit) =>
        Ask(reader => reader.Log.Log(afterSequence, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SequencedRecord>> ReadHistoryAsync(EntityKey key, long afterVersion, int limit) =>
        Ask(reader => reader.Log.History(key, afterVersion, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ChainHead>> ReadHeadsAsync(EntityKey? after, int limit) =>
        Ask(reader => reader.Entities.Heads(after, limit));

    /// <inheritdoc/>
    public ValueTask<long> VisitHeadsAsync(string tenant, Action<ChainHead> visit) => Ask(reader =>
    {
        // One question is one snapshot, so the pages belong together.
        const int page = 1_000;
        IReadOnlyList<ChainHead> heads;
        EntityKey? after = new EntityKey(tenant, string.Empty, string.Empty);
        do
        {
            heads = reader.Entities.Heads(after, page);
            foreach (var head in heads.TakeWhile(head => head.Key.Tenant == tenant))
            {
                visit(head);
            }

            after = heads.Count > 0 ? heads[^1].Key : after;
        }
        while (heads.Count == page && after.Value.Tenant == tenant);
        return reader.Log.LastSequence();
    });

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedEntity>> ListAsync(string tenant, string kind, string? afterId, int limit) =>
        Ask(reader => reader.Entities.List(tenant, kind, afterId, limit));

    /// <inheritdoc/>
    public ValueTask<long> LastSequenceAsync() => Ask(reader => reader.Log.LastSequence());

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> TenantsAsync() => Ask(reader => reader.Entities.Tenants());

    /// <inheritdoc/>
    public ValueTask<SideRow.PersonalData?> ReadPersonalAsync(string tenant, string reference, int version) =>
        Ask(reader => reader.Sides.Personal(tenant, reference, version));

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadDataKeyAsync(string tenant, string person) =>
        Ask(reader => reader.Sides.DataKey(tenant, person));

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> AddDataKeyAsync(
        string tenant, string person, ReadOnlyMemory<byte> wrapped) =>
        DoBeforeAllLater(writer => writer.Small.AddDataKey(tenant, person, wrapped));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadDataKeysAsync(
        string tenant, IReadOnlyList<string> persons) =>
        Ask<IReadOnlyList<ReadOnlyMemory<byte>?>>(
            reader => [.. persons.Select(person => reader.Sides.DataKey(tenant, person))]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> AddDataKeysAsync(
        string tenant, IReadOnlyList<WrappedKey> keys) =>
        DoBeforeAllLater<IReadOnlyList<ReadOnlyMemory<byte>>>(
            writer => [.. keys.Select(key => writer.Small.AddDataKey(tenant, key.Person, key.Wrapped))]);

    /// <inheritdoc/>
    public async ValueTask ReplaceDataKeyAsync(string tenant, string person, ReadOnlyMemory<byte> wrapped) =>
        await Do(writer =>
        {
            writer.ReplaceDataKey(tenant, person, wrapped);
            return true;
        });

    /// <inheritdoc/>
    public async ValueTask EraseDataKeyAsync(string tenant, string person) => await Do(writer =>
    {
        writer.EraseDataKey(tenant, person);
        return true;
    });
}
