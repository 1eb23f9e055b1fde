using Collections.Runtime.Ports;

namespace Collections.Storage.Sqlite;

/// <summary>Keeps the answers of idempotent requests.</summary>
internal sealed class AnswerWriter(Database database)
{
    private const string SelectKept = "SELECT 1 FROM answer WHERE tenant = ?1 AND scope = ?2 AND expires_at > ?3";

    // Only an answer that had expired can still be there: the check for a kept one came before.
    private const string Upsert =
        "INSERT INTO answer (tenant, scope, request_hash, expires_at, body) VALUES (?1, ?2, ?3, ?4, ?5) "
        + "ON CONFLICT (tenant, scope) DO UPDATE SET request_hash = ?3, expires_at = ?4, body = ?5";

    private const string DeleteExpired =
        "DELETE FROM answer WHERE number IN "
        + "(SELECT number FROM answer INDEXED BY answer_expiry WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)";

    private readonly Statement _selectKept = database.Prepare(SelectKept);
    private readonly Statement _upsert = database.Prepare(Upsert);
    private readonly Statement _deleteExpired = database.Prepare(DeleteExpired);

    /// <summary>Whether an answer under the scope was still kept when this one was made.</summary>
    public bool IsKept(string tenant, KeptAnswer answer) => _selectKept
        .Bind(1, tenant)
        .Bind(2, answer.Scope)
        .Bind(3, answer.ExpiresAt - CommitBatch.AnswerLifetime)
        .Any();

    public void Keep(string tenant, KeptAnswer answer) => _upsert
        .Bind(1, tenant)
        .Bind(2, answer.Scope)
        .Bind(3, answer.RequestHash)
        .Bind(4, answer.ExpiresAt)
        .Bind(5, answer.Body.Span)
        .Execute();

    public int Delete(NodaTime.Instant now, int limit)
    {
        _deleteExpired.Bind(1, now).Bind(2, limit).Execute();
        return database.Changes;
    }
}
