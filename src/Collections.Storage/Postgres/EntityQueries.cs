using System.Data;
using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>Reads entities, their projections, and lists of them.</summary>
internal sealed class EntityQueries(PostgresSession session)
{
    private const string Asked =
        "(SELECT generate_series(1, cardinality($1)) AS place, unnest($1) AS tenant, unnest($2) AS kind, "
        + "unnest($3) AS id) k JOIN entity e ON e.tenant = k.tenant AND e.kind = k.kind AND e.id = k.id";

    private const string SelectEntities =
        "SELECT k.place, e.row, e.last_record, e.version, e.hash, e.wake, e.configuration, e.snapshot FROM " + Asked;

    private const string SelectRows = "SELECT k.place, " + Columns.Projection + " FROM " + Asked;

    // Each page starts behind the one before: what was woken meanwhile left dead entries in the index, and to walk them
    // again and again would cost more than the page.
    private const string Due =
        " FROM entity WHERE wake <= $1 AND (wake, tenant, kind, id) > ($3, $4, $5, $6)";

    private const string OfShards = " AND ($7::boolean[])[shard + 1]";

    private const string InOrder = " ORDER BY wake, tenant, kind, id LIMIT $2";

    private const string SelectDue = "SELECT tenant, kind, id, wake";

    private const string LoadDue = SelectDue + ", row, last_record, version, hash, wake, configuration, snapshot";

    private const string SelectHeads =
        "SELECT tenant, kind, id, version, hash FROM entity "
        + "WHERE (tenant, kind, id) > ($1, $2, $3) ORDER BY tenant, kind, id LIMIT $4";

    private const string SelectHeadsOfTenant =
        "SELECT tenant, kind, id, version, hash FROM entity WHERE tenant = $1 ORDER BY tenant, kind, id";

    private const string SelectList =
        "SELECT e.id, e.version, e.wake, " + Columns.Projection + " FROM entity e "
        + "WHERE e.tenant = $1 AND e.kind = $2 AND e.id > $3 ORDER BY e.id LIMIT $4";

    // Hops from tenant to tenant in the index instead of walking all entities.
    private const string SelectTenants =
        "WITH RECURSIVE hop(tenant) AS ((SELECT tenant FROM entity ORDER BY tenant, kind, id LIMIT 1) UNION ALL "
        + "SELECT (SELECT e.tenant FROM entity e WHERE e.tenant > hop.tenant ORDER BY e.tenant, e.kind, e.id LIMIT 1) "
        + "FROM hop WHERE hop.tenant IS NOT NULL) SELECT tenant FROM hop WHERE tenant IS NOT NULL";

    // Writers hold this lock shared: whoever gets it alone meets a moment in which no number is taken and not written.
    private const string LockWriters = "SELECT pg_advisory_lock('record'::regclass::oid::bigint)";

    private const string UnlockWriters = "SELECT pg_advisory_unlock('record'::regclass::oid::bigint)";

    public async ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys)
    {
        var entities = new StoredEntity?[keys.Count];
        await ReadAsync(SelectEntities, keys, (row, place) => entities[place] = Entity(keys[place], row, 1));
        return entities;
    }

    public async ValueTask<IReadOnlyList<EntityRow?>> LoadRowsAsync(IReadOnlyList<EntityKey> keys)
    {
        var rows = new EntityRow?[keys.Count];
        await ReadAsync(SelectRows, keys, (row, place) => rows[place] = row.Row(1));
        return rows;
    }

    public async ValueTask<IReadOnlyList<DueEntity>> DueAsync(
        (Instant UpTo, int Limit) page, IReadOnlyList<int>? shards, DueEntity after) => await session.ListAsync(
            Paged(SelectDue, shards),
            row => new DueEntity(row.Key(0), row.Instant(3)),
            Page(page, shards, after));

    public async ValueTask<IReadOnlyList<StoredEntity>> LoadDueAsync(
        (Instant UpTo, int Limit) page, IReadOnlyList<int>? shards, DueEntity after) => await session.ListAsync(
            Paged(LoadDue, shards),
            row => Entity(row.Key(0), row, 4),
            Page(page, shards, after));

    public async ValueTask<IReadOnlyList<ChainHead>> HeadsAsync(EntityKey? after, int limit)
    {
        // Three empty parts are no entity's key and stand before every one.
        var start = after ?? new EntityKey(string.Empty, string.Empty, string.Empty);
        return await session.ListAsync(
            SelectHeads,
            Head,
            Parameter.Of(start.Tenant), Parameter.Of(start.Kind), Parameter.Of(start.Id), Parameter.Of((long)limit));
    }

    /// <summary>Shows a tenant's heads as of one moment between two batches; returns the last sequence.</summary>
    public async ValueTask<long> VisitAsync(string tenant, Action<ChainHead> visit)
    {
        try
        {
            await using var connection = await session.OpenAsync();
            await using var view = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
            var last = await BetweenBatchesAsync(connection);
            await using var heads = PostgresSession.Command(
                connection, SelectHeadsOfTenant, Parameter.Of(tenant));
            await using var reader = await heads.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                visit(Head(reader));
            }

            return last;
        }
        catch (NpgsqlException fault)
        {
            throw PostgresSession.Fault(fault);
        }
    }

    /// <summary>Fixes what a transaction sees at a moment without writers; returns the last sequence then.</summary>
    private async ValueTask<long> BetweenBatchesAsync(NpgsqlConnection view)
    {
        // On a connection of its own, because the view's first statement must come after the lock.
        await using var gate = await session.OpenAsync();
        await ExecuteAsync(gate, LockWriters);
        try
        {
            await using var select = PostgresSession.Command(view, LogQueries.SelectLastSequence);
            return (long)(await select.ExecuteScalarAsync())!;
        }
        finally
        {
            await ExecuteAsync(gate, UnlockWriters);
        }
    }

    public async ValueTask<IReadOnlyList<ListedEntity>> ListAsync(
        string tenant, string kind, string? afterId, int limit) => await session.ListAsync(
            SelectList,
            row => new ListedEntity(
                new EntityKey(tenant, kind, row.GetString(0)), row.GetInt64(1), row.InstantOrNull(2), row.Row(3)),
            Parameter.Of(tenant), Parameter.Of(kind), Parameter.Of(afterId ?? string.Empty), Parameter.Of((long)limit));

    public async ValueTask<IReadOnlyList<string>> TenantsAsync() =>
        await session.ListAsync(SelectTenants, row => row.GetString(0));

    private async ValueTask ReadAsync(string sql, IReadOnlyList<EntityKey> keys, Action<NpgsqlDataReader, int> read)
    {
        await session.ListAsync(
            sql,
            row =>
            {
                read(row, row.GetInt32(0) - 1);
                return true;
            },
            Parameter.Of(keys.Select(key => key.Tenant).ToArray()),
            Parameter.Of(keys.Select(key => key.Kind).ToArray()),
            Parameter.Of(keys.Select(key => key.Id).ToArray()));
    }

    private static async ValueTask ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = PostgresSession.Command(connection, sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The entity that stands in the columns from one on.</summary>
    private static StoredEntity Entity(EntityKey key, NpgsqlDataReader row, int from) => new(
        key,
        new StoreHandle(row.GetInt64(from), row.GetInt64(from + 1)),
        row.GetInt64(from + 2),
        row.Hex(from + 3),
        row.InstantOrNull(from + 4),
        row.GetInt64(from + 5),
        row.Bytes(from + 6));

    private static string Paged(string select, IReadOnlyList<int>? shards) =>
        shards is null ? select + Due + InOrder : select + Due + OfShards + InOrder;

    private static NpgsqlParameter[] Page(
        (Instant UpTo, int Limit) page, IReadOnlyList<int>? shards, DueEntity after)
    {
        NpgsqlParameter[] parameters =
        [
            Parameter.Of(page.UpTo), Parameter.Of((long)page.Limit), Parameter.Of(after.Wake),
            Parameter.Of(after.Key.Tenant), Parameter.Of(after.Key.Kind), Parameter.Of(after.Key.Id),
        ];
        if (shards is null)
        {
            return parameters;
        }

        var asked = new bool[PostgresShards.Count];
        foreach (var shard in shards)
        {
            asked[shard] = true;
        }

        return [.. parameters, Parameter.Of(asked)];
    }

    private static ChainHead Head(NpgsqlDataReader row) => new(row.Key(0), row.GetInt64(3), row.Hex(4));
}
