using Collections.Runtime.Personal;
using Collections.Simulation.Workload;

namespace Collections.Torture.Tests.Cluster;

/// <summary>What the servers of one installation share beside their database.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Connection">The database; null for one in the folder.</param>
internal sealed record Installation(string Folder, string? Connection)
{
    /// <summary>The key that makes keys.</summary>
    public string AdminKey => "torture-0123456789abcdef0123456789abcdef";

    /// <summary>The master key in hex.</summary>
    public string MasterKey => "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    /// <summary>The keys of the tenant that everything happens to.</summary>
    public TenantKeys Keys => new(Convert.FromHexString(MasterKey), Script.Tenant);

    /// <summary>How a verb is told where everything is.</summary>
    public IReadOnlyList<string> Arguments =>
        Connection is null ? ["--data", Folder] : ["--postgres", Connection, "--data", Folder];
}
