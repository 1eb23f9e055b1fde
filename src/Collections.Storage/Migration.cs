using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Storage;

/// <summary>One numbered, forward-only SQL file of the assembly.</summary>
/// <param name="Number">From 1, dense.</param>
/// <param name="Name">The file's name without number.</param>
/// <param name="Sql">Its text, line ends as LF.</param>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the text: an applied file never changes.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The migrations of this build for one make of store, in order.</summary>
    /// <param name="folder">The folder of the store, with a slash at its end.</param>
    public static IReadOnlyList<Migration> Of(string folder) =>
    [
        .. typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(name, folder)),
    ];

    /// <summary>The migrations that a database still lacks.</summary>
    /// <param name="all">This build's.</param>
    /// <param name="applied">The database's, by number.</param>
    /// <exception cref="StoreException">The database is newer, or an applied migration was changed.</exception>
    public static IEnumerable<Migration> Missing(IReadOnlyList<Migration> all, IReadOnlyList<AppliedMigration> applied)
    {
        if (applied.Count > all.Count)
        {
            var newest = applied[^1];
            throw new StoreException(
                $"The database was written by a newer release (migration {newest.Number} '{newest.Name}'); use that.");
        }

        for (var index = 0; index < applied.Count; index++)
        {
            if (applied[index].Number != all[index].Number || applied[index].Checksum != all[index].Checksum)
            {
                throw new StoreException(
                    $"Migration {applied[index].Number} '{applied[index].Name}' was applied with other content.");
            }
        }

        return all.Skip(applied.Count);
    }

    private static Migration Read(string resource, string folder)
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var parts = Path.GetFileNameWithoutExtension(resource[folder.Length..]).Split('-', 2);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new Migration(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], sql);
    }
}

/// <summary>A migration that a database has.</summary>
internal sealed record AppliedMigration(long Number, string Name, string Checksum);
