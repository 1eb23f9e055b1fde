using System.Text.Json.Nodes;
using Collections.Domain.Accounts;

namespace Collections.Torture.Tests.Cluster.Requests;

/// <summary>Bills, payments and credits.</summary>
internal static class MoneyRequests
{
    /// <summary>The request; null for commands of another group.</summary>
    public static HttpAsk? Of(string id, AccountCommand command) => command switch
    {
        AccountCommand.AddBill bill => HttpAsk.Post(AccountRequests.Path(id, "bills"), Bill(bill)),
        AccountCommand.CommitBill { BillId: var bill } => Verb(id, bill, "commit"),
        AccountCommand.WriteOffBill { BillId: var bill } => Verb(id, bill, "write-off"),
        AccountCommand.UndoWriteOff { BillId: var bill } => Verb(id, bill, "write-off-reversal"),
        AccountCommand.VoidBill { BillId: var bill } => Verb(id, bill, "void"),
        AccountCommand.PostponeBill { BillId: var bill, Until: var until } => Verb(
            id, bill, "postponement", new JsonObject { ["until"] = until is { } day ? WireText.Of(day) : null }),
        AccountCommand.AdjustBill adjust => Verb(id, adjust.BillId, "adjustments", new JsonObject
        {
            ["adjustmentId"] = adjust.AdjustmentId,
            ["amount"] = adjust.Amount,
        }),
        AccountCommand.AddPayment payment => HttpAsk.Post(AccountRequests.Path(id, "payments"), Payment(payment)),
        AccountCommand.ReversePayment reverse => HttpAsk.Post(
            AccountRequests.Path(id, $"payments/{reverse.PaymentId}/reversals"), Reversal(reverse)),
        AccountCommand.AddCredit credit => HttpAsk.Post(AccountRequests.Path(id, "credits"), new JsonObject
        {
            ["creditId"] = credit.CreditId,
            ["amount"] = credit.Amount,
        }),
        _ => null,
    };

    private static HttpAsk Verb(string id, string bill, string verb, JsonObject? body = null) =>
        HttpAsk.Post(AccountRequests.Path(id, $"bills/{bill}/{verb}"), body);

    private static JsonObject Bill(AccountCommand.AddBill bill) => new JsonObject
    {
        ["billId"] = bill.BillId,
        ["amountDue"] = bill.AmountDue,
        ["status"] = bill.Draft ? "draft" : "committed",
    }
        .With("issuedOn", bill.IssuedOn)
        .With("dueDate", bill.DueDate);

    private static JsonObject Payment(AccountCommand.AddPayment payment)
    {
        var status = payment.Status switch
        {
            PaymentStatus.Pending => "pending",
            PaymentStatus.Failed => "failed",
            _ => "settled",
        };
        return new JsonObject { ["paymentId"] = payment.PaymentId, ["amount"] = payment.Amount, ["status"] = status }
            .With("billId", payment.BillId)
            .With("method", payment.Method)
            .With("receivedAt", payment.ReceivedAt);
    }

    private static JsonObject Reversal(AccountCommand.ReversePayment reverse)
    {
        var reason = reverse.Reason switch
        {
            ReversalReason.Chargeback => "chargeback",
            ReversalReason.Nsf => "nsf",
            ReversalReason.Error => "error",
            _ => "refund",
        };
        return new JsonObject { ["reversalId"] = reverse.ReversalId, ["reason"] = reason }
            .With("amount", reverse.Amount is { } amount ? JsonValue.Create(amount) : null);
    }
}
