using Collections.Kernel;

namespace Collections.Storage.Sqlite;

/// <summary>When a commit counts as durable.</summary>
public enum SqliteDurability
{
    /// <summary>Flushed to the disk before it is answered: survives loss of power.</summary>
    Full,

    /// <summary>
    /// Flushed when the log is folded into the database: survives the death of the process, not loss of power. For
    /// demos.
    /// </summary>
    Normal,

    /// <summary>Never flushed: for throw-away folders.</summary>
    Off,
}

/// <summary>How a SQLite store runs; the defaults are the measured ones (docs/internals/storage.md).</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>When a commit counts as durable; default <see cref="SqliteDurability.Full"/>.</summary>
    public SqliteDurability Durability { get; init; } = SqliteDurability.Full;

    /// <summary>
    /// Runs every call on the caller's thread, complete when it returns: deterministic, for simulation and tests.
    /// Default: the store's own threads, so that the caller's never wait for the disk.
    /// </summary>
    public bool Inline { get; init; }

    /// <summary>
    /// Commits gathered into one transaction, 1-65,536; default 1,024: more lengthens the wait, not the rate.
    /// </summary>
    public int CommitsPerTransactionMax { get; init; } = 1_024;

    /// <summary>
    /// Pages in the write-ahead log before it is begun anew; default 32,000 (128 MB). It is folded into the database
    /// beside the writer from half of that on. Fewer fold the same page too often, many more make reads slow.
    /// While a reader holds an old view, or the disk does not keep up, the log grows beyond.
    /// </summary>
    public int CheckpointPages { get; init; } = 32_000;

    /// <summary>How long a call waits for a lock of another connection; default 5,000 ms.</summary>
    public int BusyTimeoutMilliseconds { get; init; } = 5_000;

    /// <summary>
    /// Page cache of the writing connection; default 8,192 KiB. Enough for the inner pages of a million entities;
    /// a larger one is walked from end to end at nearly every commit (SQLite renumbers pages by way of a page far
    /// beyond the end, and then cuts the cache).
    /// </summary>
    public int WriterCacheKibibytes { get; init; } = 8_192;

    /// <summary>
    /// Page cache of each reading connection; default 1,024 KiB. Every commit of the writer empties it, and a large one
    /// costs more to empty than the operating system's cache costs to read again.
    /// </summary>
    public int ReaderCacheKibibytes { get; init; } = 1_024;

    /// <summary>Threads that read, 1-16; default 2, so that a long list does not hold up loads.</summary>
    public int ReaderThreadsCount { get; init; } = 2;

    /// <summary>Opens a second handle of the store's files; tests put one in its place that fails.</summary>
    internal Func<string, IDiskFile> OpenFile { get; init; } = path => new DiskFile(path);

    internal SqliteStoreOptions Validated()
    {
        Invariant.Require(CommitsPerTransactionMax is >= 1 and <= 65_536, "CommitsPerTransactionMax is 1-65,536.");
        Invariant.Require(CheckpointPages >= 1, "CheckpointPages is at least 1.");
        Invariant.Require(BusyTimeoutMilliseconds >= 0, "BusyTimeoutMilliseconds is not negative.");
        Invariant.Require(WriterCacheKibibytes >= 1_024, "WriterCacheKibibytes is at least 1,024.");
        Invariant.Require(ReaderCacheKibibytes >= 1_024, "ReaderCacheKibibytes is at least 1,024.");
        Invariant.Require(ReaderThreadsCount is >= 1 and <= 16, "ReaderThreadsCount is 1-16.");
        return this;
    }
}
