using NodaTime;

namespace Collections.Simulation.World;

/// <summary>
/// The hours at which the world acts, once a day for each part of it: in the afternoon of Asia, the early afternoon of
/// Europe and the late morning of America, so that everybody acts on his own day and within the hours of contact.
/// </summary>
internal static class Rounds
{
    private static readonly (int Hour, string Zones)[] All = [(7, "Asia/"), (12, "Europe/"), (17, "America/")];

    /// <summary>The rounds of a world, in order: when, and where.</summary>
    public static IEnumerable<(Instant At, string Zones)> Of(WorldOptions options)
    {
        for (var day = 0; day < options.Days; day++)
        {
            foreach (var (hour, zones) in All)
            {
                yield return (WorldOptions.Start + Duration.FromDays(day) + Duration.FromHours(hour), zones);
            }
        }
    }

    /// <summary>Whether a customer acts in a round.</summary>
    public static bool Concerns(Customer customer, string zones) =>
        customer.Market.Zone.StartsWith(zones, StringComparison.Ordinal);
}
