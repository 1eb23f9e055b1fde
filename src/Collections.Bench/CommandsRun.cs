namespace Collections.Bench;

/// <summary>
/// What the workers of one run share: who is asked next, and what each command took. One list for all: the place where
/// the next one goes is warm, where a generator and a list for each worker would have to come from memory for every
/// command, and would be measured with it.
/// </summary>
/// <param name="accounts">Accounts of the portfolio.</param>
/// <param name="seed">Which accounts are drawn; the same for the same seed.</param>
internal sealed class CommandsRun(int accounts, int seed)
{
    /// <summary>More than are asked within a usual run; then they come again. A power of two.</summary>
    private const int DrawnCount = 1 << 20;

    private readonly int[] _drawn = Draw(accounts, new Random(seed));
    private readonly Lock _gate = new();
    private int _last = -1;

    /// <summary>The milliseconds that each took; complete once nobody asks any more.</summary>
    public List<double> Latencies { get; } = new(DrawnCount);

    /// <summary>Any account; any thread.</summary>
    public int NextAccount() => _drawn[Interlocked.Increment(ref _last) & (DrawnCount - 1)];

    /// <summary>Notes what one took; any thread.</summary>
    public void Took(double milliseconds)
    {
        lock (_gate)
        {
            Latencies.Add(milliseconds);
        }
    }

    private static int[] Draw(int accounts, Random random)
    {
        var drawn = new int[DrawnCount];
        for (var place = 0; place < drawn.Length; place++)
        {
            drawn[place] = random.Next(accounts);
        }

        return drawn;
    }
}
