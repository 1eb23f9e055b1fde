namespace Collections.Gateways.Import;

/// <summary>
/// Reads what the gathered rows of an account say. For one caller at a time; several read side by side.
/// </summary>
public sealed class GroupReader
{
    private readonly ImportGathering _gathering;
    private readonly RowParsers _parsers = new();

    internal GroupReader(ImportGathering gathering) => _gathering = gathering;

    /// <summary>The n-th account in key order, its rows made out.</summary>
    public AccountGroup Read(int place)
    {
        var group = new AccountGroup(_gathering.IdAt(place));
        foreach (var row in _gathering.RowsAt(place, ImportSchema.Accounts))
        {
            var (account, fault) = _parsers.Account(row);
            Take(group, ImportSchema.Accounts, fault);
            if (account is not null)
            {
                group.Add(account);
            }
        }

        foreach (var row in _gathering.RowsAt(place, ImportSchema.Bills))
        {
            var (bill, fault) = _parsers.Bill(row);
            Take(group, ImportSchema.Bills, fault);
            if (bill is not null)
            {
                group.Add(bill);
            }
        }

        foreach (var row in _gathering.RowsAt(place, ImportSchema.Payments))
        {
            var (payment, fault) = _parsers.Payment(row);
            Take(group, ImportSchema.Payments, fault);
            if (payment is not null)
            {
                group.Add(payment);
            }
        }

        return group;
    }

    private static void Take(AccountGroup group, ImportSchema schema, RejectedRow? fault)
    {
        if (fault is not null)
        {
            group.Reject(schema, fault);
        }
    }
}
