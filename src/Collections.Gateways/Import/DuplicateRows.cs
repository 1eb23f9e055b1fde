namespace Collections.Gateways.Import;

/// <summary>Finds rows of one account whose id stood in the file before.</summary>
internal sealed class DuplicateRows
{
    private readonly Dictionary<(Type Kind, string Id), object> _first = [];
    private readonly List<(object Row, int Line, bool Same)> _repeated = [];

    /// <summary>The rows that came again, and whether they say the same.</summary>
    public IReadOnlyList<(object Row, int Line, bool Same)> Repeated => _repeated;

    /// <summary>The rows whose id is new.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="id">A row's id.</param>
    /// <param name="content">A row without its line: equal content means the same row again.</param>
    public IReadOnlyList<T> Fresh<T>(IReadOnlyList<T> rows, Func<T, string> id, Func<T, T> content)
        where T : notnull, IImportedRow
    {
        if (rows.Count == 0)
        {
            return rows;
        }

        var fresh = new List<T>(rows.Count);
        foreach (var row in rows)
        {
            var key = (typeof(T), id(row));
            if (_first.TryAdd(key, row))
            {
                fresh.Add(row);
            }
            else
            {
                var first = (T)_first[key];
                _repeated.Add((row, row.Line, EqualityComparer<T>.Default.Equals(content(row), content(first))));
            }
        }

        return fresh;
    }
}

/// <summary>A row that knows its line.</summary>
public interface IImportedRow
{
    /// <summary>Line of the record's first character.</summary>
    int Line { get; }
}
