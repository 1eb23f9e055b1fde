using Collections.Kernel;

namespace Collections.Gateways.Import;

/// <summary>The rows of one file by account. Read by one thread; other files are read beside it.</summary>
internal sealed class GatheredFile
{
    private readonly CsvTable _table;
    private readonly AccountIndex _accounts = new();
    private readonly GatheredRows _rows;
    private readonly CsvFields _fields = new();
    private readonly RowParsers _parsers = new();
    private readonly List<RejectedRow> _rejected = [];

    public GatheredFile(CsvTable table)
    {
        _table = table;
        _rows = new GatheredRows(table.Layout);
    }

    /// <summary>What the file holds.</summary>
    public ImportSchema Schema => _table.Schema;

    /// <summary>Rows read so far.</summary>
    public int RowsRead { get; private set; }

    /// <summary>Rows that name no account.</summary>
    public IReadOnlyList<RejectedRow> Rejected => _rejected;

    /// <summary>
    /// Reads all rows, to be called once; <paramref name="progress"/> hears how many were read since it heard last.
    /// </summary>
    /// <exception cref="ImportFileException">The file can be read no further.</exception>
    public void Read(Action<int> progress)
    {
        const int progressEveryRows = 10_000;
        foreach (var row in _table.Rows())
        {
            RowsRead++;
            _fields.Read(row);
            if (_fields.Fault is null && EntityKey.IsValidId(_fields["account_id"]))
            {
                _rows.Add(_accounts.NumberOf(_fields["account_id"]), row);
            }
            else
            {
                _rejected.Add(FaultOf(row));
            }

            if (RowsRead % progressEveryRows == 0)
            {
                progress(progressEveryRows);
            }
        }

        _accounts.EndNumbering();
        progress(RowsRead % progressEveryRows);
    }

    /// <summary>The numbers of the file's accounts in the order of their keys.</summary>
    public int[] InKeyOrder() => _accounts.InKeyOrder();

    /// <summary>The bytes of an account's id.</summary>
    public ReadOnlySpan<byte> IdOf(int number) => _accounts.IdOf(number);

    /// <summary>The rows of an account, in the file's order.</summary>
    public IEnumerable<CsvRow> RowsOf(int number) => _rows.Of(number);

    /// <summary>The first fault of a row that is known to have one.</summary>
    private RejectedRow FaultOf(CsvRow row)
    {
        var fault = Schema.Name switch
        {
            "accounts" => _parsers.Account(row).Fault,
            "bills" => _parsers.Bill(row).Fault,
            _ => _parsers.Payment(row).Fault,
        };
        Invariant.Require(fault is not null, "A row without an account is at fault.");
        return fault;
    }
}
