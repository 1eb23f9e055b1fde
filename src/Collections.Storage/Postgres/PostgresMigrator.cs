using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>Brings a database to this build's shape, and refuses one that this build cannot know.</summary>
internal static class PostgresMigrator
{
    // Any number that no other program is likely to lock; servers that start at once wait for each other.
    private const string Lock = "SELECT pg_advisory_xact_lock(7041776)";

    private const string CreateTable =
        "CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL)";

    private const string SelectApplied = "SELECT number, name, checksum FROM migration ORDER BY number";

    private const string InsertApplied = "INSERT INTO migration (number, name, checksum) VALUES ($1, $2, $3)";

    private const string SelectSchema = "SELECT 1 FROM pg_namespace WHERE nspname = $1";

    /// <summary>This build's migrations.</summary>
    public static IReadOnlyList<Migration> All { get; } = Migration.Of("Postgres/");

    /// <summary>Makes the schema when there is none and applies what is missing, all in one transaction.</summary>
    /// <exception cref="StoreException">The database is newer, or an applied migration was changed.</exception>
    public static async ValueTask<bool> ApplyAsync(NpgsqlConnection connection, string schema)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, Lock);
        await MakeSchemaAsync(connection, schema);
        await ExecuteAsync(connection, CreateTable);
        foreach (var migration in Migration.Missing(All, await AppliedAsync(connection)).ToList())
        {
            await ExecuteAsync(connection, migration.Sql);
            await using var insert = PostgresSession.Command(
                connection,
                InsertApplied,
                Parameter.Of(migration.Number), Parameter.Of(migration.Name), Parameter.Of(migration.Checksum));
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return true;
    }

    // Asked for first, because who may not make schemas may still use one that was made for him.
    private static async ValueTask MakeSchemaAsync(NpgsqlConnection connection, string schema)
    {
        await using var select = PostgresSession.Command(connection, SelectSchema, Parameter.Of(schema));
        if (await select.ExecuteScalarAsync() is null)
        {
            var name = schema.Replace("\"", "\"\"", StringComparison.Ordinal);
            await ExecuteAsync(connection, $"CREATE SCHEMA \"{name}\"");
        }
    }

    private static async ValueTask<IReadOnlyList<AppliedMigration>> AppliedAsync(NpgsqlConnection connection)
    {
        var applied = new List<AppliedMigration>();
        await using var select = PostgresSession.Command(connection, SelectApplied);
        await using var reader = await select.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            applied.Add(new AppliedMigration(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        }

        return applied;
    }

    private static async ValueTask ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = PostgresSession.Command(connection, sql);
        await command.ExecuteNonQueryAsync();
    }
}
