using NodaTime;

namespace Collections.Torture.Tests.Victims;

/// <summary>A clock that many threads read and one moves on; delays run in real time.</summary>
internal sealed class PacedTime(Instant start) : TimeProvider
{
    /// <summary>Where time starts in a new folder.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 1, 1, 6, 0);

    private long _milliseconds = start.ToUnixTimeMilliseconds();

    public Instant Now => Instant.FromUnixTimeMilliseconds(Volatile.Read(ref _milliseconds));

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    public void MoveTo(Instant instant) => Volatile.Write(ref _milliseconds, instant.ToUnixTimeMilliseconds());
}
