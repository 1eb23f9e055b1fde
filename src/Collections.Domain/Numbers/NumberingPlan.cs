using System.Collections.Frozen;
using System.Text;
using Collections.Kernel;

namespace Collections.Domain.Numbers;

/// <summary>
/// The numbering plans of the world, embedded as data: regions with lengths and ranges, and the zones of prefixes.
/// </summary>
public static class NumberingPlan
{
    private const int CallingCodeMax = 3;

    private static readonly Lazy<FrozenDictionary<string, NumberingRegion[]>> Codes = new(() => Lines("regions")
        .Select(NumberingRegion.Parse)
        .GroupBy(region => region.CallingCode, StringComparer.Ordinal)
        .ToFrozenDictionary(
            group => group.Key,
            group => group.OrderByDescending(region => region.IsMain).ToArray(),
            StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, NumberingRegion>> Regions = new(() => Codes.Value.Values
        .SelectMany(regions => regions)
        .Where(region => region.Id != "001")
        .ToFrozenDictionary(region => region.Id, StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<FrozenDictionary<string, string[]>> ZoneTable = new(() => Lines("zones")
        .Select(line => line.Split('\t'))
        .ToFrozenDictionary(cells => cells[0], cells => cells[1].Split(' '), StringComparer.Ordinal));

    private static readonly Lazy<int> ZonePrefixMax = new(() => ZoneTable.Value.Keys.Max(prefix => prefix.Length));

    /// <summary>Every region of every calling code.</summary>
    public static IEnumerable<NumberingRegion> All => Codes.Value.Values.SelectMany(regions => regions);

    /// <summary>Every zone that some number is in.</summary>
    public static IEnumerable<string> AllZones => ZoneTable.Value.Values.SelectMany(zones => zones).Distinct();

    /// <summary>A region; null when none has that code.</summary>
    public static NumberingRegion? RegionOrNull(string? id) =>
        id is not null && Regions.Value.TryGetValue(id, out var region) ? region : null;

    /// <summary>The regions of the calling code that the digits begin with; none when there is no such code.</summary>
    public static NumberingRegion[] RegionsOf(string digits)
    {
        for (var length = 1; length <= Math.Min(CallingCodeMax, digits.Length); length++)
        {
            if (Codes.Value.TryGetValue(digits[..length], out var regions))
            {
                return regions;
            }
        }

        return [];
    }

    /// <summary>The zones of a number by its longest known beginning, sorted.</summary>
    /// <param name="digits">The number with calling code, without plus sign.</param>
    public static IReadOnlyList<string> ZonesOf(string digits)
    {
        for (var length = Math.Min(ZonePrefixMax.Value, digits.Length); length > 0; length--)
        {
            if (ZoneTable.Value.TryGetValue(digits[..length], out var zones))
            {
                return zones;
            }
        }

        return [];
    }

    /// <summary>The lines of a table, without remarks.</summary>
    internal static IEnumerable<string> Lines(string table)
    {
        using var stream = typeof(NumberingPlan).Assembly.GetManifestResourceStream($"numbers/{table}.tsv");
        Invariant.Require(stream is not null, $"The table {table} is embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return
        [
            .. reader.ReadToEnd().Split('\n')
                .Select(line => line.TrimEnd('\r'))
                .Where(line => line.Length > 0 && line[0] != '#'),
        ];
    }
}
