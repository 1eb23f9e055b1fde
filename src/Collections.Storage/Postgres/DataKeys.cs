using Collections.Runtime.Ports;

namespace Collections.Storage.Postgres;

/// <summary>
/// Wrapped data keys. An import asks for and adds one for every person, so both are gathered: alone, each addition
/// would wait for the disk.
/// </summary>
internal sealed class DataKeys
{
    /// <summary>Keys asked for or added in one round trip.</summary>
    private const int BatchMax = 1_024;

    private const string Select =
        "SELECT k.place, d.wrapped FROM (SELECT generate_series(1, cardinality($1)) AS place, unnest($1) AS tenant, "
        + "unnest($2) AS person) k JOIN data_key d ON d.tenant = k.tenant AND d.person = k.person";

    // In one order, so that two servers that add the same keys never wait crosswise.
    private const string Insert =
        "INSERT INTO data_key (tenant, person, wrapped) "
        + "SELECT DISTINCT ON (k.tenant, k.person) k.tenant, k.person, k.wrapped FROM (SELECT "
        + "generate_series(1, cardinality($1)) AS place, unnest($1) AS tenant, unnest($2) AS person, "
        + "unnest($3) AS wrapped) k ORDER BY k.tenant, k.person, k.place ON CONFLICT (tenant, person) DO NOTHING";

    private const string Upsert =
        "INSERT INTO data_key (tenant, person, wrapped) VALUES ($1, $2, $3) "
        + "ON CONFLICT (tenant, person) DO UPDATE SET wrapped = excluded.wrapped";

    private const string Delete = "DELETE FROM data_key WHERE tenant = $1 AND person = $2";

    private readonly PostgresSession _session;
    private readonly Gathering<(string Tenant, string Person), ReadOnlyMemory<byte>?> _reads;
    private readonly Gathering<Added, ReadOnlyMemory<byte>?> _adds;

    public DataKeys(PostgresSession session)
    {
        _session = session;
        _reads = new(ReadAsync, BatchMax);
        _adds = new(AddAsync, BatchMax);
    }

    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string tenant, string person) =>
        await _reads.AskAsync((tenant, person));

    /// <summary>Keeps a key unless the person has one; returns the one that is kept.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> AddAsync(string tenant, string person, ReadOnlyMemory<byte> wrapped) =>
        await _adds.AskAsync(new Added(tenant, person, wrapped))
        ?? throw Erased();

    /// <summary>The keys of many persons, in their order.</summary>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadAsync(string tenant, IReadOnlyList<string> persons) =>
        ReadAsync([.. persons.Select(person => (tenant, person))]);

    /// <summary>Keeps keys of many persons, each unless the person has one; returns the ones that are kept.</summary>
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> AddAsync(string tenant, IReadOnlyList<WrappedKey> keys)
    {
        var kept = await AddAsync([.. keys.Select(key => new Added(tenant, key.Person, key.Wrapped))]);
        return [.. kept.Select(key => key ?? throw Erased())];
    }

    public ValueTask<int> ReplaceAsync(string tenant, string person, ReadOnlyMemory<byte> wrapped) =>
        _session.ExecuteAsync(Upsert, Parameter.Of(tenant), Parameter.Of(person), Parameter.Of(wrapped));

    public ValueTask<int> EraseAsync(string tenant, string person) =>
        _session.ExecuteAsync(Delete, Parameter.Of(tenant), Parameter.Of(person));

    private async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadAsync(
        IReadOnlyList<(string Tenant, string Person)> asked)
    {
        var found = new ReadOnlyMemory<byte>?[asked.Count];
        await _session.ListAsync(
            Select,
            row => found[row.GetInt32(0) - 1] = row.Bytes(1),
            Parameter.Of(asked.Select(each => each.Tenant).ToArray()),
            Parameter.Of(asked.Select(each => each.Person).ToArray()));
        return found;
    }

    private async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> AddAsync(
        IReadOnlyList<Added> added)
    {
        await _session.ExecuteAsync(
            Insert,
            Parameter.Of(added.Select(each => each.Tenant).ToArray()),
            Parameter.Of(added.Select(each => each.Person).ToArray()),
            Parameter.Of(added.Select(each => each.Wrapped).ToArray()));
        return await ReadAsync([.. added.Select(each => (each.Tenant, each.Person))]);
    }

    private static StoreException Erased() => new("The data key was erased while it was being added.");

    private readonly record struct Added(string Tenant, string Person, ReadOnlyMemory<byte> Wrapped);
}
