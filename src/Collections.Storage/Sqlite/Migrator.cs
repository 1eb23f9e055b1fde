using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Storage.Sqlite;

/// <summary>One numbered, forward-only SQL file of the assembly.</summary>
/// <param name="Number">From 1, dense.</param>
/// <param name="Name">The file's name without number.</param>
/// <param name="Sql">Its text, line ends as LF.</param>
internal sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = "Sqlite/";

    /// <summary>SHA-256 of the text: an applied file never changes.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The migrations of this build, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        .. typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    private static Migration Read(string resource)
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var parts = Path.GetFileNameWithoutExtension(resource[Folder.Length..]).Split('-', 2);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new Migration(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], sql);
    }
}

/// <summary>Brings a database to this build's shape, and refuses one that this build cannot know.</summary>
internal static class Migrator
{
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
            var applied = Applied(database);
            Compare(applied, migrations);
            var insert = database.Prepare(InsertApplied);
            foreach (var migration in migrations.Skip(applied.Count))
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

    private static List<(long Number, string Name, string Checksum)> Applied(Database database)
    {
        var select = database.Prepare(SelectApplied);
        return select.ToList(row => (row.Number(0), row.Text(1), row.Text(2)));
    }

    private static void Compare(
        List<(long Number, string Name, string Checksum)> applied, IReadOnlyList<Migration> migrations)
    {
        if (applied.Count > migrations.Count)
        {
            var newest = applied[^1];
            throw new StoreException(
                $"The database was written by a newer release (migration {newest.Number} '{newest.Name}'); use that.");
        }

        for (var index = 0; index < applied.Count; index++)
        {
            if (applied[index].Number != migrations[index].Number
                || applied[index].Checksum != migrations[index].Checksum)
            {
                throw new StoreException(
                    $"Migration {applied[index].Number} '{applied[index].Name}' was applied with other content.");
            }
        }
    }
}
