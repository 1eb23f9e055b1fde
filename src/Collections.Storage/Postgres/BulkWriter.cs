using Collections.Kernel;
using Collections.Runtime.Ports;
using Npgsql;
using NpgsqlTypes;

namespace Collections.Storage.Postgres;

/// <summary>
/// Writes many new entities by COPY, as imports bring them. Nothing may clash: when something is there already, all is
/// rolled back and the ordinary way is taken.
/// </summary>
internal sealed class BulkWriter(PostgresSession session, RowNumbers rows)
{
    /// <summary>Below that the further round trips cost more than they save.</summary>
    private const int CommitsMin = 512;

    private const string Begin =
        "SELECT pg_advisory_xact_lock_shared('record'::regclass::oid::bigint), take_numbers('record_seq', $1)";

    private const string CopyEntities =
        "COPY entity (row, version, last_record, wake, configuration, amount_minor, day, shard, hash, tenant, kind, "
        + "id, status, person, parent, currency, zone, labels, snapshot) FROM STDIN (FORMAT binary)";

    private const string CopyRecords =
        "COPY record (seq, entity, version, previous, at, shard, tenant, hash, messages, bytes) "
        + "FROM STDIN (FORMAT binary)";

    private const string CopySearch = "COPY search (entity, terms) FROM STDIN (FORMAT binary)";

    private const string CopyPersonal =
        "COPY person_data (tenant, ref, version, person, ciphertext) FROM STDIN (FORMAT binary)";

    /// <summary>Whether a batch is one of those: new entities only, with nothing that others may have taken.</summary>
    public static bool Suits(IReadOnlyList<Commit> commits) =>
        commits.Count >= CommitsMin
        && commits.All(commit => commit.Handle.Row == 0
            && commit.ExpectedVersion == 0
            && commit.Records.Count > 0
            && commit.Answer is null
            && commit.SideRows.All(row => row is SideRow.PersonalData or SideRow.SearchTerms));

    /// <summary>Writes the batch; null when something of it is there already, and nothing was written.</summary>
    public async ValueTask<IReadOnlyList<CommitOutcome>?> TryWriteAsync(IReadOnlyList<Commit> commits)
    {
        var firstRow = await rows.TakeAsync(commits.Count);
        try
        {
            await using var connection = await session.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var placed = Place(commits, firstRow, await TakeSequencesAsync(connection, commits));
            await CopyAsync(connection, CopyEntities, placed, WriteEntityAsync);
            await CopyAsync(connection, CopyRecords, placed.SelectMany(Records), WriteRecordAsync);
            await CopyAsync(connection, CopySearch, placed.Select(Search).OfType<SearchRow>(), WriteSearchAsync);
            await CopyAsync(connection, CopyPersonal, Personal(commits), WritePersonalAsync);
            await transaction.CommitAsync();
            return placed.ConvertAll(each => new CommitOutcome(CommitResult.Committed, each.Handle));
        }
        catch (PostgresException clash) when (clash.SqlState is
            PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected)
        {
            return null;
        }
        catch (NpgsqlException fault)
        {
            throw PostgresSession.Fault(fault);
        }
    }

    private static async ValueTask<long> TakeSequencesAsync(
        NpgsqlConnection connection, IReadOnlyList<Commit> commits)
    {
        await using var command = PostgresSession.Command(
            connection, Begin, Parameter.Of((long)commits.Sum(commit => commit.Records.Count)));
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetInt64(1);
    }

    private static List<Placed> Place(IReadOnlyList<Commit> commits, long row, long sequence)
    {
        var placed = new List<Placed>(commits.Count);
        foreach (var commit in commits)
        {
            placed.Add(new Placed(commit, row++, sequence));
            sequence += commit.Records.Count;
        }

        return placed;
    }

    private static async ValueTask CopyAsync<T>(
        NpgsqlConnection connection, string sql, IEnumerable<T> rows, Func<NpgsqlBinaryImporter, T, Task> write)
    {
        NpgsqlBinaryImporter? importer = null;
        try
        {
            foreach (var row in rows)
            {
                importer ??= await connection.BeginBinaryImportAsync(sql);
                await importer.StartRowAsync();
                await write(importer, row);
            }

            await (importer?.CompleteAsync() ?? ValueTask.FromResult(0UL));
        }
        finally
        {
            await (importer?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private static async Task WriteEntityAsync(NpgsqlBinaryImporter to, Placed placed)
    {
        var (commit, key, row) = (placed.Commit, placed.Commit.Key, placed.Commit.Row);
        await to.WriteAsync(placed.Row, NpgsqlDbType.Bigint);
        await to.WriteAsync(commit.Version, NpgsqlDbType.Bigint);
        await to.WriteAsync(placed.Handle.LastRecord, NpgsqlDbType.Bigint);
        await WriteAsync(to, commit.Wake?.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
        await to.WriteAsync(commit.Configuration, NpgsqlDbType.Bigint);
        await to.WriteAsync(row.AmountMinor, NpgsqlDbType.Bigint);
        await WriteAsync(to, RowFormat.Number(row.Day), NpgsqlDbType.Integer);
        await to.WriteAsync(PostgresShards.Of(key), NpgsqlDbType.Smallint);
        await to.WriteAsync(Convert.FromHexString(commit.Hash), NpgsqlDbType.Bytea);
        string?[] texts =
        [
            key.Tenant, key.Kind, key.Id, row.Status, row.Person, row.Parent, row.Currency, row.Zone,
            RowFormat.Labels(row.Labels),
        ];
        foreach (var text in texts)
        {
            await (text is null ? to.WriteNullAsync() : to.WriteAsync(text, NpgsqlDbType.Text));
        }

        await to.WriteAsync(commit.Snapshot, NpgsqlDbType.Bytea);
    }

    private static async Task WriteRecordAsync(NpgsqlBinaryImporter to, RecordRow row)
    {
        var (record, key) = (row.Record, row.Of.Commit.Key);
        await to.WriteAsync(row.Sequence, NpgsqlDbType.Bigint);
        await to.WriteAsync(row.Of.Row, NpgsqlDbType.Bigint);
        await to.WriteAsync(record.Version, NpgsqlDbType.Bigint);
        await to.WriteAsync(row.Previous, NpgsqlDbType.Bigint);
        await to.WriteAsync(record.At.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
        await to.WriteAsync(PostgresShards.Of(key), NpgsqlDbType.Smallint);
        await to.WriteAsync(key.Tenant, NpgsqlDbType.Text);
        await to.WriteAsync(Convert.FromHexString(record.Hash), NpgsqlDbType.Bytea);
        await (record.Messages.Count == 0
            ? to.WriteNullAsync()
            : to.WriteAsync(MessageBlob.Write(record.Messages), NpgsqlDbType.Bytea));
        await to.WriteAsync(record.Bytes, NpgsqlDbType.Bytea);
    }

    private static async Task WriteSearchAsync(NpgsqlBinaryImporter to, SearchRow row)
    {
        await to.WriteAsync(row.Entity, NpgsqlDbType.Bigint);
        await to.WriteAsync(row.Terms, NpgsqlDbType.Text);
    }

    private static async Task WritePersonalAsync(NpgsqlBinaryImporter to, PersonalRow row)
    {
        await to.WriteAsync(row.Tenant, NpgsqlDbType.Text);
        await to.WriteAsync(row.Value.Ref, NpgsqlDbType.Text);
        await to.WriteAsync(row.Value.Version, NpgsqlDbType.Integer);
        await to.WriteAsync(row.Value.Person, NpgsqlDbType.Text);
        await to.WriteAsync(row.Value.Ciphertext, NpgsqlDbType.Bytea);
    }

    private static Task WriteAsync<T>(NpgsqlBinaryImporter to, T? value, NpgsqlDbType type)
        where T : struct => value is { } given ? to.WriteAsync(given, type) : to.WriteNullAsync();

    private static IEnumerable<RecordRow> Records(Placed placed) => placed.Commit.Records.Select((record, index) =>
        new RecordRow(placed, record, placed.FirstSequence + index, index == 0 ? 0 : placed.FirstSequence + index - 1));

    private static SearchRow? Search(Placed placed) =>
        placed.Commit.SideRows.OfType<SideRow.SearchTerms>().LastOrDefault() is { } search
            ? new SearchRow(placed.Row, RowFormat.Terms(search.Terms))
            : null;

    /// <summary>Of two commits that give one value, the later counts.</summary>
    private static List<PersonalRow> Personal(IReadOnlyList<Commit> commits)
    {
        var values = new Dictionary<(string Tenant, string Ref, int Version), PersonalRow>();
        foreach (var commit in commits)
        {
            foreach (var value in commit.SideRows.OfType<SideRow.PersonalData>())
            {
                values[(commit.Key.Tenant, value.Ref, value.Version)] = new PersonalRow(commit.Key.Tenant, value);
            }
        }

        return [.. values.Values];
    }

    private sealed record Placed(Commit Commit, long Row, long FirstSequence)
    {
        public StoreHandle Handle => new(Row, FirstSequence + Commit.Records.Count - 1);
    }

    private sealed record RecordRow(Placed Of, LogRecord Record, long Sequence, long Previous);

    private sealed record SearchRow(long Entity, string Terms);

    private sealed record PersonalRow(string Tenant, SideRow.PersonalData Value);
}
