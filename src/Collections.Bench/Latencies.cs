namespace Collections.Bench;

/// <summary>
/// What each of many requests took, from many workers. One list for all: the place where the next one goes is warm,
/// where a list for each worker would have to come from memory for every request.
/// </summary>
internal sealed class Latencies
{
    private readonly Lock _gate = new();
    private readonly List<double> _milliseconds = new(1 << 20);

    /// <summary>Notes one; any thread.</summary>
    public void Add(double milliseconds)
    {
        lock (_gate)
        {
            _milliseconds.Add(milliseconds);
        }
    }

    /// <summary>All of them, in any order.</summary>
    public List<double> All() => _milliseconds;
}
