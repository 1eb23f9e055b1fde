using System.Text;

namespace Collections.Gateways.Import;

/// <summary>
/// Reads the files of a call, side by side, and gathers the rows of each account, so that an account is loaded, decided
/// and committed once. Rows are kept as their bytes stand in the file, with some 30 bytes beside each; what they say is
/// made out when their account's turn comes.
/// </summary>
/// <param name="rejects">Hears of rows that name no account.</param>
public sealed class ImportGathering(ImportRejects rejects)
{
    private readonly List<GatheredFile> _files = [];
    private JoinedAccounts _accounts = new([]);

    /// <summary>What was read so far, per file.</summary>
    public ImportCounts Counts { get; } = new();

    /// <summary>Accounts that the files name.</summary>
    public int Accounts => _accounts.Count;

    /// <summary>
    /// Reads all rows of the files, to be called once; <paramref name="progress"/> hears the number of rows now and
    /// then, one call after the other.
    /// </summary>
    /// <param name="tables">One file of each kind at most.</param>
    /// <param name="progress">Hears the rows of all files together.</param>
    /// <exception cref="ImportFileException">A file can be read no further.</exception>
    public async Task ReadAsync(IReadOnlyList<CsvTable> tables, Action<int> progress)
    {
        var telling = new Lock();
        var all = 0;
        _files.AddRange(tables.Select(table => new GatheredFile(table)));
        await Task.WhenAll(_files.Select(file => Task.Run(() => file.Read(Tell))));
        for (var i = 0; i < tables.Count; i++)
        {
            Note(tables[i].Path, _files[i]);
        }

        _accounts = new JoinedAccounts(_files);

        void Tell(int rows)
        {
            lock (telling)
            {
                all += rows;
                progress(all);
            }
        }
    }

    /// <summary>A reader of the accounts, in key order from 0.</summary>
    public GroupReader Reader() => new(this);

    /// <summary>The id of the n-th account in key order.</summary>
    public string IdAt(int place) => Encoding.ASCII.GetString(_accounts.IdAt(place));

    internal IEnumerable<CsvRow> RowsAt(int place, ImportSchema schema)
    {
        for (var file = 0; file < _files.Count; file++)
        {
            if (_files[file].Schema == schema)
            {
                return _accounts.RowsAt(place, file);
            }
        }

        return [];
    }

    private void Note(string path, GatheredFile file)
    {
        var count = Counts.Of(path);
        count.Read += file.RowsRead;
        count.Rejected += file.Rejected.Count;
        foreach (var row in file.Rejected)
        {
            rejects.Add(path, row);
        }
    }
}
