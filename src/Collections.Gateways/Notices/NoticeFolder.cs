namespace Collections.Gateways.Notices;

/// <summary>
/// A folder that a mailer or a person picks notices up from: one file <c>NOTICE.eml</c> per notice, complete from the
/// moment it has its name. Other tenants than <c>default</c> have a folder of their own within.
/// </summary>
public sealed class NoticeFolder(string path) : INoticeSink
{
    /// <summary>The folder's usual name within a data folder.</summary>
    public const string FolderName = "outbox";

    private const string RootTenant = "default";

    /// <summary>Removes a notice that nobody picked up, if it is still there.</summary>
    /// <returns>Whether it was.</returns>
    public bool Remove(string tenant, string noticeId)
    {
        var file = FileOf(tenant, noticeId);
        var isThere = File.Exists(file);
        if (isThere)
        {
            File.Delete(file);
        }

        return isThere;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> PutAsync(OutgoingNotice notice)
    {
        var file = FileOf(notice.Tenant, notice.NoticeId);
        var folder = Path.GetDirectoryName(file)!;
        if (File.Exists(file))
        {
            return false;
        }

        Directory.CreateDirectory(folder);

        // A crash leaves at most an unfinished file of this name, which the next attempt overwrites.
        var unfinished = Path.Combine(folder, "." + FileNameOf(notice.NoticeId) + ".tmp");
        await WriteAsync(unfinished, notice.Bytes);
        return TryRename(unfinished, file);
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasLeftAsync(string tenant, string noticeId) =>
        ValueTask.FromResult(File.Exists(FileOf(tenant, noticeId)));

    private string FileOf(string tenant, string noticeId)
    {
        var folder = tenant == RootTenant ? path : Path.Combine(path, FileNameOf(tenant));
        return Path.Combine(folder, FileNameOf(noticeId) + ".eml");
    }

    private static async ValueTask WriteAsync(string file, ReadOnlyMemory<byte> bytes)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            // Notices hold names and addresses in the clear.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(file, options);
        await stream.WriteAsync(bytes);
        await stream.FlushAsync();
        RandomAccess.FlushToDisk(stream.SafeFileHandle);
    }

    private static bool TryRename(string unfinished, string file)
    {
        try
        {
            File.Move(unfinished, file, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another server put it meanwhile; its content is the same.
            File.Delete(unfinished);
            return false;
        }
    }

    /// <summary>An id as a file name: no separator can occur in an id, a colon and a leading dot are escaped.</summary>
    private static string FileNameOf(string id)
    {
        var name = id.Replace(":", "%3A", StringComparison.Ordinal);
        return name.StartsWith('.') ? "%2E" + name[1..] : name;
    }
}
