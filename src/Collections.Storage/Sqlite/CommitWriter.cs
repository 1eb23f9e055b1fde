using Collections.Runtime.Ports;

namespace Collections.Storage.Sqlite;

/// <summary>
/// Writes commits into the open transaction. Every check comes before the first write of a commit, so that a commit
/// that clashes leaves nothing behind and needs no savepoint.
/// </summary>
internal sealed class CommitWriter(Database database)
{
    private const string SelectHead = "SELECT version, last_record, wake FROM entity WHERE row = ?1";

    private const string SelectKey = "SELECT row FROM entity WHERE tenant = ?1 AND kind = ?2 AND id = ?3";

    private const string InsertEntity =
        "INSERT INTO entity (version, last_record, hash, configuration, " + RowColumns.Names
        + ", snapshot, wake, tenant, kind, id) "
        + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) ON CONFLICT DO NOTHING";

    // Leaves the wake-up index alone, which an assignment of the same value would not: it costs two page writes.
    private const string UpdateEntity =
        "UPDATE entity SET version = ?1, last_record = ?2, hash = ?3, configuration = ?4, status = ?5, person = ?6, "
        + "parent = ?7, amount_minor = ?8, currency = ?9, day = ?10, zone = ?11, labels = ?12, snapshot = ?13 "
        + "WHERE row = ?14";

    private const string UpdateEntityAndWake =
        "UPDATE entity SET version = ?1, last_record = ?2, hash = ?3, configuration = ?4, status = ?5, person = ?6, "
        + "parent = ?7, amount_minor = ?8, currency = ?9, day = ?10, zone = ?11, labels = ?12, snapshot = ?13, "
        + "wake = ?15 WHERE row = ?14";

    private const string InsertRecord =
        "INSERT INTO record (seq, entity, tenant, version, previous, at, hash, messages, bytes) "
        + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

    private const string SelectLastSequence = "SELECT coalesce(max(seq), 0) FROM record";

    private readonly Statement _selectHead = database.Prepare(SelectHead);
    private readonly Statement _selectKey = database.Prepare(SelectKey);
    private readonly Statement _insertEntity = database.Prepare(InsertEntity);
    private readonly Statement _updateEntity = database.Prepare(UpdateEntity);
    private readonly Statement _updateEntityAndWake = database.Prepare(UpdateEntityAndWake);
    private readonly Statement _insertRecord = database.Prepare(InsertRecord);
    private readonly Statement _selectLastSequence = database.Prepare(SelectLastSequence);
    private readonly AnswerWriter _answers = new(database);
    private readonly SideRowWriter _sideRows = new(database);
    private long _lastSequence;

    /// <summary>Takes up the numbering where the database stands: at start and after a rollback.</summary>
    public void Resume() => _lastSequence = _selectLastSequence.ToList(row => row.Number(0))[0];

    /// <summary>The transaction was rolled back.</summary>
    public void Forget() => _sideRows.Forget();

    public CommitOutcome[] Write(IReadOnlyList<Commit> commits)
    {
        var outcomes = new CommitOutcome[commits.Count];
        foreach (var position in CommitBatch.WriteOrder(commits))
        {
            outcomes[position] = Write(commits[position]);
        }

        return outcomes;
    }

    private CommitOutcome Write(Commit commit)
    {
        if (commit.Answer is { } answer && _answers.IsKept(commit.Key.Tenant, answer))
        {
            return new(CommitResult.AnswerExists, default);
        }

        if (commit.SideRows.Count > 0 && _sideRows.IsNumberTaken(commit))
        {
            return new(CommitResult.NumberTaken, default);
        }

        if (_sideRows.IsPublicationUnknown(commit))
        {
            return new(CommitResult.PublicationUnknown, default);
        }

        var written = commit.Handle.Row == 0 ? TryAdd(commit) : TryChange(commit);
        if (written is not { } handle)
        {
            return new(CommitResult.VersionConflict, default);
        }

        if (commit.Answer is { } kept)
        {
            _answers.Keep(commit.Key.Tenant, kept);
        }

        foreach (var row in commit.SideRows)
        {
            _sideRows.Write(handle.Row, commit.Key.Tenant, row);
        }

        return new(CommitResult.Committed, handle);
    }

    private StoreHandle? TryAdd(Commit commit)
    {
        if (commit.ExpectedVersion != 0)
        {
            return null;
        }

        var key = commit.Key;
        if (CommitBatch.IsAnswerOnly(commit))
        {
            return _selectKey.Bind(1, key.Tenant).Bind(2, key.Kind).Bind(3, key.Id).Any() ? null : StoreHandle.None;
        }

        BindChange(_insertEntity, commit, LastRecordAfter(commit, 0));
        _insertEntity
            .Bind(14, commit.Wake).Bind(15, key.Tenant).Bind(16, key.Kind).Bind(17, key.Id)
            .Execute();
        if (database.Changes == 0)
        {
            return null;
        }

        var row = database.LastInsertedRow;
        return new StoreHandle(row, Append(commit, row, previous: 0));
    }

    private StoreHandle? TryChange(Commit commit)
    {
        var row = commit.Handle.Row;
        if (!_selectHead.Bind(1, row).Step())
        {
            return null;
        }

        var version = _selectHead.Number(0);
        var lastRecord = _selectHead.Number(1);
        var wake = _selectHead.InstantOrNull(2);
        _selectHead.Reset();
        return version == commit.ExpectedVersion
            ? new StoreHandle(row, Change(commit, row, lastRecord, wakeMoves: wake != commit.Wake))
            : null;
    }

    private long Change(Commit commit, long row, long lastRecord, bool wakeMoves)
    {
        var update = wakeMoves ? _updateEntityAndWake : _updateEntity;
        BindChange(update, commit, LastRecordAfter(commit, lastRecord));
        update.Bind(14, row);
        if (wakeMoves)
        {
            update.Bind(15, commit.Wake);
        }

        update.Execute();
        return Append(commit, row, lastRecord);
    }

    private long LastRecordAfter(Commit commit, long previous) =>
        commit.Records.Count == 0 ? previous : _lastSequence + commit.Records.Count;

    private static void BindChange(Statement statement, Commit commit, long lastRecord)
    {
        statement
            .Bind(1, commit.Version)
            .Bind(2, lastRecord)
            .BindHex(3, commit.Hash)
            .Bind(4, commit.Configuration)
            .Bind(13, commit.Snapshot.Span);
        RowColumns.Bind(statement, 5, commit.Row);
    }

    private long Append(Commit commit, long row, long previous)
    {
        foreach (var record in commit.Records)
        {
            _insertRecord
                .Bind(1, _lastSequence + 1)
                .Bind(2, row)
                .Bind(3, commit.Key.Tenant)
                .Bind(4, record.Version)
                .Bind(5, previous)
                .Bind(6, record.At)
                .BindHex(7, record.Hash)
                .Bind(9, record.Bytes.Span);
            _ = record.Messages.Count == 0
                ? _insertRecord.BindNull(8)
                : _insertRecord.Bind(8, MessageBlob.Write(record.Messages));
            _insertRecord.Execute();
            previous = ++_lastSequence;
        }

        return previous;
    }
}
