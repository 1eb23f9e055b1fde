using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Storage.Sqlite;

/// <summary>
/// Reads the log. One connection writes, so sequences become visible in their order and no fence is needed.
/// </summary>
internal sealed class LogQueries(Database database)
{
    // CROSS JOIN fixes the order of the walk: records by sequence, then each one's entity.
    private const string Columns =
        "SELECT r.seq, e.tenant, e.kind, e.id, r.version, r.at, r.hash, r.messages, r.bytes "
        + "FROM record r CROSS JOIN entity e ON e.row = r.entity ";

    private const string SelectFeed =
        Columns + "WHERE r.seq > ?1 AND r.tenant = ?3 ORDER BY r.seq LIMIT ?2";

    private const string SelectLog =
        Columns + "WHERE r.seq > ?1 ORDER BY r.seq LIMIT ?2";

    private const string SelectUndelivered =
        Columns + "WHERE r.seq > ?1 AND r.messages IS NOT NULL ORDER BY r.seq LIMIT ?2";

    // Walks the chain from its head back to the version, then gives its oldest part.
    private const string SelectHistory =
        "WITH RECURSIVE chain(seq, previous) AS ("
        + "SELECT r.seq, r.previous FROM entity e CROSS JOIN record r ON r.seq = e.last_record "
        + "WHERE e.tenant = ?1 AND e.kind = ?2 AND e.id = ?3 AND r.version > ?4 "
        + "UNION ALL SELECT r.seq, r.previous FROM chain c CROSS JOIN record r ON r.seq = c.previous "
        + "WHERE r.version > ?4) "
        + "SELECT r.seq, e.tenant, e.kind, e.id, r.version, r.at, r.hash, r.messages, r.bytes "
        + "FROM (SELECT seq FROM chain ORDER BY seq LIMIT ?5) c "
        + "CROSS JOIN record r ON r.seq = c.seq CROSS JOIN entity e ON e.row = r.entity ORDER BY r.seq";

    private const string SelectLastSequence = "SELECT coalesce(max(seq), 0) FROM record";

    private readonly Statement _selectFeed = database.Prepare(SelectFeed);
    private readonly Statement _selectLog = database.Prepare(SelectLog);
    private readonly Statement _selectUndelivered = database.Prepare(SelectUndelivered);
    private readonly Statement _selectHistory = database.Prepare(SelectHistory);
    private readonly Statement _selectLastSequence = database.Prepare(SelectLastSequence);

    public IReadOnlyList<SequencedRecord> Feed(string tenant, long after, int limit) =>
        _selectFeed.Bind(1, after).Bind(2, limit).Bind(3, tenant).ToList(Record);

    public IReadOnlyList<SequencedRecord> Log(long after, int limit) =>
        _selectLog.Bind(1, after).Bind(2, limit).ToList(Record);

    public IReadOnlyList<SequencedRecord> Undelivered(long after, int limit) =>
        _selectUndelivered.Bind(1, after).Bind(2, limit).ToList(Record);

    public IReadOnlyList<SequencedRecord> History(EntityKey key, long afterVersion, int limit) => _selectHistory
        .Bind(1, key.Tenant)
        .Bind(2, key.Kind)
        .Bind(3, key.Id)
        .Bind(4, afterVersion)
        .Bind(5, limit)
        .ToList(Record);

    public long LastSequence() => _selectLastSequence.ToList(row => row.Number(0))[0];

    private static SequencedRecord Record(Statement row)
    {
        IReadOnlyList<Message> messages = row.IsNull(7) ? [] : MessageBlob.Read(row.Blob(7).ToArray());
        return new SequencedRecord(
            row.Number(0),
            new EntityKey(row.Text(1), row.Text(2), row.Text(3)),
            new LogRecord(row.Number(4), row.Instant(5), row.Bytes(8), row.Hex(6), messages));
    }
}
