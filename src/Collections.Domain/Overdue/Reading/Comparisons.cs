using Collections.Domain.Overdue.Conditions;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.Reading;

/// <summary>
/// Reads maps of comparisons, e.g. <c>{ atLeast: 30 days, lessThan: 60 days }</c>; all of them have to hold.
/// </summary>
internal static class Comparisons
{
    /// <summary>Comparisons of ages; null when at fault.</summary>
    internal static AgeComparison[]? Ages(NodeCursor field)
    {
        if (field.AsMap(ComparisonText.Words) is not { } map)
        {
            return null;
        }

        var comparisons = new List<AgeComparison>();
        foreach (var (kind, value) in Present(map))
        {
            if (SpanReader.Read(value) is { } span)
            {
                comparisons.Add(new AgeComparison(kind, span));
            }
        }

        return Complete(map, comparisons);
    }

    /// <summary>Comparisons of whole numbers from <paramref name="min"/> on; null when at fault.</summary>
    internal static NumberComparison[]? Integers(NodeCursor field, int min) =>
        field.AsMap(ComparisonText.Words) is { } map ? Read(map, value => value.AsInteger(min, int.MaxValue)) : null;

    /// <summary>Comparisons of exact decimals; null when at fault.</summary>
    internal static NumberComparison[]? Decimals(NodeCursor field) =>
        field.AsMap(ComparisonText.Words) is { } map ? Read(map, value => value.AsDecimal()) : null;

    /// <summary>The comparisons among the keys of a map; null when at fault or when there is none.</summary>
    internal static NumberComparison[]? Read(MapCursor map, Func<NodeCursor, decimal?> read)
    {
        var comparisons = new List<NumberComparison>();
        foreach (var (kind, value) in Present(map))
        {
            if (read(value) is { } limit)
            {
                comparisons.Add(new NumberComparison(kind, limit));
            }
        }

        return Complete(map, comparisons);
    }

    private static IEnumerable<KeyValuePair<ComparisonKind, NodeCursor>> Present(MapCursor map)
    {
        foreach (var (key, value) in map.Entries)
        {
            var index = Array.IndexOf(ComparisonText.Words, key);
            if (index >= 0)
            {
                yield return new((ComparisonKind)index, value);
            }
        }
    }

    private static T[]? Complete<T>(MapCursor map, List<T> comparisons)
    {
        var written = Present(map).Count();
        if (written == 0)
        {
            map.Faults.Error(
                map.Path,
                "comparison_missing",
                $"A comparison is expected here: {string.Join(", ", ComparisonText.Words)}.",
                map.Node.At);
        }

        return written > 0 && written == comparisons.Count ? [.. comparisons] : null;
    }
}
