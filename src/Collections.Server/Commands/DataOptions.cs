using System.CommandLine;

namespace Collections.Server.Commands;

/// <summary>The options that say which data a verb works on.</summary>
internal sealed class DataOptions
{
    private readonly Option<string> _data = new("--data")
    {
        Description = "The data folder.",
        DefaultValueFactory = _ => "./data",
        HelpName = "DIR",
    };

    private readonly Option<string> _tenant = new("--tenant")
    {
        Description = "The tenant.",
        DefaultValueFactory = _ => "default",
        HelpName = "T",
    };

    /// <summary>Adds the options to a verb.</summary>
    public DataOptions(Command verb)
    {
        verb.Add(_data);
        verb.Add(_tenant);
    }

    /// <summary>The data folder of a call.</summary>
    public string FolderOf(ParseResult call) => call.GetValue(_data)!;

    /// <summary>The tenant of a call.</summary>
    public string TenantOf(ParseResult call)
    {
        var tenant = call.GetValue(_tenant)!;
        return Kernel.EntityKey.IsValidId(tenant)
            ? tenant
            : throw new WrongCallException("--tenant has 1 to 64 characters of A-Z a-z 0-9 . _ : ~ -");
    }
}
