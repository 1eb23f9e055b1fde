namespace Collections.Domain.Numbers;

/// <summary>
/// The North American plan, where twenty-five regions share one calling code: area codes tell them apart, so the table
/// is made once instead of asking every region about every number.
/// </summary>
internal static class NorthAmerica
{
    /// <summary>The calling code.</summary>
    public const string CallingCode = "1";

    private const int AreaLength = 3;

    // Any exchange and line will do: within an area code of these two the plan makes no difference, but for a few.
    private const string AnyLine = "2345678";

    // Here the plan tells one exchange from another: New Mexico, and two codes of personal numbers (5XX).
    private static readonly string[] ToldByExchange = ["505", "523", "524"];

    // Their numbers are told by area code alone; islands give out single exchanges.
    private static readonly string[] Mainland = ["US", "CA"];

    private static readonly Lazy<Dictionary<string, (NumberingRegion Region, NumberType Type)>> Areas = new(Table);

    /// <summary>
    /// Whether a number has the form of the plan: area code and exchange begin with 2 to 9, no area code ends on 11.
    /// New area codes come every month, so an unknown one is not wrong.
    /// </summary>
    public static bool HasForm(string national) =>
        national is [>= '2' and <= '9', _, _, >= '2' and <= '9', _, _, _, _, _, _] && national[1..3] != "11";

    /// <summary>Region and kind of a number; null where its area code does not tell.</summary>
    public static (NumberingRegion Region, NumberType Type)? Find(string national) =>
        HasForm(national) && Areas.Value.TryGetValue(national[..AreaLength], out var found) ? found : null;

    private static Dictionary<string, (NumberingRegion Region, NumberType Type)> Table()
    {
        var regions = NumberingPlan.RegionsOf(CallingCode);
        var table = new Dictionary<string, (NumberingRegion Region, NumberType Type)>(StringComparer.Ordinal);
        for (var code = 200; code <= 999; code++)
        {
            var sample = $"{code}{AnyLine}";
            if (ToldByExchange.Contains(sample[..AreaLength])
                || Array.Exists(regions, region => region.Leads(sample)))
            {
                continue;
            }

            foreach (var region in regions.Where(region => Mainland.Contains(region.Id)))
            {
                if (region.TypeOf(sample) is not NumberType.Unknown and var type)
                {
                    table.TryAdd(sample[..AreaLength], (region, type));
                }
            }
        }

        return table;
    }
}
