using Collections.Runtime.Ports;

namespace Collections.Bench;

/// <summary>
/// What the same database does when it is given the same bytes in bulk with no engine around it: the commits that the
/// engine made, repeated in their order on a copy of the database taken before them, through the same store with the
/// same durability. Every combination of batch size and number of writers has a short heat; those that did best there
/// then repeat all the commits, each on a copy of its own, and the best of these counts. A heat only chooses: it is
/// over before the write-ahead log is full, so it does not pay for folding the log into the tables, as whoever writes
/// for seconds does. The repetition runs for seconds, writes many times what the log holds, and pays.
/// </summary>
/// <param name="stores">Where the copies are made.</param>
/// <param name="before">The database before the commits, closed; it stays as it is.</param>
/// <param name="commits">The commits, an entity's in their order.</param>
/// <param name="beside">
/// Makes, for a copy, what writes that went with a batch beside its commits; null for nothing.
/// </param>
internal sealed class RawLimit(
    IBenchStores stores,
    string before,
    IReadOnlyCollection<Commit> commits,
    Func<IStore, Func<IReadOnlyList<Commit>, ValueTask>>? beside = null)
{
    /// <summary>
    /// Share of the commits that only warms a copy up when none came before, as the engine was warm when measured.
    /// </summary>
    private const double WarmUp = 0.1;

    /// <summary>Combinations that repeat everything: the noise of a heat rarely hides the best among three.</summary>
    private const int FinalistsCount = 3;

    private const string Copy = "raw";

    private static readonly (int Batch, int Writers)[] Combinations =
    [
        .. from batch in new[] { 64, 256, 1_024 } from writers in new[] { 1, 2, 4 } select (batch, writers),
    ];

    private readonly List<Commit> _commits = [.. commits];

    /// <summary>
    /// How many of the commits came before those that were measured; 0 when these were the first. They are written
    /// first, so that both are measured on a database with the same past.
    /// </summary>
    public int Past { get; init; }

    private int WarmUpCount => Past > 0 ? Past : (int)(_commits.Count * WarmUp);

    /// <summary>Commits per second of the best combination.</summary>
    public async Task<double> BestAsync() => (await ChooseAsync()).PerSecond;

    /// <summary>The best combination, and its commits per second when it was found to be.</summary>
    public async Task<(double PerSecond, (int Batch, int Writers) Combination)> ChooseAsync()
    {
        var best = (PerSecond: 0.0, Combination: default((int, int)));
        foreach (var combination in await FinalistsAsync())
        {
            var perSecond = await RepeatAsync(combination);
            best = perSecond > best.PerSecond ? (perSecond, combination) : best;
        }

        return best;
    }

    private async Task<IReadOnlyList<(int Batch, int Writers)>> FinalistsAsync()
    {
        await stores.CopyAsync(before, Copy);
        await using var store = await stores.OpenAsync(Copy);
        var bulk = await WarmAsync(store);
        var stretch = (_commits.Count - WarmUpCount) / Combinations.Length;
        var rates = new List<(double Rate, (int Batch, int Writers) Combination)>();
        for (var i = 0; i < Combinations.Length; i++)
        {
            var part = _commits.GetRange(WarmUpCount + (i * stretch), stretch);
            rates.Add((await bulk.RunAsync(part, Combinations[i].Batch, Combinations[i].Writers), Combinations[i]));
        }

        return [.. rates.OrderByDescending(each => each.Rate).Take(FinalistsCount).Select(each => each.Combination)];
    }

    /// <summary>Repeats all commits on a copy of their own; how many a second.</summary>
    public async Task<double> RepeatAsync((int Batch, int Writers) combination)
    {
        await stores.CopyAsync(before, Copy);
        double perSecond;
        await using (var store = await stores.OpenAsync(Copy))
        {
            var bulk = await WarmAsync(store);
            var part = _commits.GetRange(WarmUpCount, _commits.Count - WarmUpCount);
            perSecond = await bulk.RunAsync(part, combination.Batch, combination.Writers);
        }

        await stores.DropAsync(Copy);
        return perSecond;
    }

    private async Task<BulkWrite> WarmAsync(IStore store)
    {
        var bulk = new BulkWrite(store, beside?.Invoke(store));
        await bulk.RunAsync(_commits.GetRange(0, WarmUpCount), batch: 1_024, writers: 1);
        if (Past > 0)
        {
            // The engine was measured from such a moment on. Figures without a past begin as their copy does.
            await stores.SettleAsync();
        }

        return bulk;
    }
}
