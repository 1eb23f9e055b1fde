using System.Diagnostics;
using System.Globalization;

namespace Collections.Bench;

/// <summary>What the whole process spends on a figure while it runs: all threads and the store's together.</summary>
internal sealed class ProcessCost
{
    private TimeSpan _processor;
    private TimeSpan _paused;
    private TimeSpan _time;
    private long _allocated;
    private int _collections;

    /// <summary>Does something and counts what it costs.</summary>
    public async Task<T> CountAsync<T>(Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var (allocated, collections) = (GC.GetTotalAllocatedBytes(), GC.CollectionCount(0));
        var (processor, paused) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
        var result = await work();
        _processor += Environment.CpuUsage.TotalTime - processor;
        _paused += GC.GetTotalPauseDuration() - paused;
        _allocated += GC.GetTotalAllocatedBytes() - allocated;
        _collections += GC.CollectionCount(0) - collections;
        _time += Stopwatch.GetElapsedTime(started);
        return result;
    }

    /// <summary>Seconds counted.</summary>
    public double Seconds => _time.TotalSeconds;

    /// <summary>The cost of each of so many, for a person.</summary>
    public string Each(long count) => string.Create(
        CultureInfo.InvariantCulture,
        $"each {_processor.TotalMicroseconds / count:F0} us of processor time and {(double)_allocated / count:F0} "
        + $"bytes; {_paused / _time:P1} of the time in {_collections / _time.TotalSeconds:F0} collections a second");
}
