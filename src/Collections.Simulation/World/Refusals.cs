using System.Collections.Concurrent;
using Collections.Runtime;

namespace Collections.Simulation.World;

/// <summary>Commands the engine refused, by code: a world that plays by the rules has none.</summary>
internal sealed class Refusals
{
    private readonly ConcurrentDictionary<string, int> _codes = new(StringComparer.Ordinal);

    /// <summary>How many, by code, sorted.</summary>
    public IReadOnlyDictionary<string, int> ByCode => new SortedDictionary<string, int>(_codes, StringComparer.Ordinal);

    /// <summary>Notes an answer.</summary>
    public void Note(Answer answer)
    {
        if (answer.Rejection is { } rejection)
        {
            _codes.AddOrUpdate(rejection.Code, 1, (_, count) => count + 1);
        }
    }
}
