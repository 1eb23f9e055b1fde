using Collections.Kernel;
using NodaTime;

namespace Collections.Storage.Sqlite;

/// <summary>The projection as columns: status, person, parent, amount_minor, currency, day, zone, labels.</summary>
internal static class RowColumns
{
    public const string Names = "status, person, parent, amount_minor, currency, day, zone, labels";

    private const char LabelSeparator = '\n';

    public static void Bind(Statement statement, int first, EntityRow row) => statement
        .Bind(first, row.Status)
        .Bind(first + 1, row.Person)
        .Bind(first + 2, row.Parent)
        .Bind(first + 3, row.AmountMinor)
        .Bind(first + 4, row.Currency)
        .Bind(first + 5, Day(row.Day))
        .Bind(first + 6, row.Zone)
        .Bind(first + 7, Labels(row.Labels));

    public static EntityRow Read(Statement statement, int first) => new()
    {
        Status = statement.TextOrNull(first),
        Person = statement.TextOrNull(first + 1),
        Parent = statement.TextOrNull(first + 2),
        AmountMinor = statement.Number(first + 3),
        Currency = statement.TextOrNull(first + 4),
        Day = statement.IsNull(first + 5) ? null : Day((int)statement.Number(first + 5)),
        Zone = statement.TextOrNull(first + 6),
        Labels = statement.TextOrNull(first + 7)?.Split(LabelSeparator) ?? [],
    };

    /// <summary>A date as the number yyyymmdd: it sorts, compares and can be read by eye.</summary>
    private static long? Day(LocalDate? day) =>
        day is { } date ? (date.Year * 10_000) + (date.Month * 100) + date.Day : null;

    private static LocalDate Day(int number) => new(number / 10_000, number / 100 % 100, number % 100);

    private static string? Labels(IReadOnlyList<string> labels)
    {
        if (labels.Count == 0)
        {
            return null;
        }

        foreach (var label in labels)
        {
            Invariant.Require(!label.Contains(LabelSeparator, StringComparison.Ordinal), "A label is one line.");
        }

        return string.Join(LabelSeparator, labels);
    }
}
