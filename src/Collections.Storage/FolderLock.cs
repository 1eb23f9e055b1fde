namespace Collections.Storage;

/// <summary>
/// Exclusive ownership of a data folder. The lock belongs to the open file, not to its existence, so the operating
/// system drops it when the process dies, even by SIGKILL.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string FileName = "collections.lock";

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static FolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, FileName);
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException cause)
        {
            throw new StoreException($"The data folder '{folder}' is in use by another process.", cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new StoreException($"The data folder '{folder}' may not be written by this user.", cause);
        }
    }

    public void Dispose() => _file.Dispose();
}
