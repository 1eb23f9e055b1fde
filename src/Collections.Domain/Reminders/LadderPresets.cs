namespace Collections.Domain.Reminders;

/// <summary>
/// Ladders that many businesses use, by name, so that a policy need not spell them out. A name says its days before the
/// due day; a preset never changes, another ladder gets another name.
/// </summary>
internal static class LadderPresets
{
    private static readonly (string Name, int[] DaysBefore)[] All =
    [
        // Subscriptions and contracts that renew: early enough to cancel, then close to the day.
        ("renewal-30-7", [30, 7]),
        ("renewal-30-15-7", [30, 15, 7]),

        // Bills: a week before, shortly before, on the day.
        ("due-7-3-0", [7, 3, 0]),
        ("due-3-1-0", [3, 1, 0]),
    ];

    /// <summary>The names, in the order in which a fault lists them.</summary>
    public static IEnumerable<string> Names => All.Select(preset => preset.Name);

    /// <summary>The local days before the due day of the preset at an index of <see cref="Names"/>.</summary>
    public static IReadOnlyList<int> DaysOf(int index) => All[index].DaysBefore;
}
