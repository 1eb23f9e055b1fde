namespace Collections.Gateways.Import;

/// <summary>Everything one call says about one account.</summary>
public sealed class AccountGroup(string accountId)
{
    private readonly List<BillRow> _bills = [];
    private readonly List<PaymentRow> _payments = [];
    private List<(ImportSchema, RejectedRow)>? _rejected;

    /// <summary>The account.</summary>
    public string AccountId => accountId;

    /// <summary>Its profile; null when only bills or payments name it.</summary>
    public AccountRow? Profile { get; private set; }

    /// <summary>Its bills, in the file's order.</summary>
    public IReadOnlyList<BillRow> Bills => _bills;

    /// <summary>Its payments, in the file's order.</summary>
    public IReadOnlyList<PaymentRow> Payments => _payments;

    /// <summary>Rows that say its profile once more.</summary>
    public int ProfilesRepeated { get; private set; }

    /// <summary>Its rows that cannot be taken.</summary>
    public IReadOnlyList<(ImportSchema Schema, RejectedRow Row)> Rejected => _rejected ?? [];

    internal void Add(BillRow row) => _bills.Add(row);

    internal void Add(PaymentRow row) => _payments.Add(row);

    internal void Add(AccountRow row)
    {
        if (Profile is null)
        {
            Profile = row;
        }
        else if (IsSame(Profile, row))
        {
            ProfilesRepeated++;
        }
        else
        {
            Reject(ImportSchema.Accounts, new RejectedRow(
                row.Line, "account_id", "duplicate_id", "The id stands in this file already, with other content."));
        }
    }

    internal void Reject(ImportSchema schema, RejectedRow row) => (_rejected ??= []).Add((schema, row));

    private static bool IsSame(AccountRow left, AccountRow right) =>
        left with { Line = 0, Tags = null } == right with { Line = 0, Tags = null }
        && (left.Tags ?? []).SequenceEqual(right.Tags ?? []);
}
