using System.CommandLine;
using Collections.Server.Composition;

namespace Collections.Server.Commands;

/// <summary>The options that say which data a verb works on.</summary>
internal sealed class DataOptions
{
    /// <summary>The tenant of a call that names none.</summary>
    public const string DefaultTenant = "default";

    /// <summary>Gives the connection where a command line can be seen by others.</summary>
    private const string PostgresVariable = "COLLECTIONS_POSTGRES";

    private readonly Option<string> _data = new("--data")
    {
        Description = "The data folder; with --postgres, the folder of what is no database (key, notices).",
        DefaultValueFactory = _ => "./data",
        HelpName = "DIR",
    };

    private readonly Option<string?> _postgres = new("--postgres")
    {
        Description = $"Connection string of a shared PostgreSQL store; default: the variable {PostgresVariable}.",
        HelpName = "CONN",
    };

    private readonly Option<string> _tenant = new("--tenant")
    {
        Description = "The tenant.",
        DefaultValueFactory = _ => DefaultTenant,
        HelpName = "T",
    };

    /// <summary>Adds the options to a verb.</summary>
    public DataOptions(Command verb)
    {
        verb.Add(_data);
        verb.Add(_postgres);
        verb.Add(_tenant);
    }

    /// <summary>Where the data of a call lies.</summary>
    public DataPlace PlaceOf(ParseResult call)
    {
        var connection = call.GetValue(_postgres) ?? Environment.GetEnvironmentVariable(PostgresVariable);
        return new DataPlace(call.GetValue(_data)!, string.IsNullOrWhiteSpace(connection) ? null : connection);
    }

    /// <summary>The tenant of a call.</summary>
    public string TenantOf(ParseResult call)
    {
        var tenant = call.GetValue(_tenant)!;
        return Kernel.EntityKey.IsValidId(tenant)
            ? tenant
            : throw new WrongCallException("--tenant has 1 to 64 characters of A-Z a-z 0-9 . _ : ~ -");
    }
}
