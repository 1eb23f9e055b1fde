namespace Collections.Domain.Accounts;

/// <summary>The rows of one history by their ids: of each id the first one counts.</summary>
/// <param name="count">How many rows come.</param>
internal sealed class SeenRows<TRow>(int count)
    where TRow : AccountCommand
{
    /// <summary>As many ids are looked through faster than they are put into a table.</summary>
    private const int FewRows = 16;

    private readonly Dictionary<string, TRow>? _table =
        count > FewRows ? new(count, StringComparer.Ordinal) : null;

    private readonly List<(string Id, TRow Row)> _few = new(Math.Min(count, FewRows));

    /// <summary>Whether another row stood under the id before; the row is taken up if none did.</summary>
    public bool HasOther(string id, TRow row)
    {
        if (_table is not null)
        {
            return !_table.TryAdd(id, row) && _table[id] != row;
        }

        foreach (var (known, first) in _few)
        {
            if (known == id)
            {
                return first != row;
            }
        }

        _few.Add((id, row));
        return false;
    }
}
