using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>What this store asks of a connection beyond what the operator says.</summary>
internal static class PostgresConnection
{
    /// <summary>The schema of the store when the connection names none.</summary>
    private const string DefaultSchema = "collections";

    /// <summary>Statements prepared per connection: more than there are.</summary>
    private const int StatementsPreparedMax = 200;

    /// <summary>
    /// Connections per server beside those that only commit; several servers stay below the database's usual hundred.
    /// </summary>
    private const int PoolSizeMax = 20;

    /// <summary>Connections that only commit: as many as the engine has batches under way.</summary>
    private const int CommitPoolSizeMax = 4;

    /// <summary>
    /// Bytes handed to the network at a time. A batch of commits has a hundred thousand; handed over by the usual 8,192
    /// it wakes the database a dozen times.
    /// </summary>
    private const int WriteBufferBytes = 65_536;

    // Every statement walks the index it was written for, whatever the statistics of a young or fast growing table say.
    private const string Planner =
        "-c jit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off "
        + "-c enable_hashjoin=off -c enable_mergejoin=off";

    /// <summary>The settings of the operator's connection string, with ours where it is silent.</summary>
    /// <exception cref="StoreException">It is no connection string.</exception>
    public static NpgsqlConnectionStringBuilder Of(string connection)
    {
        NpgsqlConnectionStringBuilder given;
        try
        {
            given = new NpgsqlConnectionStringBuilder(Uri(connection) ?? connection);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new StoreException($"This is no PostgreSQL connection string: {fault.Message}", fault);
        }

        if (string.IsNullOrEmpty(given.Host))
        {
            throw new StoreException("The PostgreSQL connection string names no host.");
        }

        given.SearchPath = string.IsNullOrEmpty(given.SearchPath) ? DefaultSchema : given.SearchPath;
        given.Options = string.IsNullOrEmpty(given.Options) ? Planner : $"{Planner} {given.Options}";
        given.NoResetOnClose = true;
        SetUnlessGiven(given, connection, "Maximum Pool Size", PoolSizeMax);
        SetUnlessGiven(given, connection, "Write Buffer Size", WriteBufferBytes);
        SetUnlessGiven(given, connection, "Max Auto Prepare", StatementsPreparedMax);
        SetUnlessGiven(given, connection, "Auto Prepare Min Usages", 2);
        SetUnlessGiven(given, connection, "Application Name", "collections");
        return given;
    }

    /// <summary>The settings of the connections that only commit.</summary>
    /// <param name="settings">Those of all others.</param>
    public static NpgsqlConnectionStringBuilder ForCommits(NpgsqlConnectionStringBuilder settings) =>
        new(settings.ConnectionString)
        {
            MinPoolSize = 0,
            MaxPoolSize = Math.Min(CommitPoolSizeMax, settings.MaxPoolSize),
        };

    /// <summary>The schema that the store lives in: the first of the search path.</summary>
    public static string SchemaOf(NpgsqlConnectionStringBuilder connection) =>
        connection.SearchPath!.Split(',')[0].Trim().Trim('"');

    private static void SetUnlessGiven(
        NpgsqlConnectionStringBuilder builder, string connection, string keyword, object value)
    {
        if (!builder.ContainsKey(keyword) || !connection.Contains(keyword, StringComparison.OrdinalIgnoreCase))
        {
            builder[keyword] = value;
        }
    }

    /// <summary>postgres://user:password@host:port/database as settings; null for another form.</summary>
    private static string? Uri(string connection)
    {
        if (!connection.StartsWith("postgres://", StringComparison.Ordinal)
            && !connection.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            return null;
        }

        var uri = new Uri(connection);
        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort,
            Database = System.Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = System.Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? System.Uri.UnescapeDataString(user[1]) : null,
        };
        foreach (var setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = setting.Split('=', 2);
            builder[Keyword(System.Uri.UnescapeDataString(parts[0]))] =
                System.Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : string.Empty);
        }

        return builder.ConnectionString;
    }

    private static string Keyword(string parameter) => parameter switch
    {
        "sslmode" => "SSL Mode",
        "application_name" => "Application Name",
        "options" => "Options",
        _ => parameter,
    };
}
