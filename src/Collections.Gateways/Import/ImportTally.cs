using Collections.Domain.Accounts;

namespace Collections.Gateways.Import;

/// <summary>What became of the rows of a batch, per kind of file, until it is told as a whole.</summary>
internal sealed class ImportTally
{
    private readonly List<(ImportSchema Schema, RowResult Result, int Rows)> _results = [];
    private readonly List<(ImportSchema Schema, RejectedRow Row)> _rejected = [];

    /// <summary>What became of how many rows.</summary>
    public IReadOnlyList<(ImportSchema Schema, RowResult Result, int Rows)> Results => _results;

    /// <summary>The rows that were not taken.</summary>
    public IReadOnlyList<(ImportSchema Schema, RejectedRow Row)> Rejected => _rejected;

    /// <summary>Counts rows that are not rejected.</summary>
    public void Count(ImportSchema schema, RowResult result, int rows)
    {
        for (var i = 0; i < _results.Count; i++)
        {
            if (_results[i].Schema == schema && _results[i].Result == result)
            {
                _results[i] = (schema, result, _results[i].Rows + rows);
                return;
            }
        }

        _results.Add((schema, result, rows));
    }

    /// <summary>Notes a row that was not taken.</summary>
    public void Reject(ImportSchema schema, RejectedRow row)
    {
        Count(schema, RowResult.Rejected, 1);
        _rejected.Add((schema, row));
    }

    /// <summary>Counts a row by its outcome.</summary>
    public void Take(ImportSchema schema, int line, RowOutcome outcome)
    {
        if (outcome.Result != RowResult.Rejected)
        {
            Count(schema, outcome.Result, 1);
            return;
        }

        var column = ColumnNames.Of(schema, outcome.Pointer, outcome.Code);
        Reject(schema, new RejectedRow(line, column, outcome.Code ?? "refused", outcome.Message ?? string.Empty));
    }

    /// <summary>Counts a row that stood in the file before.</summary>
    public void Repeat(IImportedRow row, bool same)
    {
        var schema = row is BillRow ? ImportSchema.Bills : ImportSchema.Payments;
        Take(schema, row.Line, same
            ? new RowOutcome(RowResult.Unchanged, null, null, null)
            : new RowOutcome(
                RowResult.Rejected,
                "duplicate_id",
                ColumnNames.IdPointer(schema),
                "The id stands in this file already, with other content."));
    }
}
