namespace Collections.Gateways.Import;

/// <summary>The column that a refusal of a command speaks of.</summary>
internal static class ColumnNames
{
    private static readonly Dictionary<string, string> Shared = new(StringComparer.Ordinal)
    {
        ["/billId"] = "bill_id",
        ["/paymentId"] = "payment_id",
        ["/customerId"] = "customer_id",
        ["/currency"] = "currency",
        ["/amount"] = "amount",
        ["/amountDue"] = "amount",
        ["/issuedOn"] = "issued_on",
        ["/dueDate"] = "due_on",
        ["/receivedAt"] = "received_at",
        ["/status"] = "status",
        ["/declineCode"] = "decline_code",
        ["/parentId"] = "parent_account_id",
        ["/timezone"] = "timezone",
        ["/locale"] = "locale",
        ["/tags"] = "tags",
        ["/creditRating"] = "credit_rating",
    };

    // Refusals by stored state name no field; these are plainly about one column.
    private static readonly Dictionary<string, string> ByCode = new(StringComparer.Ordinal)
    {
        ["account_unknown"] = "account_id",
        ["bill_unknown"] = "bill_id",
        ["currency_mismatch"] = "currency",
        ["currency_locked"] = "currency",
        ["amount_scale"] = "amount",
        ["parent_is_child"] = "parent_account_id",
    };

    /// <summary>The column; empty for the whole row.</summary>
    public static string Of(ImportSchema schema, string? pointer, string? code)
    {
        if (pointer is not null && Shared.TryGetValue(pointer, out var column))
        {
            return column;
        }

        var byCode = code == "duplicate_id" ? Shared.GetValueOrDefault(IdPointer(schema), "account_id") : null;
        return byCode ?? (code is not null && ByCode.TryGetValue(code, out var known) ? known : string.Empty);
    }

    /// <summary>The pointer of a file's own id.</summary>
    public static string IdPointer(ImportSchema schema) => schema.Name switch
    {
        "bills" => "/billId",
        "payments" => "/paymentId",
        _ => "/accountId",
    };
}
