using Collections.Kernel;
using NodaTime;

namespace Collections.Storage;

/// <summary>How projections stand in columns of either database.</summary>
internal static class RowFormat
{
    private const char Separator = '\n';

    /// <summary>A date as the number yyyymmdd: it sorts, compares and can be read by eye.</summary>
    public static int? Number(LocalDate? day) => day is { } date ? Number(date) : null;

    /// <inheritdoc cref="Number(LocalDate?)"/>
    public static int Number(LocalDate date) => (date.Year * 10_000) + (date.Month * 100) + date.Day;

    public static LocalDate Day(int number) => new(number / 10_000, number / 100 % 100, number % 100);

    /// <summary>Labels as lines of one text; null for none.</summary>
    public static string? Labels(IReadOnlyList<string> labels)
    {
        if (labels.Count == 0)
        {
            return null;
        }

        foreach (var label in labels)
        {
            Invariant.Require(!label.Contains(Separator, StringComparison.Ordinal), "A label is one line.");
        }

        return string.Join(Separator, labels);
    }

    public static IReadOnlyList<string> Labels(string? text) => text?.Split(Separator) ?? [];

    /// <summary>Search terms as lines of one text, with line feeds around each.</summary>
    public static string Terms(IReadOnlyList<string> terms)
    {
        foreach (var term in terms)
        {
            Invariant.Require(!term.Contains(Separator, StringComparison.Ordinal), "A search term is one line.");
        }

        return terms.Count == 0 ? "\n" : $"\n{string.Join(Separator, terms)}\n";
    }
}
