using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>In which zones the rules of a set are judged for a contact.</summary>
internal static class ContactZones
{
    /// <summary>The zones, at least one; null when a name is unknown, so that nothing can be judged.</summary>
    public static IReadOnlyList<DateTimeZone>? Of(
        ContactRuleSet set, ContactQuery query, TenantConfiguration configuration)
    {
        var names = NamesOf(set, query, configuration);
        var zones = new List<DateTimeZone>(1);
        foreach (var name in names)
        {
            if (LocalDays.ZoneOrNull(name) is not { } zone)
            {
                return null;
            }

            zones.Add(zone);
        }

        return zones;
    }

    private static IReadOnlyList<string> NamesOf(
        ContactRuleSet set, ContactQuery query, TenantConfiguration configuration)
    {
        if (set.Zone is { } fix)
        {
            return [fix];
        }

        var address = query.AddressZone ?? (query.NumberZones.Count == 0 ? query.TimeZone : null);
        return set.ZoneResolution switch
        {
            ZoneResolution.Tenant => [configuration.Settings.TimeZone],
            ZoneResolution.Address => [query.AddressZone ?? query.TimeZone],
            ZoneResolution.AreaCode => query.NumberZones.Count > 0 ? query.NumberZones : [address ?? query.TimeZone],
            ZoneResolution.IntersectAll => AllOf(address, query.NumberZones),
            _ => throw Invariant.Unreachable($"Unknown resolution {set.ZoneResolution}."),
        };
    }

    private static IReadOnlyList<string> AllOf(string? address, IReadOnlyList<string> numbers) =>
        address is null ? numbers
        : numbers.Count == 0 ? [address]
        : [.. numbers.Prepend(address).Distinct(StringComparer.Ordinal)];
}
