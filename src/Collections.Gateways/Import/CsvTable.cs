namespace Collections.Gateways.Import;

/// <summary>
/// One import file, read row by row: UTF-8 (byte-order mark allowed), a header row, RFC 4180. Opening it checks
/// everything that concerns the file as a whole, so that a wrong call stops before any row is taken.
/// </summary>
public sealed class CsvTable : IDisposable
{
    private readonly FileStream _file;
    private readonly CsvRecords _records;

    private CsvTable(string path, ImportSchema schema, FileStream file)
    {
        Path = path;
        _file = file;
        _records = new CsvRecords(file);
        Schema = schema;
        Layout = ReadHeader();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What it holds.</summary>
    public ImportSchema Schema { get; }

    /// <summary>Where its columns are.</summary>
    public CsvLayout Layout { get; }

    /// <summary>Columns the import does not know; they are ignored.</summary>
    public IReadOnlyList<string> UnknownColumns => Layout.Unknown;

    /// <summary>Bytes of the file; null when that is not known beforehand (a pipe).</summary>
    public long? Length => _file.CanSeek ? _file.Length : null;

    /// <summary>Bytes of the file that were read so far.</summary>
    public long BytesRead => _records.BytesRead;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="ImportFileException">The file cannot be imported at all.</exception>
    public static CsvTable Open(string path, ImportSchema schema)
    {
        var file = OpenFile(path);
        try
        {
            return new CsvTable(path, schema, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The rows, in the file's order; blank lines are skipped. A row is valid until the next is read.
    /// </summary>
    /// <exception cref="ImportFileException">The file can be read no further.</exception>
    public IEnumerable<CsvRow> Rows()
    {
        while (Read())
        {
            if (!_records.Record.IsEmpty)
            {
                yield return new CsvRow(Layout, _records.Line, _records.Record);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream OpenFile(string path)
    {
        try
        {
            // The records have a buffer of their own.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ImportFileException(path, fault is FileNotFoundException or DirectoryNotFoundException
                ? "there is no such file."
                : "the file cannot be read.");
        }
    }

    private CsvLayout ReadHeader()
    {
        _records.SkipByteOrderMark();
        if (!Read() || HeaderOf(_records.Record) is not { } header)
        {
            throw new ImportFileException(Path, "the file has no readable header row.");
        }

        var missing = Schema.Required.Where(column => !header.Contains(column)).ToList();
        if (missing.Count > 0)
        {
            throw new ImportFileException(Path, $"required column missing: {string.Join(", ", missing)}.");
        }

        if (header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ImportFileException(Path, $"the column '{twice.Key}' stands twice in the header.");
        }

        return new CsvLayout(Schema, header);
    }

    /// <summary>The names of a header; null when it is no record.</summary>
    private List<string>? HeaderOf(ReadOnlyMemory<byte> record)
    {
        var fields = new CsvFields();
        fields.Read(new CsvRow(new CsvLayout(Schema, []), 1, record));
        return fields.Fault is null or { Code: "field_count" } ? fields.All().ConvertAll(name => name.Trim()) : null;
    }

    private bool Read()
    {
        try
        {
            return _records.Read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImportFileException(Path, "the file cannot be read.");
        }
    }
}
