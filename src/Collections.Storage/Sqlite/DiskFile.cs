using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Collections.Storage.Sqlite;

/// <summary>A file of the store whose bytes can be forced to the disk. Tests put one that fails in its place.</summary>
internal interface IDiskFile : IDisposable
{
    /// <summary>Returns when every byte that was written to the file before the call is on the disk.</summary>
    /// <exception cref="IOException">
    /// The disk refused. What reached it is unknown, and a later call that succeeds says nothing about these bytes.
    /// </exception>
    void Flush();

    /// <summary>
    /// Writes out most of what a flush would have to, a little at a time, so that flushes of other files meanwhile need
    /// not stand behind it. Promises nothing.
    /// </summary>
    void WriteOut();
}

/// <summary>
/// A second handle of a file that SQLite writes. Flushing it flushes the file, whoever wrote. On Linux closing any
/// handle of the database file gives up this process's locks on it, so it is closed after SQLite's connections.
/// </summary>
internal sealed class DiskFile(string path) : IDiskFile
{
    private const int Interrupted = 4;

    /// <summary>
    /// Parts in which a file is written out: a fold of some thousand pages, spread over the file, then gives the disk a
    /// few dozen at a time, about a millisecond of work.
    /// </summary>
    private const long Portions = 128;

    private const long PortionBytesMin = 1 << 20;

    /// <summary>SYNC_FILE_RANGE_WAIT_BEFORE, _WRITE and _WAIT_AFTER.</summary>
    private const uint WriteAndWait = 1 | 2 | 4;

    private readonly SafeFileHandle _handle = File.OpenHandle(
        path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    public void Flush()
    {
        // The log is written over and over in place; only here can its bytes be flushed without its times, which
        // would cost a second write to the file system's own journal.
        if (OperatingSystem.IsLinux())
        {
            FlushData();
        }
        else
        {
            RandomAccess.FlushToDisk(_handle);
        }
    }

    public void WriteOut()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var length = RandomAccess.GetLength(_handle);
        var portion = Math.Max(PortionBytesMin, length / Portions);
        for (var start = 0L; start < length; start += portion)
        {
            // A fault here is not lost: the flush that follows tells it.
            _ = WriteRange(_handle, start, portion, WriteAndWait);
        }
    }

    public void Dispose() => _handle.Dispose();

    private void FlushData()
    {
        while (FlushData(_handle) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                throw new IOException($"'{path}' could not be flushed to the disk (error {error}).");
            }
        }
    }

    [DllImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int WriteRange(SafeFileHandle file, long offset, long bytes, uint flags);

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushData(SafeFileHandle file);
}
