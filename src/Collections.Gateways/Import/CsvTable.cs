using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Collections.Gateways.Import;

/// <summary>
/// One import file, read row by row: UTF-8 (byte-order mark allowed), a header row, RFC 4180. Opening it checks
/// everything that concerns the file as a whole, so that a wrong call stops before any row is taken.
/// </summary>
public sealed class CsvTable : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly StreamReader _text;
    private readonly CsvParser _parser;
    private readonly int[] _positions;
    private bool _quoteFault;

    private CsvTable(string path, ImportSchema schema, StreamReader text)
    {
        Path = path;
        Schema = schema;
        _text = text;
        _parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            Delimiter = ",",
            IgnoreBlankLines = false,
            BadDataFound = _ => _quoteFault = true,
        });
        _positions = new int[schema.Required.Count + schema.Optional.Count];
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What it holds.</summary>
    public ImportSchema Schema { get; }

    /// <summary>Columns the import does not know; they are ignored.</summary>
    public IReadOnlyList<string> UnknownColumns { get; private set; } = [];

    private int Width { get; set; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="ImportFileException">The file cannot be imported at all.</exception>
    public static CsvTable Open(string path, ImportSchema schema)
    {
        var table = new CsvTable(path, schema, OpenText(path));
        try
        {
            table.ReadHeader();
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The rows, in the file's order; blank lines are skipped. A row is valid until the next is read.
    /// </summary>
    public IEnumerable<CsvRow> Rows()
    {
        var line = _parser.RawRow + 1;
        while (Read())
        {
            if (_parser.Count > 1 || _parser[0].Length > 0 || _quoteFault)
            {
                yield return new CsvRow(line, Fields, FaultOfRow());
            }

            line = _parser.RawRow + 1;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _parser.Dispose();
        _text.Dispose();
    }

    private static StreamReader OpenText(string path)
    {
        try
        {
            return new StreamReader(
                path, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, BufferBytes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ImportFileException(path, fault is FileNotFoundException or DirectoryNotFoundException
                ? "there is no such file."
                : "the file cannot be read.");
        }
    }

    private void ReadHeader()
    {
        if (!Read() || _quoteFault)
        {
            throw new ImportFileException(Path, "the file has no readable header row.");
        }

        Width = _parser.Count;
        var header = (_parser.Record ?? []).Select((name, i) => i == 0 ? name.TrimStart('\uFEFF') : name)
            .Select(name => name.Trim()).ToList();
        var missing = Schema.Required.Where(column => !header.Contains(column)).ToList();
        if (missing.Count > 0)
        {
            throw new ImportFileException(Path, $"required column missing: {string.Join(", ", missing)}.");
        }

        if (header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ImportFileException(Path, $"the column '{twice.Key}' stands twice in the header.");
        }

        var known = Schema.Required.Concat(Schema.Optional).ToList();
        UnknownColumns = [.. header.Where(name => !known.Contains(name))];
        for (var i = 0; i < known.Count; i++)
        {
            _positions[i] = header.IndexOf(known[i]);
        }
    }

    private bool Read()
    {
        _quoteFault = false;
        try
        {
            return _parser.Read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImportFileException(Path, "the file cannot be read.");
        }
    }

    private string Fields(string column)
    {
        var required = Schema.Required.Count;
        for (var i = 0; i < _positions.Length; i++)
        {
            var name = i < required ? Schema.Required[i] : Schema.Optional[i - required];
            if (name == column)
            {
                return _positions[i] < 0 ? string.Empty : _parser[_positions[i]];
            }
        }

        throw new ArgumentOutOfRangeException(nameof(column), column, "The schema lists every column that is read.");
    }

    private RejectedRow? FaultOfRow()
    {
        var line = _parser.RawRow;
        var raw = _parser.RawRecord;
        if (raw.Contains('"', StringComparison.Ordinal))
        {
            // The parser judges the quotes of a field only when the field is read.
            _ = _parser.Record;
        }

        if (_quoteFault)
        {
            return new RejectedRow(line, string.Empty, "csv_quote", "A quote stands where RFC 4180 allows none.");
        }

        if (_parser.Count != Width)
        {
            return new RejectedRow(
                line, string.Empty, "field_count", $"The row has {_parser.Count} fields, the header {Width}.");
        }

        return raw.Contains('\uFFFD', StringComparison.Ordinal)
            ? new RejectedRow(line, string.Empty, "encoding", "The row is not valid UTF-8.")
            : null;
    }
}
