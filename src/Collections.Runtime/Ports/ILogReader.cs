using Collections.Kernel;

namespace Collections.Runtime.Ports;

/// <summary>Reading side of a store: the log, its chains, and lists over projection rows.</summary>
public interface ILogReader
{
    /// <summary>
    /// A tenant's records after a sequence, in commit order. A subscriber that continues from the last sequence it saw
    /// never misses a record (stores with concurrent writers fence on the oldest running transaction).
    /// </summary>
    ValueTask<IReadOnlyList<SequencedRecord>> ReadFeedAsync(string tenant, long afterSequence, int limit);

    /// <summary>All tenants' records after a sequence, in commit order: for the audit.</summary>
    ValueTask<IReadOnlyList<SequencedRecord>> ReadLogAsync(long afterSequence, int limit);

    /// <summary>One entity's records with a version above <paramref name="afterVersion"/>, oldest first.</summary>
    ValueTask<IReadOnlyList<SequencedRecord>> ReadHistoryAsync(EntityKey key, long afterVersion, int limit);

    /// <summary>Chain heads in key order, after a key (null: from the start), of all tenants.</summary>
    ValueTask<IReadOnlyList<ChainHead>> ReadHeadsAsync(EntityKey? after, int limit);

    /// <summary>
    /// Shows all chain heads of a tenant in key order, as one consistent view of the store, however long it takes and
    /// whatever is committed meanwhile.
    /// </summary>
    /// <returns>The highest sequence that the view contains.</returns>
    ValueTask<long> VisitHeadsAsync(string tenant, Action<ChainHead> visit);

    /// <summary>Rows of a tenant and kind in id order, after an id (null: from the start).</summary>
    ValueTask<IReadOnlyList<ListedEntity>> ListAsync(string tenant, string kind, string? afterId, int limit);

    /// <summary>The highest sequence that is durable.</summary>
    ValueTask<long> LastSequenceAsync();

    /// <summary>Tenants that have at least one entity, ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> TenantsAsync();
}

/// <summary>Sealed personal values and the wrapped keys that open them.</summary>
public interface IPersonalDataStore
{
    /// <summary>A sealed value, with the person whose key opens it; null when unknown.</summary>
    ValueTask<SideRow.PersonalData?> ReadPersonalAsync(string tenant, string reference, int version);

    /// <summary>A person's wrapped data key; null when there is none (never made, or erased).</summary>
    ValueTask<ReadOnlyMemory<byte>?> ReadDataKeyAsync(string tenant, string person);

    /// <summary>
    /// Keeps a wrapped data key unless the person already has one; returns the one kept. What is sealed under it cannot
    /// outlive it: no commit that comes after the answer is durable unless the key is.
    /// </summary>
    ValueTask<ReadOnlyMemory<byte>> AddDataKeyAsync(string tenant, string person, ReadOnlyMemory<byte> wrapped);

    /// <summary>The wrapped data keys of many persons, in their order; null where there is none.</summary>
    async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadDataKeysAsync(
        string tenant, IReadOnlyList<string> persons)
    {
        var keys = new ReadOnlyMemory<byte>?[persons.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = await ReadDataKeyAsync(tenant, persons[i]);
        }

        return keys;
    }

    /// <summary>
    /// Keeps wrapped data keys of many persons at once, each unless the person already has one; returns the ones kept,
    /// in order. As with one key, no later commit is durable without them.
    /// </summary>
    async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> AddDataKeysAsync(
        string tenant, IReadOnlyList<WrappedKey> keys)
    {
        var kept = new ReadOnlyMemory<byte>[keys.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = await AddDataKeyAsync(tenant, keys[i].Person, keys[i].Wrapped);
        }

        return kept;
    }

    /// <summary>Puts another wrapped key in the place of the one that is kept; one step, durable.</summary>
    ValueTask ReplaceDataKeyAsync(string tenant, string person, ReadOnlyMemory<byte> wrapped);

    /// <summary>Destroys a person's data key: everything sealed under it becomes unreadable for ever.</summary>
    ValueTask EraseDataKeyAsync(string tenant, string person);
}

/// <summary>A person's data key as it is kept: wrapped under the tenant's key.</summary>
/// <param name="Person">Whose it is.</param>
/// <param name="Wrapped">The sealed key.</param>
public readonly record struct WrappedKey(string Person, ReadOnlyMemory<byte> Wrapped);
