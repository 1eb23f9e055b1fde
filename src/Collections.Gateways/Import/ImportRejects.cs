using System.Globalization;
using System.Text;

namespace Collections.Gateways.Import;

/// <summary>The rejected rows of a call, and the files that tell of them.</summary>
public sealed class ImportRejects
{
    private readonly List<(string File, RejectedRow Row)> _rows = [];

    /// <summary>Notes a rejected row.</summary>
    public void Add(string file, RejectedRow row) => _rows.Add((file, row));

    /// <summary>All of them, in the order they were noted.</summary>
    public IReadOnlyList<(string File, RejectedRow Row)> All => _rows;

    /// <summary>
    /// Writes the rejects: into <paramref name="target"/> when given (with a <c>file</c> column at the end when several
    /// files were read), else beside each file as <c>FILE.rejects.csv</c>, which is removed when nothing was rejected.
    /// </summary>
    /// <param name="files">The files read, in order.</param>
    /// <param name="target">Where all rejects go; null for one file beside each input.</param>
    /// <returns>The files written that tell of rejected rows.</returns>
    public IReadOnlyList<string> Write(IReadOnlyList<string> files, string? target)
    {
        if (target is not null)
        {
            var rows = files.SelectMany(Of).ToList();
            WriteFile(target, rows, withFile: files.Count > 1);
            return rows.Count == 0 ? [] : [target];
        }

        var written = new List<string>();
        foreach (var file in files)
        {
            var path = file + ".rejects.csv";
            var rows = Of(file).ToList();
            if (rows.Count > 0)
            {
                WriteFile(path, rows, withFile: false);
                written.Add(path);
            }
            else
            {
                File.Delete(path);
            }
        }

        return written;
    }

    private IEnumerable<(string File, RejectedRow Row)> Of(string file) =>
        _rows.Where(row => row.File == file).OrderBy(row => row.Row.Line);

    private static void WriteFile(string path, List<(string File, RejectedRow Row)> rows, bool withFile)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine(withFile ? "line,column,code,message,file" : "line,column,code,message");
        foreach (var (file, row) in rows)
        {
            var line = row.Line.ToString(CultureInfo.InvariantCulture);
            var fields = $"{line},{Quote(row.Column)},{Quote(row.Code)},{Quote(row.Message)}";
            writer.WriteLine(withFile ? $"{fields},{Quote(file)}" : fields);
        }
    }

    private static string Quote(string field) => field.AsSpan().ContainsAny(",\"\r\n")
        ? '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
        : field;
}
