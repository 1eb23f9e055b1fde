namespace Collections.Simulation.Time;

/// <summary>The true time of the world: the clock of a store that nodes share.</summary>
internal sealed class WorldClock(Scheduler scheduler) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => scheduler.Now.ToDateTimeOffset();
}
