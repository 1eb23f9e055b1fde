using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Sqlite;

/// <summary>
/// The embedded store: one SQLite file in a data folder that this process owns while the store is open. One connection
/// writes, others read; layout and recovery are told in docs/internals/storage.md.
/// </summary>
public sealed partial class SqliteStore : IStore
{
    /// <summary>The database's file name within the data folder.</summary>
    public const string FileName = "collections.db";

    private const string LogSuffix = "-wal";

    private readonly FolderLock _folderLock;
    private readonly IDiskFile? _log;
    private readonly FlushLane _flushes;
    private readonly FoldLane? _folding;
    private readonly WriteLane _writer;
    private readonly ReadLane _readers;
    private bool _disposed;

    private SqliteStore(FolderLock folderLock, string path, SqliteStoreOptions options)
    {
        _folderLock = folderLock;
        var session = WriteSession.Open(path, options);
        _log = options.Durability == SqliteDurability.Full ? options.OpenFile(path + LogSuffix) : null;
        var trust = new Trust();
        _flushes = new FlushLane(_log, trust, options.Inline);
        _folding = options.Inline ? null : new FoldLane(path, options, session, trust);
        _writer = new WriteLane(session, _flushes, _folding, options);
        _readers = new ReadLane(path, _flushes, options);
    }

    /// <summary>Opens the store of a data folder; makes both when there is none.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="StoreException">
    /// The folder is in use by another process or may not be written, or its database is damaged or newer.
    /// </exception>
    public static SqliteStore Open(string folder, SqliteStoreOptions? options = null)
    {
        var validated = (options ?? new SqliteStoreOptions()).Validated();
        var folderLock = FolderLock.Take(folder);
        try
        {
            return new SqliteStore(folderLock, Path.Combine(folder, FileName), validated);
        }
        catch (StoreException)
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys) =>
        AskEarly(reader => reader.Entities.Load(keys));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<EntityRow?>> LoadRowsAsync(IReadOnlyList<EntityKey> keys) =>
        AskEarly(reader => reader.Entities.LoadRows(keys));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        CommitBatch.Require(commits);
        return Do<IReadOnlyList<CommitOutcome>>(writer => writer.Commits.Write(commits), commits.Count);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueEntity>> ClaimDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null, DueEntity? after = null) =>
        shards is null || shards.Contains(OnlyShard)
            ? AskEarly(reader => reader.Entities.Due(upTo, limit, after ?? DueEntity.First))
            : new([]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<IReadOnlyList<Listing>>> FindListingsAsync(IReadOnlyList<MemberKey> members) =>
        AskEarly(reader => reader.Lists.Listings(members));

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindArchivedAsync(EntityKey key, string shelf, string id) =>
        AskEarly(reader => reader.Sides.Archived(key, shelf, id));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Publication>> ReadPublicationsAsync(string tenant, long afterNumber) =>
        Ask(reader => reader.Sides.Publications(tenant, afterNumber));

    /// <inheritdoc/>
    public async ValueTask<KeptAnswer?> FindAnswerAsync(string tenant, string scope, Instant now)
    {
        // Usually there is none, and nobody needs to wait for the disk to learn that.
        var kept = await AskEarly(reader => reader.Sides.Answer(tenant, scope, now));
        return kept is null ? null : await Ask(reader => reader.Sides.Answer(tenant, scope, now));
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredAnswersAsync(Instant now, int limit) =>
        Do(writer => writer.Answers.Delete(now, limit));

    /// <inheritdoc/>
    public async ValueTask ParkAsync(ParkedMessage message) => await Do(writer => Done(writer.Small.Park, message));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedMessage>> ReadParkedAsync(string tenant, int limit) =>
        Ask(reader => reader.Sides.Parked(tenant, limit));

    /// <inheritdoc/>
    public async ValueTask UnparkAsync(MessageId id) => await Do(writer => Done(writer.Small.Unpark, id));

    /// <inheritdoc/>
    public async ValueTask<Instant?> ReadClockAsync() =>
        await Ask(reader => reader.Sides.Value(Meta.Clock)) is { } milliseconds
            ? Instant.FromUnixTimeMilliseconds(milliseconds)
            : null;

    /// <inheritdoc/>
    public async ValueTask MoveClockAsync(Instant to) => await Do(writer => Done(writer.Small.MoveClock, to));

    /// <summary>Writes what waits, closes the file and gives up the folder.</summary>
    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            _readers.Dispose();
            _writer.Dispose();
            _flushes.Dispose();
            _folding?.Dispose();
            _log?.Dispose();
            CloseDatabase();
            _folding?.Close();
            _folderLock.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private void CloseDatabase()
    {
        if (_flushes.Trust.Fault is null)
        {
            _writer.Session.Dispose();
        }
        else
        {
            _writer.Session.Abandon();
        }
    }

    private static bool Done<T>(Action<T> write, T value)
    {
        write(value);
        return true;
    }

    private ValueTask<T> Ask<T>(Func<ReadSession, T> question)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _readers.AskAsync(question);
    }

    private ValueTask<T> AskEarly<T>(Func<ReadSession, T> question)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _readers.AskEarlyAsync(question);
    }

    private ValueTask<T> Do<T>(Func<WriteSession, T> work, int weight = 1)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _writer.DoAsync(weight, work);
    }

    private ValueTask<T> DoBeforeAllLater<T>(Func<WriteSession, T> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _writer.DoBeforeAllLaterAsync(work);
    }
}
