namespace Collections.Server.Composition;

/// <summary>Where data lies: all of it in a folder, or in a database and the rest (key, notices) in a folder.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Postgres">The connection string of the shared store; null for the store in the folder.</param>
public sealed record DataPlace(string Folder, string? Postgres = null)
{
    /// <summary>The place for a person to read; a connection string may hold a password.</summary>
    public override string ToString() => Postgres is null ? $"'{Folder}'" : "the PostgreSQL database";
}
