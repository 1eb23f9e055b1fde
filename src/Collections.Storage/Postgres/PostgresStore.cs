using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Postgres;

/// <summary>
/// The shared store: one PostgreSQL database for any number of servers. Layout, locks and recovery are told in
/// docs/internals/storage.md.
/// </summary>
public sealed partial class PostgresStore : IStore
{
    private readonly PostgresSession _session;
    private readonly RowNumbers _rows;
    private readonly CommitWriter _commits;
    private readonly BulkWriter _bulk;
    private readonly EntityQueries _entities;
    private readonly LogQueries _log;
    private readonly SideQueries _sides;
    private readonly DataKeys _dataKeys;
    private readonly ParkedQueries _parked;
    private readonly PostgresShards _shards;
    private readonly RowFinder _finder;
    private readonly ListQueries _lists;

    private PostgresStore(PostgresSession session)
    {
        _session = session;
        _rows = new RowNumbers(session);
        _commits = new CommitWriter(session, _rows, new ClashFinder(session));
        _bulk = new BulkWriter(session, _rows);
        _entities = new EntityQueries(session);
        _log = new LogQueries(session);
        _sides = new SideQueries(session);
        _dataKeys = new DataKeys(session);
        _parked = new ParkedQueries(session);
        _shards = new PostgresShards(session);
        _finder = new RowFinder(session);
        _lists = new ListQueries(session);
    }

    /// <summary>Opens the store of a database; makes its schema when there is none and brings it up to date.</summary>
    /// <param name="connection">
    /// A connection string, as Npgsql or as a URI. Its search path names the schema, <c>collections</c> by default.
    /// </param>
    /// <param name="schema">Another schema than that; null for that.</param>
    /// <exception cref="StoreException">
    /// It is no connection string, the database does not answer or refuses, or it belongs to a newer release.
    /// </exception>
    public static async Task<PostgresStore> OpenAsync(string connection, string? schema = null)
    {
        var settings = PostgresConnection.Of(connection);
        settings.SearchPath = schema ?? settings.SearchPath;
        var session = PostgresSession.Over(settings);
        try
        {
            await session.OnConnectionAsync(open =>
                PostgresMigrator.ApplyAsync(open, PostgresConnection.SchemaOf(settings)));
            return new PostgresStore(session);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys) =>
        keys.Count == 0 ? new([]) : _entities.LoadAsync(keys);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<EntityRow?>> LoadRowsAsync(IReadOnlyList<EntityKey> keys) =>
        keys.Count == 0 ? new([]) : _entities.LoadRowsAsync(keys);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        CommitBatch.Require(commits);
        return BulkWriter.Suits(commits) && await _bulk.TryWriteAsync(commits) is { } written
            ? written
            : await _commits.WriteAsync(commits);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueEntity>> ClaimDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null, DueEntity? after = null) =>
        _entities.DueAsync((upTo, limit), shards, after ?? DueEntity.First);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEntity>> LoadDueAsync(
        Instant upTo, int limit, IReadOnlyList<int>? shards = null, DueEntity? after = null) =>
        _entities.LoadDueAsync((upTo, limit), shards, after ?? DueEntity.First);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<IReadOnlyList<Listing>>> FindListingsAsync(IReadOnlyList<MemberKey> members) =>
        members.Count == 0 ? new([]) : _lists.ListingsAsync(members);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindArchivedAsync(EntityKey key, string shelf, string id) =>
        _sides.ArchivedAsync(key, shelf, id);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Publication>> ReadPublicationsAsync(string tenant, long afterNumber) =>
        _sides.PublicationsAsync(tenant, afterNumber);

    /// <inheritdoc/>
    public ValueTask<KeptAnswer?> FindAnswerAsync(string tenant, string scope, Instant now) =>
        _sides.AnswerAsync(tenant, scope, now);

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredAnswersAsync(Instant now, int limit) => _sides.DeleteExpiredAsync(now, limit);

    /// <inheritdoc/>
    public async ValueTask ParkAsync(ParkedMessage message) => await _parked.ParkAsync(message);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedMessage>> ReadParkedAsync(string tenant, int limit) =>
        _parked.ReadAsync(tenant, limit);

    /// <inheritdoc/>
    public async ValueTask UnparkAsync(MessageId id) => await _parked.UnparkAsync(id);

    /// <inheritdoc/>
    public ValueTask<Instant?> ReadClockAsync() => _sides.ClockAsync();

    /// <inheritdoc/>
    public async ValueTask MoveClockAsync(Instant to) => await _sides.MoveClockAsync(to);

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _rows.Dispose();
        await _session.DisposeAsync();
    }
}
