using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Gateways.Import;

namespace Collections.Server.Imports;

/// <summary>What an import tells at its end: as JSON, as plain lines, or as a page for a person.</summary>
/// <param name="files">The files read, in order.</param>
/// <param name="counts">What became of their rows.</param>
internal sealed class ImportSummary(IReadOnlyList<(ImportSchema Schema, string Path)> files, ImportCounts counts)
{
    private const int Width = 100;

    /// <summary>Codes told on the page; the files hold every row.</summary>
    private const int CodesMax = 12;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Rows of all files.</summary>
    public int Rows => files.Sum(file => counts.Of(file.Path).Read);

    private bool ChangedNothing => files.All(file => counts.Of(file.Path) is { Added: 0, Changed: 0 });

    private int Rejected => files.Sum(file => counts.Of(file.Path).Rejected);

    /// <summary>For programs.</summary>
    public string ToJson() => new JsonObject(files.Select(file => KeyValuePair.Create(
        file.Schema.Name, (JsonNode?)ToJson(file.Path, counts.Of(file.Path))))).ToJsonString(Json);

    /// <summary>For logs.</summary>
    public IEnumerable<string> ToLines()
    {
        foreach (var (schema, path) in files)
        {
            var count = counts.Of(path);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{schema.Name}: read {count.Read}, added {count.Added}, changed {count.Changed}, "
                + $"unchanged {count.Unchanged}, rejected {count.Rejected}");
        }

        if (ChangedNothing)
        {
            yield return "Nothing changed.";
        }
    }

    /// <summary>For a person.</summary>
    /// <param name="place">Where the rows went.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="rejects">The rows that were not taken.</param>
    /// <param name="next">The call to go on with.</param>
    public IEnumerable<string> ToPage(string place, TimeSpan took, ImportRejects rejects, string next)
    {
        var rate = Rows / Math.Max(0.001, took.TotalSeconds);
        var right = string.Create(
            CultureInfo.InvariantCulture, $"{Rows:N0} rows in {took.TotalSeconds:F1} s, {rate:N0}/s");
        var left = Fitted($"Import into {place}", Width - 8 - right.Length);
        yield return "╭" + new string('─', Width - 2) + "╮";
        yield return $"│  {left}{right.PadLeft(Width - 6 - left.Length)}  │";
        yield return "╰" + new string('─', Width - 2) + "╯";
        yield return Heading("files");
        yield return $"  {"",-30}{"read",13}{"added",13}{"changed",13}{"unchanged",13}{"rejected",13}";
        foreach (var (_, path) in files)
        {
            var count = counts.Of(path);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {Fitted(Path.GetFileName(path), 30),-30}{count.Read,13:N0}{count.Added,13:N0}{count.Changed,13:N0}"
                + $"{count.Unchanged,13:N0}{count.Rejected,13:N0}");
        }

        foreach (var line in Rejected == 0 ? [] : RejectLines(rejects))
        {
            yield return line;
        }

        yield return Heading("next");
        yield return ChangedNothing
            ? "  Nothing changed: the files say what is stored already."
            : "  Facts stand at their own dates, and nothing has fired. To judge the accounts:";
        if (Rejected > 0)
        {
            yield return "  Mend the rejected rows and import the files again: what is stored stays as it is.";
        }

        yield return $"  $ {next}";
    }

    private static IEnumerable<string> RejectLines(ImportRejects rejects)
    {
        yield return Heading("rejected rows");
        yield return $"  {"code",-24}{"rows",9}  {"first",-26}{"what is wrong",-37}";
        var codes = rejects.All.GroupBy(each => each.Row.Code).OrderByDescending(code => code.Count())
            .ThenBy(code => code.Key, StringComparer.Ordinal).ToList();
        foreach (var code in codes.Take(CodesMax))
        {
            var (file, row) = code.MinBy(each => (each.File, each.Row.Line));
            var first = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{row.Line}");
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {Fitted(code.Key, 24),-24}{code.Count(),9:N0}  {Fitted(first, 25),-26}{Fitted(row.Message, 37)}");
        }

        if (codes.Count > CodesMax)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  and {codes.Count - CodesMax} more codes");
        }
    }

    private static string Heading(string title)
    {
        var start = "── " + title.ToUpperInvariant() + " ";
        return Environment.NewLine + start + new string('─', Width - start.Length);
    }

    private static string Fitted(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    private static JsonObject ToJson(string file, ImportCount count) => new()
    {
        ["file"] = file,
        ["read"] = count.Read,
        ["added"] = count.Added,
        ["changed"] = count.Changed,
        ["unchanged"] = count.Unchanged,
        ["rejected"] = count.Rejected,
    };
}
