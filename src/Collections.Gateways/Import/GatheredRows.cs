namespace Collections.Gateways.Import;

/// <summary>The rows of one file as their bytes stand there, findable by account in the file's order.</summary>
internal sealed class GatheredRows(CsvLayout layout)
{
    private const int None = -1;

    private readonly ByteSpool _records = new();
    private readonly Blocks<Kept> _rows = new();
    private readonly Blocks<(int First, int Last)> _ofAccounts = new();

    /// <summary>Keeps a row of an account.</summary>
    public void Add(int account, CsvRow row)
    {
        var number = _rows.Count;
        _rows.Add(new Kept(_records.Add(row.Bytes.Span), row.Line) { Next = None });
        while (_ofAccounts.Count <= account)
        {
            _ofAccounts.Add((None, None));
        }

        ref var ends = ref _ofAccounts[account];
        if (ends.First == None)
        {
            ends.First = number;
        }
        else
        {
            _rows[ends.Last].Next = number;
        }

        ends.Last = number;
    }

    /// <summary>The rows of an account, in the file's order.</summary>
    public IEnumerable<CsvRow> Of(int account)
    {
        var number = account < _ofAccounts.Count ? _ofAccounts[account].First : None;
        while (number != None)
        {
            var kept = _rows[number];
            yield return new CsvRow(layout, kept.Line, _records[kept.Record]);
            number = kept.Next;
        }
    }

    private record struct Kept(SpoolPlace Record, int Line)
    {
        /// <summary>The account's next row.</summary>
        public int Next { get; set; }
    }
}
