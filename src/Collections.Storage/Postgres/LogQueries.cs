using Collections.Kernel;
using Collections.Runtime.Ports;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>
/// Reads the log. Sequences become visible out of order, because batches are written side by side; but they grow with
/// the numbers of their transactions. So a reader that stops before the oldest transaction that still runs never
/// passes a record that appears later.
/// </summary>
internal sealed class LogQueries(PostgresSession session)
{
    public const string SelectLastSequence = "SELECT coalesce((SELECT seq FROM record ORDER BY seq DESC LIMIT 1), 0)";

    private const string Columns =
        "SELECT r.seq, e.tenant, e.kind, e.id, r.version, r.at, r.hash, r.messages, r.bytes ";

    private const string From = "FROM record r JOIN entity e ON e.row = r.entity ";

    private const string Settled = "r.tx < (SELECT pg_snapshot_xmin(pg_current_snapshot())) ";

    private const string SelectFeed =
        Columns + From + "WHERE r.seq > $1 AND r.tenant = $3 AND " + Settled + "ORDER BY r.seq LIMIT $2";

    private const string SelectLog = Columns + From + "WHERE r.seq > $1 AND " + Settled + "ORDER BY r.seq LIMIT $2";

    // Page and end are of one snapshot; the left join tells the end even when nothing waits. $3: a mark per shard.
    private const string SelectUndelivered =
        "WITH settled AS MATERIALIZED (SELECT r.seq FROM record r WHERE " + Settled + "ORDER BY r.seq DESC LIMIT 1), "
        + "waiting AS MATERIALIZED (" + Columns + From
        + "WHERE r.seq > $1 AND r.messages IS NOT NULL AND r.seq > ($3::bigint[])[r.shard + 1] AND " + Settled
        + "ORDER BY r.seq LIMIT $2) "
        + "SELECT w.*, s.seq FROM settled s LEFT JOIN waiting w ON true ORDER BY w.seq";

    // Walks the chain from its head back to the version, then gives its oldest part.
    private const string SelectHistory =
        "WITH RECURSIVE chain(seq, previous) AS ("
        + "SELECT r.seq, r.previous FROM entity e JOIN record r ON r.seq = e.last_record "
        + "WHERE e.tenant = $1 AND e.kind = $2 AND e.id = $3 AND r.version > $4 "
        + "UNION ALL SELECT r.seq, r.previous FROM chain c JOIN record r ON r.seq = c.previous WHERE r.version > $4) "
        + Columns + "FROM (SELECT seq FROM chain ORDER BY seq LIMIT $5) c "
        + "JOIN record r ON r.seq = c.seq JOIN entity e ON e.row = r.entity ORDER BY r.seq";

    public async ValueTask<IReadOnlyList<SequencedRecord>> FeedAsync(string tenant, long after, int limit) =>
        await session.ListAsync(
            SelectFeed, Record, Parameter.Of(after), Parameter.Of((long)limit), Parameter.Of(tenant));

    public async ValueTask<IReadOnlyList<SequencedRecord>> LogAsync(long after, int limit) =>
        await session.ListAsync(SelectLog, Record, Parameter.Of(after), Parameter.Of((long)limit));

    public async ValueTask<UndeliveredPage> UndeliveredAsync(IReadOnlyList<ShardMark> after, int limit)
    {
        var marks = new long[PostgresShards.Count];
        Array.Fill(marks, long.MaxValue);
        var least = long.MaxValue;
        foreach (var mark in after)
        {
            marks[mark.Shard] = mark.UpTo;
            least = Math.Min(least, mark.UpTo);
        }

        var settled = 0L;
        var rows = await session.ListAsync(
            SelectUndelivered,
            row =>
            {
                settled = row.GetInt64(9);
                return row.IsDBNull(0) ? null : Record(row);
            },
            Parameter.Of(least), Parameter.Of((long)limit), Parameter.Of(marks));
        var records = rows.OfType<SequencedRecord>().ToList();
        return new UndeliveredPage(records, records.Count < limit ? settled : records[^1].Sequence);
    }

    public async ValueTask<IReadOnlyList<SequencedRecord>> HistoryAsync(EntityKey key, long afterVersion, int limit) =>
        await session.ListAsync(
            SelectHistory,
            Record,
            Parameter.Of(key.Tenant), Parameter.Of(key.Kind), Parameter.Of(key.Id),
            Parameter.Of(afterVersion), Parameter.Of((long)limit));

    public async ValueTask<long> LastSequenceAsync() =>
        (await session.ListAsync(SelectLastSequence, row => row.GetInt64(0)))[0];

    private static SequencedRecord Record(NpgsqlDataReader row)
    {
        IReadOnlyList<Message> messages = row.IsDBNull(7) ? [] : MessageBlob.Read(row.Bytes(7));
        return new SequencedRecord(
            row.GetInt64(0),
            row.Key(1),
            new LogRecord(row.GetInt64(4), row.Instant(5), row.Bytes(8), row.Hex(6), messages));
    }
}
