namespace Collections.Simulation.Runs;

/// <summary>
/// What a run met: faults that struck, outcomes and events that were seen. A corpus of seeds must meet every mark of
/// the list, so that a simulator that has gone quiet cannot pass.
/// </summary>
public sealed class Marks
{
    private readonly SortedDictionary<string, long> _hits = new(StringComparer.Ordinal);

    /// <summary>How often each was met.</summary>
    public IReadOnlyDictionary<string, long> Hits => _hits;

    /// <summary>Something was met.</summary>
    public void Hit(string mark) => _hits[mark] = _hits.GetValueOrDefault(mark) + 1;
}
