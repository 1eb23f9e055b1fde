namespace Collections.Kernel;

/// <summary>Who acts: an API key, an entity that sent a message, or the engine itself.</summary>
/// <param name="Id">A stable id without personal data; it stands in the audit log as the actor.</param>
/// <param name="Role">One of the product's roles, or <c>system</c>.</param>
public sealed record Principal(string Id, string Role)
{
    /// <summary>The engine: wake-ups, catch-up, sweeps.</summary>
    public static Principal System { get; } = new("system", "system");

    /// <summary>The person at the command line, who owns the data folder.</summary>
    public static Principal Operator { get; } = new("cli", "admin");
}
