namespace Collections.Runtime.Batching;

/// <summary>How requests are gathered into batches.</summary>
/// <param name="BatchMax">The most requests of a batch.</param>
internal sealed record Gathering(int BatchMax)
{
    /// <summary>
    /// Loads under way to a shared store: it reads several at once, each with round trips of its own, so that fewer and
    /// larger ones cost less.
    /// </summary>
    private const int SharedLoadsMax = 2;

    /// <summary>
    /// Commits under way to a shared store: two that it writes while one is flushed and one is on its way.
    /// </summary>
    private const int SharedCommitsMax = 4;

    /// <summary>Commits for which it is worth it: a transaction costs the store as much as a dozen of them.</summary>
    private const int SharedCommitsBesideMin = 64;

    /// <summary>
    /// Batches under way at a time. Usually three: one that is written, one that is flushed, one whose answers are on
    /// their way. With more the batches only become smaller.
    /// </summary>
    public int UnderWayMax { get; init; } = 3;

    /// <summary>
    /// Requests for which a batch starts beside others. With fewer it waits for more, until no other is under way, or
    /// until <see cref="Patience"/> is over: a batch costs the store something by itself, however small it is. A batch
    /// that is alone always starts at once.
    /// </summary>
    public int BesideMin { get; init; } = 1;

    /// <summary>
    /// The longest that requests wait for company once another batch may be under way, so that a few that stand still
    /// do not hold up the others.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How loads are gathered for the store of an engine.</summary>
    public static Gathering OfLoads(EngineSetup setup)
    {
        var usual = new Gathering(setup.Limits.LoadBatchMax);
        return setup.IsShared ? usual with { UnderWayMax = SharedLoadsMax } : usual;
    }

    /// <summary>How commits are gathered for the store of an engine.</summary>
    public static Gathering OfCommits(EngineSetup setup)
    {
        var usual = new Gathering(setup.Limits.CommitBatchMax);
        return setup.IsShared
            ? usual with { UnderWayMax = SharedCommitsMax, BesideMin = SharedCommitsBesideMin }
            : usual;
    }
}
