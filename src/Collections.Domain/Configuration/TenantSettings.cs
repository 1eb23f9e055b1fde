namespace Collections.Domain.Configuration;

/// <summary>What holds for a tenant's accounts unless they say otherwise.</summary>
public sealed record TenantSettings
{
    /// <summary>What a tenant starts with: UTC, USD, en.</summary>
    public static TenantSettings Initial { get; } = new();

    /// <summary>The tenant's name; null while none was given.</summary>
    public string? Name { get; init; }

    /// <summary>IANA zone of accounts that have none.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>ISO 4217 code of accounts and imports that name none.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>BCP 47 language tag of accounts that have none.</summary>
    public string Locale { get; init; } = "en";

    /// <summary>ISO 3166-1 alpha-2 code of the country whose rules apply; null while none was given.</summary>
    public string? Country { get; init; }
}
