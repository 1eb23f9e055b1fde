using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>
/// The way to the database: runs statements on pooled connections. A statement whose connection turns out to be dead
/// (the database was restarted) is run once more on a fresh one; so only statements that may run twice come here.
/// </summary>
/// <param name="source">Connections for everything else.</param>
/// <param name="committing">
/// A few connections that only commit: no reader keeps a commit waiting, and what a process of the database knows about
/// their one statement stays warm.
/// </param>
internal sealed class PostgresSession(NpgsqlDataSource source, NpgsqlDataSource committing) : IAsyncDisposable
{
    /// <summary>A way to a database.</summary>
    /// <param name="settings">Of <see cref="PostgresConnection"/>.</param>
#pragma warning disable CA2000 // The session disposes its sources.
    public static PostgresSession Over(NpgsqlConnectionStringBuilder settings) => new(
        NpgsqlDataSource.Create(settings), NpgsqlDataSource.Create(PostgresConnection.ForCommits(settings)));
#pragma warning restore CA2000

    /// <summary>All rows of a query.</summary>
    public ValueTask<List<T>> ListAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] parameters) => RunAsync(async () =>
        {
            await using var command = source.CreateCommand(sql);
            using var bound = new Bound(command.Parameters, parameters);
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<T>();
            while (await reader.ReadAsync())
            {
                rows.Add(read(reader));
            }

            return rows;
        });

    /// <summary>The only row of a query, or nothing.</summary>
    public async ValueTask<T?> FirstOrNullAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] parameters) =>
        (await ListAsync(sql, read, parameters)).FirstOrDefault();

    /// <summary>Runs a statement that gives no rows; returns how many it changed.</summary>
    public ValueTask<int> ExecuteAsync(string sql, params NpgsqlParameter[] parameters) => RunAsync(async () =>
    {
        await using var command = source.CreateCommand(sql);
        using var bound = new Bound(command.Parameters, parameters);
        return await command.ExecuteNonQueryAsync();
    });

    /// <summary>Does work on a connection of its own, once more on a fresh one when it was dead.</summary>
    public ValueTask<T> OnConnectionAsync<T>(Func<NpgsqlConnection, ValueTask<T>> work) => RunAsync(async () =>
    {
        await using var connection = await source.OpenConnectionAsync();
        return await work(connection);
    });

    /// <summary>A connection for work that must not run twice.</summary>
    /// <exception cref="StoreException">The database does not answer.</exception>
    public ValueTask<NpgsqlConnection> OpenAsync() => OpenAsync(source);

    /// <summary>A connection to commit on.</summary>
    /// <exception cref="StoreException">The database does not answer.</exception>
    public ValueTask<NpgsqlConnection> OpenToCommitAsync() => OpenAsync(committing);

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await committing.DisposeAsync();
    }

    /// <summary>A statement of this store on a connection.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Statements are constants; values are parameters.")]
    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return command;
    }

    /// <summary>The database's fault as the store's, without the values of any statement.</summary>
    public static StoreException Fault(NpgsqlException fault) => new(
        fault is PostgresException error
            ? $"The database refused: {error.MessageText} ({error.SqlState})."
            : $"The database does not answer: {fault.Message}",
        fault)
    {
        IsTransient = fault is not PostgresException refusal || IsAway(refusal.SqlState),
    };

    /// <summary>Refusals of a database that starts, stops, or has no room for another connection.</summary>
    private static bool IsAway(string state) =>
        state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal);

    private static async ValueTask<NpgsqlConnection> OpenAsync(NpgsqlDataSource source)
    {
        try
        {
            return await source.OpenConnectionAsync();
        }
        catch (NpgsqlException fault)
        {
            throw Fault(fault);
        }
    }

    private async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> work)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException fault) when (fault.IsTransient)
        {
            // What else idles died with it.
            source.Clear();
            committing.Clear();
        }
        catch (NpgsqlException fault)
        {
            throw Fault(fault);
        }

        try
        {
            return await work();
        }
        catch (NpgsqlException fault)
        {
            throw Fault(fault);
        }
    }

    /// <summary>Lends parameters to a command: they may be needed for another one.</summary>
    private readonly struct Bound : IDisposable
    {
        private readonly NpgsqlParameterCollection _collection;

        public Bound(NpgsqlParameterCollection collection, NpgsqlParameter[] parameters)
        {
            _collection = collection;
            foreach (var parameter in parameters)
            {
                collection.Add(parameter);
            }
        }

        public void Dispose() => _collection.Clear();
    }
}
