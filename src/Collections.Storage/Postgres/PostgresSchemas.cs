using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>Whole schemas at a time: for benchmarks and tests, which make stores and throw them away.</summary>
public static class PostgresSchemas
{
    private const string Checkpoint = "CHECKPOINT";

    private static readonly string[] Tables =
        ["entity", "record", "answer", "archive", "publication", "person_data", "data_key", "meta", "search"];

    /// <summary>Copies what one store holds into another one, which is empty.</summary>
    public static Task CopyAsync(string connection, string from, string to) => RunAsync(
        connection,
        [
            .. Tables.Select(table => $"INSERT INTO {to}.{table} SELECT * FROM {from}.{table}"),
            $"SELECT setval('{to}.record_seq', (SELECT last_value FROM {from}.record_seq))",
            $"SELECT setval('{to}.entity_row', (SELECT last_value FROM {from}.entity_row))",
            .. Tables.Select(table => $"ANALYZE {to}.{table}"),
            Checkpoint,
        ]);

    /// <summary>Writes all changed pages of the server to disk now rather than at a time of its own choice.</summary>
    public static Task CheckpointAsync(string connection) => RunAsync(connection, [Checkpoint]);

    /// <summary>Bytes that a store takes, indexes included.</summary>
    public static async Task<long> SizeAsync(string connection, string schema)
    {
        await using var session = Session(connection);
        var size = await session.ListAsync(
            "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class "
            + "WHERE relnamespace = $1::regnamespace AND relkind = 'r'",
            row => row.GetInt64(0),
            Parameter.Of(schema));
        return size[0];
    }

    /// <summary>Throws a store away.</summary>
    public static Task DropAsync(string connection, string schema) =>
        RunAsync(connection, [$"DROP SCHEMA IF EXISTS {schema} CASCADE"]);

    private static async Task RunAsync(string connection, IEnumerable<string> statements)
    {
        await using var session = Session(connection);
        foreach (var statement in statements)
        {
            await session.ExecuteAsync(statement);
        }
    }

#pragma warning disable CA2000 // The session disposes the source.
    private static PostgresSession Session(string connection)
    {
        // Copies take as long as they take, and plan for themselves.
        var settings = new NpgsqlConnectionStringBuilder(connection) { CommandTimeout = 0 };
        return PostgresSession.Over(settings);
    }
#pragma warning restore CA2000
}
