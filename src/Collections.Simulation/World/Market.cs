namespace Collections.Simulation.World;

/// <summary>Where customers live, and what they are billed there.</summary>
/// <param name="Share">Share of the portfolio.</param>
/// <param name="Zone">IANA zone. Between -8 and +8 hours, so that noon UTC is the same day everywhere.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Locale">Language of notices.</param>
/// <param name="MedianBill">Median monthly bill of a private customer, major units.</param>
/// <param name="Region">What the policy calls it.</param>
internal sealed record Market(
    double Share, string Zone, string Currency, string Locale, int MedianBill, string Region)
{
    /// <summary>Every market.</summary>
    public static IReadOnlyList<Market> All { get; } =
    [
        new(0.30, "America/New_York", "USD", "en-US", 78, "US-EAST"),
        new(0.16, "America/Chicago", "USD", "en-US", 71, "US-CENTRAL"),
        new(0.14, "America/Los_Angeles", "USD", "en-US", 83, "US-WEST"),
        new(0.14, "Europe/Berlin", "EUR", "de-DE", 64, "DE"),
        new(0.08, "Europe/Paris", "EUR", "fr-FR", 61, "FR"),
        new(0.06, "Europe/Madrid", "EUR", "es-ES", 52, "ES"),
        new(0.12, "Asia/Shanghai", "CNY", "zh-CN", 360, "CN"),
    ];
}
