namespace Collections.Gateways.Import;

/// <summary>Finds rows of one account whose id stood in the file before.</summary>
/// <param name="inParts">
/// Whether the account's rows come in several calls, which must be compared with each other.
/// </param>
internal sealed class DuplicateRows(bool inParts)
{
    /// <summary>As many rows are compared with each other faster than they are put into a table.</summary>
    private const int FewRows = 16;

    private readonly Dictionary<(Type Kind, string Id), object> _first = [];
    private readonly List<(IImportedRow Row, bool Same)> _repeated = [];

    /// <summary>The rows that came again, and whether they say the same.</summary>
    public IReadOnlyList<(IImportedRow Row, bool Same)> Repeated => _repeated;

    /// <summary>The rows whose id is new.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="content">A row without its line: equal content means the same row again.</param>
    public IReadOnlyList<T> Fresh<T>(IReadOnlyList<T> rows, Func<T, T> content)
        where T : class, IImportedRow
    {
        if (!inParts && rows.Count <= FewRows && AllDiffer(rows))
        {
            return rows;
        }

        var fresh = new List<T>(rows.Count);
        foreach (var row in rows)
        {
            var key = (typeof(T), row.Id);
            if (_first.TryAdd(key, row))
            {
                fresh.Add(row);
            }
            else
            {
                _repeated.Add((row, content(row).Equals(content((T)_first[key]))));
            }
        }

        return fresh;
    }

    private static bool AllDiffer<T>(IReadOnlyList<T> rows)
        where T : IImportedRow
    {
        for (var i = 1; i < rows.Count; i++)
        {
            for (var before = 0; before < i; before++)
            {
                if (rows[i].Id == rows[before].Id)
                {
                    return false;
                }
            }
        }

        return true;
    }
}

/// <summary>A row that knows its line and its id.</summary>
public interface IImportedRow
{
    /// <summary>Line of the record's first character.</summary>
    int Line { get; }

    /// <summary>Unique within the account and the file.</summary>
    string Id { get; }
}
