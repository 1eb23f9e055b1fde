namespace Collections.Gateways.Import;

/// <summary>The columns of one kind of import file.</summary>
/// <param name="Name">What the file holds: <c>accounts</c>, <c>bills</c>, <c>payments</c>.</param>
/// <param name="Required">Columns without which the file is refused.</param>
/// <param name="Optional">Columns that are read when present.</param>
public sealed record ImportSchema(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    /// <summary>Accounts: who owes.</summary>
    public static ImportSchema Accounts { get; } = new(
        "accounts",
        ["account_id", "customer_id", "currency"],
        [
            "name", "phone", "email", "timezone", "locale", "collection_class", "division", "tier", "region",
            "industry", "segment", "credit_rating", "tags", "parent_account_id", "paid_by_parent",
        ]);

    /// <summary>Bills: what is owed.</summary>
    public static ImportSchema Bills { get; } = new(
        "bills", ["bill_id", "account_id", "due_on", "amount", "currency"], ["issued_on", "status"]);

    /// <summary>Payments: what came in.</summary>
    public static ImportSchema Payments { get; } = new(
        "payments",
        ["payment_id", "account_id", "received_at", "amount", "currency"],
        ["bill_id", "status", "decline_code"]);

    /// <summary>Contacts that agencies made.</summary>
    public static ImportSchema Contacts { get; } = new(
        "contacts", ["contact_id", "account_id", "at", "channel", "outcome"], ["direction", "agency"]);

    /// <summary>Members of a list: numbers and addresses.</summary>
    public static ImportSchema Members { get; } = new("dnc", ["number"], ["reason", "source", "until"]);
}
