using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>What stands beside the entities: archive, publications, answers, sealed values, the clock.</summary>
internal sealed class SideQueries(PostgresSession session)
{
    private const string Clock = "clock";

    private const string SelectArchived =
        "SELECT a.json FROM entity e JOIN archive a ON a.entity = e.row "
        + "WHERE e.tenant = $1 AND e.kind = $2 AND e.id = $3 AND a.shelf = $4 AND a.id = $5";

    private const string SelectPublications =
        "SELECT number, kind, name, version, effective_from, content FROM publication "
        + "WHERE tenant = $1 AND number > $2 ORDER BY number";

    private const string SelectAnswer =
        "SELECT request_hash, body, expires_at FROM answer WHERE tenant = $1 AND scope = $2 AND expires_at > $3";

    private const string DeleteExpired =
        "DELETE FROM answer WHERE ctid = ANY (ARRAY(SELECT ctid FROM answer WHERE expires_at <= $1 "
        + "ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))";

    private const string SelectPersonal =
        "SELECT person, ciphertext FROM person_data WHERE tenant = $1 AND ref = $2 AND version = $3";

    private const string SelectMeta = "SELECT value FROM meta WHERE name = $1";

    private const string RaiseMeta =
        "INSERT INTO meta AS m (name, value) VALUES ($1, $2) "
        + "ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE m.value < excluded.value";

    public async ValueTask<ReadOnlyMemory<byte>?> ArchivedAsync(EntityKey key, string shelf, string id) =>
        await session.FirstOrNullAsync(
            SelectArchived,
            Bytes,
            Parameter.Of(key.Tenant), Parameter.Of(key.Kind), Parameter.Of(key.Id),
            Parameter.Of(shelf), Parameter.Of(id));

    public async ValueTask<IReadOnlyList<Publication>> PublicationsAsync(string tenant, long afterNumber) =>
        await session.ListAsync(
            SelectPublications,
            row => new Publication(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.Instant(4), row.GetString(5)),
            Parameter.Of(tenant), Parameter.Of(afterNumber));

    public ValueTask<KeptAnswer?> AnswerAsync(string tenant, string scope, Instant now) => session.FirstOrNullAsync(
        SelectAnswer,
        row => new KeptAnswer(scope, row.GetString(0), row.Bytes(1), row.Instant(2)),
        Parameter.Of(tenant), Parameter.Of(scope), Parameter.Of(now));

    public ValueTask<int> DeleteExpiredAsync(Instant now, int limit) =>
        session.ExecuteAsync(DeleteExpired, Parameter.Of(now), Parameter.Of((long)limit));

    public ValueTask<SideRow.PersonalData?> PersonalAsync(string tenant, string reference, int version) =>
        session.FirstOrNullAsync(
            SelectPersonal,
            row => new SideRow.PersonalData(row.GetString(0), reference, version, row.Bytes(1)),
            Parameter.Of(tenant), Parameter.Of(reference), Parameter.Of(version));

    public async ValueTask<Instant?> ClockAsync() =>
        await session.FirstOrNullAsync(SelectMeta, row => (long?)row.GetInt64(0), Parameter.Of(Clock)) is { } stored
            ? Instant.FromUnixTimeMilliseconds(stored)
            : null;

    public ValueTask<int> MoveClockAsync(Instant to) =>
        session.ExecuteAsync(RaiseMeta, Parameter.Of(Clock), Parameter.Of(to));

    private static ReadOnlyMemory<byte>? Bytes(NpgsqlDataReader row) => row.Bytes(0);
}
