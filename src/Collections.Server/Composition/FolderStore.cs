using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Server.Commands;
using Collections.Storage;
using Collections.Storage.Postgres;
using Collections.Storage.Sqlite;

namespace Collections.Server.Composition;

/// <summary>The store of a place with the keys that open what is sealed in it.</summary>
internal sealed record FolderStore(IStore Store, PersonalDataVault Vault)
{
    /// <summary>
    /// Opens a place's store. A folder's is made when <paramref name="create"/> says so, a database's always.
    /// </summary>
    /// <exception cref="WrongCallException">
    /// There is no such folder, it is in use, its master key is another, or it cannot be opened.
    /// </exception>
    public static async Task<FolderStore> OpenAsync(DataPlace place, bool create)
    {
        if (place.Postgres is null && !create && !File.Exists(Path.Combine(place.Folder, SqliteStore.FileName)))
        {
            throw new WrongCallException(
                $"There is no data in '{place.Folder}': import something first, or name another --data.");
        }

        IStore? opened = null;
        try
        {
            Directory.CreateDirectory(place.Folder);
#pragma warning disable CA2000 // The analyzer does not see that the finally block disposes asynchronously.
            opened = place.Postgres is { } connection
                ? await PostgresStore.OpenAsync(connection)
                : SqliteStore.Open(place.Folder);
#pragma warning restore CA2000
            if (place.Postgres is not null)
            {
                await MasterKey.RequireKnownAsync(place.Folder, opened);
            }

            var folder = new FolderStore(opened, await MasterKey.OpenVaultAsync(place.Folder, opened));
            opened = null;
            return folder;
        }
        catch (StoreException unusable)
        {
            throw new WrongCallException($"The data in {place} cannot be opened: {unusable.Message}", unusable);
        }
        finally
        {
            if (opened is not null)
            {
                await opened.DisposeAsync();
            }
        }
    }
}
