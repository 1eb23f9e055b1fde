using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Collections.Storage.Postgres;

/// <summary>Leases of shards, measured by the database's own clock.</summary>
internal sealed class PostgresShards(PostgresSession session)
{
    /// <summary>
    /// Shards of a shared store, for ever: the number stands beside every entity. Enough that a dozen servers have
    /// nearly equal shares, few enough that all marks are read and written at a glance.
    /// </summary>
    public const int Count = 64;

    private const string Beat =
        "INSERT INTO server (name, seen_until) VALUES ($1, now() + $2) "
        + "ON CONFLICT (name) DO UPDATE SET seen_until = excluded.seen_until";

    private const string Forget =
        "DELETE FROM server WHERE name IN (SELECT name FROM server WHERE seen_until < now() - interval '1 day' "
        + "FOR UPDATE SKIP LOCKED)";

    // Who stands still in the middle of a transaction holds rows and the feed: the others cut his connection.
    private const string EndStalled =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
        + "AND usename = current_user AND backend_xid IS NOT NULL AND wait_event = 'ClientRead' "
        + "AND state_change < now() - interval '10 s' AND application_name = current_setting('application_name')";

    private const string Renew = "UPDATE shard SET leased_until = now() + $2 WHERE owner = $1";

    private const string CountServers = "SELECT count(*) FROM server WHERE seen_until > now() OR name = $1";

    private const string FairShare =
        "(SELECT (63 + count(*)) / count(*) FROM server WHERE seen_until > now() OR name = $1)";

    private const string Take =
        "UPDATE shard SET owner = $1, leased_until = now() + $2, token = token + 1 WHERE number IN ("
        + "SELECT number FROM shard WHERE owner IS NULL OR (owner <> $1 AND leased_until <= now()) ORDER BY number "
        + "LIMIT greatest(0, " + FairShare + " - (SELECT count(*) FROM shard WHERE owner = $1)) "
        + "FOR UPDATE SKIP LOCKED)";

    private const string SelectHeld = "SELECT number, token, delivered FROM shard WHERE owner = $1 ORDER BY number";

    private const string Release =
        "UPDATE shard SET owner = NULL, leased_until = NULL WHERE owner = $1 AND ($2 OR number = ANY ($3))";

    private const string Leave = "DELETE FROM server WHERE name = $1 AND $2";

    private const string MoveMarks =
        "UPDATE shard s SET delivered = k.up_to "
        + "FROM (SELECT unnest($1) AS number, unnest($2) AS token, unnest($3) AS up_to) k "
        + "WHERE s.number = k.number AND s.token = k.token AND s.delivered < k.up_to";

    private const string SelectLost =
        "SELECT k.number FROM (SELECT unnest($1) AS number, unnest($2) AS token) k "
        + "JOIN shard s ON s.number = k.number WHERE s.token <> k.token ORDER BY k.number";

    private const string SelectAll =
        "SELECT number, owner, leased_until, token, delivered FROM shard ORDER BY number";

    /// <summary>The shard of a key.</summary>
    public static short Of(EntityKey key) => (short)Shards.Of(key, Count);

    public ValueTask<ShardLeases> LeaseAsync(string server, Duration time) =>
        session.OnConnectionAsync(async connection =>
        {
            await using var batch = new NpgsqlBatch(connection);
            Add(batch, Beat, Parameter.Of(server), Parameter.Of(time));
            Add(batch, Forget);
            Add(batch, EndStalled);
            Add(batch, Renew, Parameter.Of(server), Parameter.Of(time));
            Add(batch, Take, Parameter.Of(server), Parameter.Of(time));
            Add(batch, CountServers, Parameter.Of(server));
            Add(batch, SelectHeld, Parameter.Of(server));
            await using var reader = await batch.ExecuteReaderAsync();
            await reader.NextResultAsync();
            await reader.ReadAsync();
            var servers = (int)reader.GetInt64(0);
            await reader.NextResultAsync();
            var held = new List<ShardLease>();
            while (await reader.ReadAsync())
            {
                held.Add(new ShardLease(reader.GetInt16(0), reader.GetInt64(1), reader.GetInt64(2)));
            }

            return new ShardLeases(held, (Count + servers - 1) / servers, servers);
        });

    public ValueTask<int> ReleaseAsync(string server, IReadOnlyList<int>? shards) =>
        session.OnConnectionAsync(async connection =>
        {
            await using var batch = new NpgsqlBatch(connection);
            int[] numbers = [.. shards ?? []];
            Add(batch, Release, Parameter.Of(server), Every(shards), Parameter.Of(numbers));
            Add(batch, Leave, Parameter.Of(server), Every(shards));
            return await batch.ExecuteNonQueryAsync();
        });

    public ValueTask<IReadOnlyList<int>> MoveMarksAsync(IReadOnlyList<ShardLease> leases) =>
        session.OnConnectionAsync<IReadOnlyList<int>>(async connection =>
        {
            var ordered = leases.OrderBy(lease => lease.Shard).ToArray();
            var numbers = Array.ConvertAll(ordered, lease => lease.Shard);
            var tokens = Array.ConvertAll(ordered, lease => lease.Token);
            var marks = Array.ConvertAll(ordered, lease => lease.DeliveredUpTo);
            await using var batch = new NpgsqlBatch(connection);
            Add(batch, MoveMarks, Parameter.Of(numbers), Parameter.Of(tokens), Parameter.Of(marks));
            Add(batch, SelectLost, Parameter.Of(numbers), Parameter.Of(tokens));
            await using var reader = await batch.ExecuteReaderAsync();
            var lost = new List<int>();
            while (await reader.ReadAsync())
            {
                lost.Add(reader.GetInt32(0));
            }

            return lost;
        });

    public async ValueTask<IReadOnlyList<ShardState>> AllAsync() => await session.ListAsync(
        SelectAll,
        row => new ShardState(
            row.GetInt16(0),
            row.TextOrNull(1),
            row.IsDBNull(2) ? null : Instant.FromDateTimeUtc(row.GetDateTime(2)),
            row.GetInt64(3),
            row.GetInt64(4)));

    private static NpgsqlParameter<bool> Every(IReadOnlyList<int>? shards) => new()
    {
        TypedValue = shards is null,
        NpgsqlDbType = NpgsqlDbType.Boolean,
    };

    private static void Add(NpgsqlBatch batch, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }
}
