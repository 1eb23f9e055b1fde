using Collections.Runtime.Personal;
using Collections.Server.Commands;
using Collections.Storage;
using Collections.Storage.Sqlite;

namespace Collections.Server.Composition;

/// <summary>The store of a data folder with the keys that open what is sealed in it.</summary>
internal sealed record FolderStore(SqliteStore Store, PersonalDataVault Vault)
{
    /// <summary>Opens a folder's store, making both when <paramref name="create"/> says so.</summary>
    /// <exception cref="WrongCallException">
    /// There is no such folder, it is in use, its master key is another, or it cannot be opened.
    /// </exception>
    public static async Task<FolderStore> OpenAsync(string path, bool create)
    {
        if (!create && !File.Exists(Path.Combine(path, SqliteStore.FileName)))
        {
            throw new WrongCallException(
                $"There is no data in '{path}': import something first, or name another --data.");
        }

        SqliteStore? opened = null;
        try
        {
            Directory.CreateDirectory(path);
#pragma warning disable CA2000 // The analyzer does not see that the finally block disposes asynchronously.
            opened = SqliteStore.Open(path);
#pragma warning restore CA2000
            var folder = new FolderStore(opened, await MasterKey.OpenVaultAsync(path, opened));
            opened = null;
            return folder;
        }
        catch (StoreException unusable)
        {
            throw new WrongCallException($"The data in '{path}' cannot be opened: {unusable.Message}");
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
