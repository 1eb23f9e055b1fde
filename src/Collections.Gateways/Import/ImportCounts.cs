using Collections.Domain.Accounts;

namespace Collections.Gateways.Import;

/// <summary>What became of the rows of one file.</summary>
public sealed class ImportCount
{
    public int Read { get; set; }

    public int Added { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    public int Rejected { get; set; }

    /// <summary>Counts one row's outcome.</summary>
    public void Add(RowResult result) => Add(result, 1);

    /// <summary>Counts rows of one outcome.</summary>
    public void Add(RowResult result, int rows)
    {
        switch (result)
        {
            case RowResult.Added:
                Added += rows;
                break;
            case RowResult.Changed:
                Changed += rows;
                break;
            case RowResult.Unchanged:
                Unchanged += rows;
                break;
            default:
                Rejected += rows;
                break;
        }
    }
}

/// <summary>The counts of a call, per file.</summary>
public sealed class ImportCounts
{
    private readonly Dictionary<string, ImportCount> _files = new(StringComparer.Ordinal);

    /// <summary>Takes over the counts of a file that was read by others.</summary>
    public void Put(string file, ImportCount count) => _files[file] = count;

    /// <summary>The counts of a file.</summary>
    public ImportCount Of(string file)
    {
        if (!_files.TryGetValue(file, out var count))
        {
            count = new ImportCount();
            _files.Add(file, count);
        }

        return count;
    }
}
