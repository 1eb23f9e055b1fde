namespace Collections.Simulation.World;

/// <summary>Counts things by name.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>All together.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>The most frequent first; ties by name.</summary>
    public IReadOnlyList<(string Name, int Count)> Top =>
        [.. _counts.OrderByDescending(each => each.Value).Select(each => (each.Key, each.Value))];

    /// <summary>How often a name was counted.</summary>
    public int Of(string name) => _counts.GetValueOrDefault(name);

    /// <summary>Counts one more.</summary>
    public void Add(string name) => _counts[name] = _counts.GetValueOrDefault(name) + 1;
}
