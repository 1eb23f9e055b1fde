namespace Collections.Domain.Access;

/// <summary>The roles a key may have; what each may do is one table at the edge.</summary>
public static class Roles
{
    /// <summary>Runs the installation: tenants and their first keys.</summary>
    public const string Platform = "platform";

    /// <summary>Runs a tenant: keys, policies, everything but other tenants.</summary>
    public const string Admin = "admin";

    /// <summary>Watches over what may be said to whom: policies, templates, holds.</summary>
    public const string Compliance = "compliance";

    /// <summary>Books bills, payments, write-offs.</summary>
    public const string Finance = "finance";

    /// <summary>Runs the collection department.</summary>
    public const string Manager = "manager";

    /// <summary>Leads a team of agents.</summary>
    public const string Lead = "lead";

    /// <summary>Works on tasks.</summary>
    public const string Agent = "agent";

    /// <summary>Reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Another system: sends accounts, bills and payments, follows events.</summary>
    public const string Integration = "integration";

    /// <summary>All roles, in the order of their mention.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Platform, Admin, Compliance, Finance, Manager, Lead, Agent, Auditor, Integration];
}
