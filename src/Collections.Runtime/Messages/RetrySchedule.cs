namespace Collections.Runtime.Messages;

/// <summary>Retries of a failing delivery: 1 s, doubling to 5 min, a fixed number of attempts in all.</summary>
internal sealed class RetrySchedule(int attemptsMax)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Whether the attempt (from 1) was the last one.</summary>
    public bool IsLast(int attempt) => attempt >= attemptsMax;

    /// <summary>The wait after a failed attempt (from 1).</summary>
    public TimeSpan DelayAfter(int attempt)
    {
        // 2^9 s is beyond the longest wait, so the shift never overflows.
        var doubled = First * (1 << Math.Min(attempt - 1, 9));
        return doubled < Longest ? doubled : Longest;
    }
}
