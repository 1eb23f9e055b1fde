using System.Diagnostics;
using NodaTime;

namespace Collections.Torture.Tests.Cluster;

/// <summary>
/// How long the whole machine stood still, servers and clients alike: an auditor who judges by the clock must not take
/// that for a server's fault.
/// </summary>
internal sealed class Standstill
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest so far.</summary>
    public Duration Longest { get; private set; }

    /// <summary>Looks until told to stop.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Beat);
        for (var last = Stopwatch.GetTimestamp(); !stop.IsCancellationRequested; last = Stopwatch.GetTimestamp())
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            Longest = Duration.Max(Longest, Duration.FromTimeSpan(Stopwatch.GetElapsedTime(last) - Beat));
        }
    }
}
