namespace Collections.Gateways.Import;

/// <summary>Everything one call says about one account.</summary>
public sealed class AccountGroup
{
    /// <summary>Its profile; null when only bills or payments name it.</summary>
    public AccountRow? Profile { get; internal set; }

    /// <summary>Its bills, in the file's order.</summary>
    public IReadOnlyList<BillRow> Bills => BillList ?? [];

    /// <summary>Its payments, in the file's order.</summary>
    public IReadOnlyList<PaymentRow> Payments => PaymentList ?? [];

    // Most accounts have few of each: a list is made only when the first one comes.
    internal List<BillRow>? BillList { get; set; }

    internal List<PaymentRow>? PaymentList { get; set; }
}

/// <summary>
/// Reads the files of a call and gathers the rows of each account, so that an account is loaded, decided and committed
/// once. The rows are kept compactly in memory: about 200 bytes each.
/// </summary>
public sealed class ImportGathering(ImportRejects rejects)
{
    private readonly RowParsers _parsers = new();
    private readonly Dictionary<string, AccountGroup> _groups = new(StringComparer.Ordinal);

    /// <summary>What was read so far, per file.</summary>
    public ImportCounts Counts { get; } = new();

    /// <summary>The accounts named, with what was said about them, in key order.</summary>
    public IEnumerable<KeyValuePair<string, AccountGroup>> InKeyOrder()
    {
        var ids = _groups.Keys.ToArray();
        Array.Sort(ids, StringComparer.Ordinal);
        return ids.Select(id => KeyValuePair.Create(id, _groups[id]));
    }

    /// <summary>Reads all rows of a file; <paramref name="progress"/> hears the number of rows now and then.</summary>
    public void Read(CsvTable table, Action<int> progress)
    {
        const int progressEveryRows = 10_000;
        var count = Counts.Of(table.Path);
        foreach (var row in table.Rows())
        {
            count.Read++;
            var fault = Take(table, row, count);
            if (fault is not null)
            {
                count.Rejected++;
                rejects.Add(table.Path, fault);
            }

            if (count.Read % progressEveryRows == 0)
            {
                progress(count.Read);
            }
        }
    }

    private RejectedRow? Take(CsvTable table, CsvRow row, ImportCount count)
    {
        if (table.Schema == ImportSchema.Accounts)
        {
            var (account, fault) = _parsers.Account(row);
            return account is null ? fault : TakeAccount(account, count);
        }

        if (table.Schema == ImportSchema.Bills)
        {
            var (account, bill, fault) = _parsers.Bill(row);
            if (bill is not null)
            {
                (Group(account).BillList ??= []).Add(bill);
            }

            return fault;
        }

        var (payer, payment, paymentFault) = _parsers.Payment(row);
        if (payment is not null)
        {
            (Group(payer).PaymentList ??= []).Add(payment);
        }

        return paymentFault;
    }

    private RejectedRow? TakeAccount(AccountRow account, ImportCount count)
    {
        var group = Group(account.AccountId);
        if (group.Profile is null)
        {
            group.Profile = account;
            return null;
        }

        if (AccountRowsEqual(group.Profile, account))
        {
            count.Unchanged++;
            return null;
        }

        return new RejectedRow(
            account.Line, "account_id", "duplicate_id", "The id stands in this file already, with other content.");
    }

    private static bool AccountRowsEqual(AccountRow left, AccountRow right) =>
        left with { Line = 0, Tags = null } == right with { Line = 0, Tags = null }
        && (left.Tags ?? []).SequenceEqual(right.Tags ?? []);

    private AccountGroup Group(string account)
    {
        if (!_groups.TryGetValue(account, out var group))
        {
            group = new AccountGroup();
            _groups.Add(account, group);
        }

        return group;
    }
}
