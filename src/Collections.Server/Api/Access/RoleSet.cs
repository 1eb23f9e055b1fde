using Collections.Domain.Access;
using Collections.Kernel;

namespace Collections.Server.Api.Access;

/// <summary>A set of roles.</summary>
[Flags]
internal enum RoleSet
{
    None = 0,
    Platform = 1,
    Admin = 2,
    Compliance = 4,
    Finance = 8,
    Manager = 16,
    Lead = 32,
    Agent = 64,
    Auditor = 128,
    Integration = 256,
    Everyone = 511,
}

/// <summary>Roles by name.</summary>
internal static class RoleSets
{
    /// <summary>The set of one role.</summary>
    public static RoleSet Of(string role) => role switch
    {
        Roles.Platform => RoleSet.Platform,
        Roles.Admin => RoleSet.Admin,
        Roles.Compliance => RoleSet.Compliance,
        Roles.Finance => RoleSet.Finance,
        Roles.Manager => RoleSet.Manager,
        Roles.Lead => RoleSet.Lead,
        Roles.Agent => RoleSet.Agent,
        Roles.Auditor => RoleSet.Auditor,
        Roles.Integration => RoleSet.Integration,
        _ => throw Invariant.Unreachable($"Unknown role {role}."),
    };
}
