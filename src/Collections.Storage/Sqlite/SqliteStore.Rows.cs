using Collections.Runtime.Ports;

namespace Collections.Storage.Sqlite;

/// <content>Lists with filters.</content>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedEntity>> FindAsync(RowQuery query) => Ask(reader => reader.Rows.Find(query));

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(RowQuery query) => Ask(reader => reader.Rows.Count(query));
}
