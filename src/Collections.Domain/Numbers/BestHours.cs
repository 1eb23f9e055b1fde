namespace Collections.Domain.Numbers;

/// <summary>At which local hours a number is answered best.</summary>
public static class BestHours
{
    private const int Permille = 1_000;

    /// <summary>Counts stay small enough to follow a change of habits: a full hour is halved.</summary>
    private const int AttemptsMax = 64;

    /// <summary>
    /// The share of calls in an hour that will be taken, in permille: as if one call of two had been taken before any
    /// was counted, so that one lucky call proves little.
    /// </summary>
    public static int ChanceAt(IReadOnlyList<HourCount> hours, int hour)
    {
        var count = hours.FirstOrDefault(each => each.Hour == hour) ?? new HourCount(hour, 0, 0);
        return Permille * (count.Connected + 1) / (count.Attempts + 2);
    }

    /// <summary>The hours in which calls were taken, the most promising first; ties: the earlier hour.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<HourCount> hours) =>
    [
        .. hours
            .Where(each => each.Connected > 0)
            .OrderByDescending(each => ChanceAt(hours, each.Hour))
            .ThenByDescending(each => each.Attempts)
            .ThenBy(each => each.Hour)
            .Select(each => each.Hour),
    ];

    /// <summary>The counts with one more call.</summary>
    internal static IReadOnlyList<HourCount> With(IReadOnlyList<HourCount> hours, int hour, bool connected)
    {
        var before = hours.FirstOrDefault(each => each.Hour == hour) ?? new HourCount(hour, 0, 0);
        before = before.Attempts < AttemptsMax
            ? before
            : before with { Attempts = before.Attempts / 2, Connected = before.Connected / 2 };
        var after = before with
        {
            Attempts = before.Attempts + 1,
            Connected = before.Connected + (connected ? 1 : 0),
        };
        return [.. hours.Where(each => each.Hour != hour).Append(after).OrderBy(each => each.Hour)];
    }
}
