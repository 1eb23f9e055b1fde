using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>What the tenant says when an account does not.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Locale">BCP 47 language tag.</param>
public sealed record BookDefaults(string Currency, string TimeZone, string Locale)
{
    /// <summary>What the tenant's settings say.</summary>
    public static BookDefaults Of(TenantSettings settings) =>
        new(settings.Currency, settings.TimeZone, settings.Locale);
}

/// <summary>What a decision about the books may know besides the account.</summary>
/// <param name="Defaults">The tenant's defaults.</param>
/// <param name="Key">The account.</param>
/// <param name="Version">Its version before the decision.</param>
/// <param name="At">The instant of the decision.</param>
/// <param name="Facts">The answers to the command's look-ups.</param>
public sealed record BookContext(BookDefaults Defaults, EntityKey Key, long Version, Instant At, Facts Facts);
