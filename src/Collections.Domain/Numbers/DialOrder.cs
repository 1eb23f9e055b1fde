using Collections.Kernel;

namespace Collections.Domain.Numbers;

/// <summary>A number of a person, with what is known of it.</summary>
/// <param name="NumberId">Its keyed hash.</param>
/// <param name="Role">What the account says it is: <c>primary</c>, <c>work</c> ...; null for nothing.</param>
/// <param name="Row">Its projection; null when nothing is known of it.</param>
public sealed record DialCandidate(string NumberId, string? Role, EntityRow? Row)
{
    /// <summary>Calls by local hour, for those whose profile was read; empty otherwise.</summary>
    public IReadOnlyList<HourCount> Hours { get; init; } = [];

    /// <summary>Whether somebody can be reached over it as far as is known.</summary>
    public bool IsUsable => !NumberWords.IsUnusable(NumberWords.StateOf(Row?.Status) ?? NumberState.Unknown);
}

/// <summary>Which number comes first.</summary>
public static class DialOrder
{
    private const string Primary = "primary";

    /// <summary>
    /// The numbers of one person in the order in which they are tried: the primary one, then as the account lists them.
    /// Those over which nobody can be reached, and repetitions, are left out.
    /// </summary>
    public static IReadOnlyList<DialCandidate> Alternates(IReadOnlyList<DialCandidate> numbers) =>
    [
        .. numbers
            .Where(number => number.IsUsable)
            .OrderBy(number => string.Equals(number.Role, Primary, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .DistinctBy(number => number.NumberId),
    ];

    /// <summary>
    /// First attempts of many people, the most promising first: by the chance of an answer at this local hour, then by
    /// score, then known to be reachable before unknown; ties stay as given. Unusable ones are left out.
    /// </summary>
    public static IReadOnlyList<DialCandidate> FirstAttempts(IReadOnlyList<DialCandidate> numbers, int hour) =>
    [
        .. numbers
            .Where(number => number.IsUsable)
            .OrderByDescending(number => BestHours.ChanceAt(number.Hours, hour))
            .ThenByDescending(number => number.Row?.AmountMinor ?? 0)
            .ThenByDescending(number => number.Row?.Status == NumberWords.Of(NumberState.Reachable)),
    ];
}
