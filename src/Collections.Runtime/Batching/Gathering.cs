namespace Collections.Runtime.Batching;

/// <summary>How requests are gathered into batches.</summary>
/// <param name="BatchMax">The most requests of a batch.</param>
internal sealed record Gathering(int BatchMax)
{
    /// <summary>
    /// Batches under way at a time. Usually three: one that is written, one that is flushed, one whose answers are on
    /// their way. With more the batches only become smaller.
    /// </summary>
    public int UnderWayMax { get; init; } = 3;

    /// <summary>
    /// Requests for which a batch starts beside others. With fewer it waits for more, for the end of another batch, or
    /// until <see cref="Patience"/> is over: a batch costs the store something by itself, however small it is. A batch
    /// that is alone always starts at once.
    /// </summary>
    public int BesideMin { get; init; } = 1;

    /// <summary>
    /// The longest that requests wait for company. It bounds what they wait for a batch that stands still.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(5);
}
