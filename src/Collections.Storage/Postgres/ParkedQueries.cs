using Collections.Kernel;
using Collections.Runtime.Ports;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>Messages that kept failing.</summary>
internal sealed class ParkedQueries(PostgresSession session)
{
    private const string UpsertParked =
        "INSERT INTO parked "
        + "(tenant, kind, id, version, position, sender, receiver, type, body, attempts, error, parked_at) "
        + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
        + "ON CONFLICT (tenant, kind, id, version, position) "
        + "DO UPDATE SET attempts = excluded.attempts, error = excluded.error";

    private const string DeleteParked =
        "DELETE FROM parked WHERE tenant = $1 AND kind = $2 AND id = $3 AND version = $4 AND position = $5";

    private const string SelectParked =
        "SELECT tenant, kind, id, version, position, sender, receiver, type, body, attempts, error, parked_at "
        + "FROM parked WHERE tenant = $1 ORDER BY parked_at, number LIMIT $2";

    public ValueTask<int> ParkAsync(ParkedMessage parked) => session.ExecuteAsync(
        UpsertParked,
        [
            .. Id(parked.Id),
            Parameter.Of(parked.From.ToString()),
            Parameter.Of(parked.Message.To.ToString()),
            Parameter.Of(parked.Message.Type),
            Parameter.Of(parked.Message.Body),
            Parameter.Of(parked.Attempts),
            Parameter.Of(parked.Error),
            Parameter.Of(parked.ParkedAt),
        ]);

    public ValueTask<int> UnparkAsync(MessageId id) => session.ExecuteAsync(DeleteParked, [.. Id(id)]);

    public async ValueTask<IReadOnlyList<ParkedMessage>> ReadAsync(string tenant, int limit) =>
        await session.ListAsync(SelectParked, Parked, Parameter.Of(tenant), Parameter.Of((long)limit));

    private static IEnumerable<NpgsqlParameter> Id(MessageId id) =>
    [
        Parameter.Of(id.Sender.Tenant), Parameter.Of(id.Sender.Kind), Parameter.Of(id.Sender.Id),
        Parameter.Of(id.Version), Parameter.Of(id.Index),
    ];

    private static ParkedMessage Parked(NpgsqlDataReader row) => new(
        new MessageId(row.Key(0), row.GetInt64(3), row.GetInt32(4)),
        EntityKey.Parse(row.GetString(5)),
        new Message(EntityKey.Parse(row.GetString(6)), row.GetString(7), row.Bytes(8)),
        row.GetInt32(9),
        row.GetString(10),
        row.Instant(11));
}
