using Collections.Kernel;

namespace Collections.Storage.Sqlite;

/// <summary>The projection as columns: status, person, parent, amount_minor, currency, day, zone, labels.</summary>
internal static class RowColumns
{
    public const string Names = "status, person, parent, amount_minor, currency, day, zone, labels";

    public static void Bind(Statement statement, int first, EntityRow row) => statement
        .Bind(first, row.Status)
        .Bind(first + 1, row.Person)
        .Bind(first + 2, row.Parent)
        .Bind(first + 3, row.AmountMinor)
        .Bind(first + 4, row.Currency)
        .Bind(first + 5, RowFormat.Number(row.Day))
        .Bind(first + 6, row.Zone)
        .Bind(first + 7, RowFormat.Labels(row.Labels));

    public static EntityRow Read(Statement statement, int first) => new()
    {
        Status = statement.TextOrNull(first),
        Person = statement.TextOrNull(first + 1),
        Parent = statement.TextOrNull(first + 2),
        AmountMinor = statement.Number(first + 3),
        Currency = statement.TextOrNull(first + 4),
        Day = statement.IsNull(first + 5) ? null : RowFormat.Day((int)statement.Number(first + 5)),
        Zone = statement.TextOrNull(first + 6),
        Labels = RowFormat.Labels(statement.TextOrNull(first + 7)),
    };
}
