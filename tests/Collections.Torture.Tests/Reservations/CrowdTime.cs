namespace Collections.Torture.Tests.Reservations;

/// <summary>A clock that the requesters themselves move on, all at once; it never goes back.</summary>
internal sealed class CrowdTime(DateTimeOffset start) : TimeProvider
{
    private long _milliseconds;

    public override DateTimeOffset GetUtcNow() => start.AddMilliseconds(Interlocked.Read(ref _milliseconds));

    public void Pass(TimeSpan time) => Interlocked.Add(ref _milliseconds, (long)time.TotalMilliseconds);
}
