using System.Text.Json;

namespace Collections.Torture.Tests.Auditing;

/// <summary>Which id an event is about; events of one type and id happen once in this workload.</summary>
internal static class FactIds
{
    /// <summary>The id; null for events that may well be many.</summary>
    public static string? Of(string type, JsonElement data) => type switch
    {
        "bill.drafted" or "bill.issued" => data.GetProperty("bill").GetProperty("billId").GetString(),
        "bill.adjusted" => data.GetProperty("adjustmentId").GetString(),
        "bill.written_off" => data.GetProperty("billId").GetString(),
        "payment.pending" or "payment.settled" or "payment.failed" =>
            data.GetProperty("payment").GetProperty("paymentId").GetString(),
        "payment.reversed" => data.GetProperty("reversal").GetProperty("reversalId").GetString(),
        "credit.added" => data.GetProperty("creditId").GetString(),
        "tag.added" or "tag.removed" => data.GetProperty("tag").GetString(),
        "hold.placed" => data.GetProperty("hold").GetProperty("holdId").GetString(),
        "hold.released" => data.GetProperty("holdId").GetString(),
        "account.created" => string.Empty,
        "policy.published" => MarkOf(data.GetProperty("content").GetString()!),
        "policy.effective" => data.GetProperty("number").GetRawText(),
        _ => null,
    };

    /// <summary>The minor units an event moves; 0 when it names none.</summary>
    public static long AmountOf(string type, JsonElement data) => type switch
    {
        "bill.drafted" or "bill.issued" => data.GetProperty("bill").Minor("amountMinor"),
        "bill.adjusted" or "credit.added" => data.Minor("amountMinor"),
        "payment.pending" or "payment.settled" or "payment.failed" => data.GetProperty("payment").Minor("amountMinor"),
        "payment.reversed" => data.GetProperty("reversal").Minor("amountMinor"),
        _ => 0,
    };

    /// <summary>The policies of the workload say their id as message.</summary>
    private static string MarkOf(string content)
    {
        using var policy = JsonDocument.Parse(content);
        return policy.RootElement.GetProperty("states")[0].GetProperty("message").GetString()!;
    }
}

/// <summary>Reads what the writer leaves out when it is nothing.</summary>
internal static class SparseJson
{
    public static long Minor(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetInt64() : 0;

    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static IEnumerable<JsonElement> Each(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : [];
}
