using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Clock;

/// <summary>
/// The one clock of a data folder: the wall (or virtual) clock, but never behind what the folder has already seen.
/// </summary>
public sealed class BusinessClock(TimeProvider time)
{
    /// <summary>
    /// Where time starts for a folder whose clock was never set: before every fact, so that imports record facts at
    /// their own dates and a review may begin anywhere.
    /// </summary>
    public static Instant Beginning { get; } = Instant.FromUnixTimeMilliseconds(0);

    private Instant _floor = Beginning;

    /// <summary>The instant of business: whole milliseconds, never goes back.</summary>
    public Instant Now => Instant.Max(_floor, Wall);

    /// <summary>What the underlying clock says.</summary>
    public Instant Wall =>
        LocalDays.CutToMilliseconds(Instant.FromDateTimeOffset(time.GetUtcNow()));

    /// <summary>The source of delays.</summary>
    public TimeProvider Time => time;

    /// <summary>Holds the clock at or after an instant (the folder's stored clock).</summary>
    public void NotBefore(Instant floor) => _floor = Instant.Max(_floor, floor);
}
