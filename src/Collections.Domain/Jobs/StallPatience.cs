using NodaTime;

namespace Collections.Domain.Jobs;

/// <summary>
/// How long a job waits for its runner: 30 seconds, then twice as long after each time it asked in vain, at most a day.
/// A folder that lay closed for a year therefore holds some hundred reminders to catch up with, not a million.
/// </summary>
public static class StallPatience
{
    private static readonly Duration First = Duration.FromSeconds(30);

    private static readonly Duration Longest = Duration.FromDays(1);

    // 30 s doubled twelve times is beyond a day.
    private const int DoublingsMax = 12;

    /// <summary>The wait after the runner was asked in vain a number of times in a row.</summary>
    public static Duration After(int stalls) => Duration.Min(Longest, First * (1L << Math.Min(stalls, DoublingsMax)));
}
