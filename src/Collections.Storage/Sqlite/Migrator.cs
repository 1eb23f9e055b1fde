namespace Collections.Storage.Sqlite;

/// <summary>Brings a database to this build's shape, and refuses one that this build cannot know.</summary>
internal static class Migrator
{
    /// <summary>This build's migrations.</summary>
    public static IReadOnlyList<Migration> All { get; } = Migration.Of("Sqlite/");

    private const string CreateTable =
        "CREATE TABLE IF NOT EXISTS migration "
        + "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT";

    private const string SelectApplied = "SELECT number, name, checksum FROM migration ORDER BY number";

    private const string InsertApplied = "INSERT INTO migration (number, name, checksum) VALUES (?1, ?2, ?3)";

    /// <summary>Applies what is missing, all in one transaction.</summary>
    /// <exception cref="StoreException">The database is newer, or an applied migration was changed.</exception>
    public static void Apply(Database database, IReadOnlyList<Migration> migrations)
    {
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            database.Execute(CreateTable);
            var missing = Migration.Missing(migrations, Applied(database));
            var insert = database.Prepare(InsertApplied);
            foreach (var migration in missing)
            {
                database.Execute(migration.Sql);
                insert.Bind(1, migration.Number).Bind(2, migration.Name).Bind(3, migration.Checksum).Execute();
            }

            database.Execute("COMMIT");
        }
        catch (StoreException)
        {
            database.Execute("ROLLBACK");
            throw;
        }
    }

    private static List<AppliedMigration> Applied(Database database)
    {
        var select = database.Prepare(SelectApplied);
        return select.ToList(row => new AppliedMigration(row.Number(0), row.Text(1), row.Text(2)));
    }
}
