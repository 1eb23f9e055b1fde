using System.Text;
using Collections.Kernel;

namespace Collections.Gateways.Import;

/// <summary>
/// Reads the files of a call and gathers the rows of each account, so that an account is loaded, decided and committed
/// once. Rows are kept as their bytes stand in the file, with some 30 bytes beside each; what they say is made out when
/// their account's turn comes.
/// </summary>
/// <param name="rejects">Hears of rows that name no account.</param>
public sealed class ImportGathering(ImportRejects rejects)
{
    private readonly AccountIndex _accounts = new();
    private readonly Dictionary<ImportSchema, GatheredRows> _rows = [];
    private readonly CsvFields _fields = new();
    private readonly RowParsers _parsers = new();
    private int[] _order = [];

    /// <summary>What was read so far, per file.</summary>
    public ImportCounts Counts { get; } = new();

    /// <summary>Accounts named so far.</summary>
    public int Accounts => _accounts.Count;

    /// <summary>
    /// Reads all rows of a file, one file of each kind; <paramref name="progress"/> hears the number of rows now and
    /// then.
    /// </summary>
    /// <exception cref="ImportFileException">The file can be read no further.</exception>
    public void Read(CsvTable table, Action<int> progress)
    {
        const int progressEveryRows = 10_000;
        var count = Counts.Of(table.Path);
        var rows = new GatheredRows(table.Layout);
        _rows.Add(table.Schema, rows);
        foreach (var row in table.Rows())
        {
            count.Read++;
            _fields.Read(row);
            if (_fields.Fault is null && EntityKey.IsValidId(_fields["account_id"]))
            {
                rows.Add(_accounts.NumberOf(_fields["account_id"]), row);
            }
            else
            {
                count.Rejected++;
                rejects.Add(table.Path, FaultOf(table.Schema, row));
            }

            if (count.Read % progressEveryRows == 0)
            {
                progress(count.Read);
            }
        }
    }

    /// <summary>Puts the accounts in key order; to be called once, after the last file.</summary>
    public void Sort() => _order = _accounts.InKeyOrder();

    /// <summary>A reader of the accounts, in their order from 0.</summary>
    public GroupReader Reader() => new(this);

    /// <summary>The id of the n-th account in key order.</summary>
    public string IdAt(int place) => Encoding.ASCII.GetString(_accounts.IdOf(_order[place]));

    internal (int Number, AccountGroup Group) At(int place) => (_order[place], new AccountGroup(IdAt(place)));

    internal IEnumerable<CsvRow> RowsOf(ImportSchema schema, int account) =>
        _rows.TryGetValue(schema, out var rows) ? rows.Of(account) : [];

    /// <summary>The first fault of a row that is known to have one.</summary>
    private RejectedRow FaultOf(ImportSchema schema, CsvRow row)
    {
        var fault = schema.Name switch
        {
            "accounts" => _parsers.Account(row).Fault,
            "bills" => _parsers.Bill(row).Fault,
            _ => _parsers.Payment(row).Fault,
        };
        Invariant.Require(fault is not null, "A row without an account is at fault.");
        return fault;
    }
}
