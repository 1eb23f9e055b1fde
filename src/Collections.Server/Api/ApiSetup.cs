using Collections.Gateways.Notices;
using Collections.Runtime;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;

namespace Collections.Server.Api;

/// <summary>What the API works on; whoever hosts it owns the parts and disposes of them.</summary>
public sealed record ApiSetup
{
    /// <summary>The engine.</summary>
    public required Engine Engine { get; init; }

    /// <summary>Seals and opens personal data.</summary>
    public required PersonalDataVault Vault { get; init; }

    /// <summary>Lists with filters; null when the engine's log is the store itself, which has them.</summary>
    public IRowQueries? Rows { get; init; }

    /// <summary>
    /// The key of <c>COLLECTIONS_ADMIN_KEY</c>: role platform in tenant <c>default</c>. Null when none is set; then
    /// only keys that are stored open the door.
    /// </summary>
    public string? AdminKey { get; init; }

    /// <summary>Where notices wait as files, which an erasure takes away; null when they leave at once.</summary>
    public NoticeFolder? Outbox { get; init; }

    /// <summary>Limits.</summary>
    public ApiLimits Limits { get; init; } = new();

    /// <summary>Measures time for rates and heartbeats; business time comes from the engine's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
