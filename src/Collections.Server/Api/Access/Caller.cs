using Collections.Kernel;

namespace Collections.Server.Api.Access;

/// <summary>Who calls: what the key says.</summary>
/// <param name="Tenant">The tenant; everything the call sees and does is this tenant's.</param>
/// <param name="Principal">Who stands in the log as the actor.</param>
/// <param name="Roles">The key's role.</param>
internal sealed record Caller(string Tenant, Principal Principal, RoleSet Roles)
{
    /// <summary>The caller of a key.</summary>
    public static Caller Of(string tenant, string keyId, string role) =>
        new(tenant, new Principal($"key:{keyId}", role), RoleSets.Of(role));
}
