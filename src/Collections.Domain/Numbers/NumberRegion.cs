using System.Collections.Frozen;
using NodaTime.TimeZones;

namespace Collections.Domain.Numbers;

/// <summary>In which country a number that names none is dialed.</summary>
public static class NumberRegion
{
    private static readonly Lazy<FrozenDictionary<string, string>> Countries = new(() =>
        (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
            .GroupBy(location => location.ZoneId, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.First().CountryCode, StringComparer.Ordinal));

    /// <summary>
    /// The country that was named; else the one of the first time zone that lies in a country; null when neither tells.
    /// </summary>
    /// <param name="country">ISO 3166-1 alpha-2 code, or null.</param>
    /// <param name="zones">IANA zones, the best first; null ones are passed over.</param>
    public static string? Of(string? country, params ReadOnlySpan<string?> zones)
    {
        if (country is not null)
        {
            return country;
        }

        foreach (var zone in zones)
        {
            if (zone is not null && CountryOf(zone) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? CountryOf(string zone) =>
        Countries.Value.GetValueOrDefault(zone)
        ?? (TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(zone, out var canonical)
            ? Countries.Value.GetValueOrDefault(canonical)
            : null);
}
