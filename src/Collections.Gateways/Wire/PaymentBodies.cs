using Collections.Domain.Accounts;
using Collections.Kernel.Documents;
using static Collections.Domain.Accounts.AccountCommand;

namespace Collections.Gateways.Wire;

/// <summary>Bodies of the calls about payments and credits.</summary>
public static class PaymentBodies
{
    /// <summary><c>POST /accounts/{id}/payments</c>.</summary>
    public static WireCommand Add(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "paymentId");
        var amount = reader.Required("amount", reader.PositiveAmount("amount"));
        var currency = reader.Currency("currency");
        var status = reader.Word("status", "settled", "pending", "failed");
        var receivedAt = reader.Instant("receivedAt");
        var valueDate = reader.Date("valueDate");
        var method = reader.Text("method", 64);
        var bill = reader.Id("billId");
        var allocations = reader.Objects("allocations", ReadAllocation);
        var decline = reader.Text("declineCode", 64);
        CheckAllocations(reader, amount, bill, allocations);
        return WireCommand.Of(reader, () => new AddPayment(id, amount!.Value)
        {
            Currency = currency,
            Status = status switch
            {
                "pending" => PaymentStatus.Pending,
                "failed" => PaymentStatus.Failed,
                _ => PaymentStatus.Settled,
            },
            ReceivedAt = receivedAt,
            ValueDate = valueDate,
            Method = method,
            BillId = bill,
            Allocations = allocations?.ToItems(),
            DeclineCode = decline,
        });
    }

    /// <summary><c>POST .../payments/{paymentId}/reversals</c>.</summary>
    public static WireCommand Reverse(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var payment = context.Id(reader, "paymentId");
        var id = context.Id(reader, "reversalId");
        var amount = reader.PositiveAmount("amount");
        var currency = reader.Currency("currency");
        var reason = reader.Required("reason", reader.Word("reason", "refund", "chargeback", "nsf", "error"));
        return WireCommand.Of(
            reader, () => new ReversePayment(payment, id, amount, ReasonOf(reason)) { Currency = currency });
    }

    /// <summary><c>POST /accounts/{id}/credits</c>.</summary>
    public static WireCommand Credit(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "creditId");
        var amount = reader.Required("amount", reader.PositiveAmount("amount"));
        var currency = reader.Currency("currency");
        return WireCommand.Of(reader, () => new AddCredit(id, amount!.Value) { Currency = currency });
    }

    private static NewAllocation? ReadAllocation(BodyReader allocation)
    {
        var bill = allocation.Required("billId", allocation.Id("billId"));
        var amount = allocation.Required("amount", allocation.PositiveAmount("amount"));
        return bill is null || amount is null ? null : new NewAllocation(bill, amount.Value);
    }

    private static void CheckAllocations(
        BodyReader reader, decimal? amount, string? bill, IReadOnlyList<NewAllocation>? allocations)
    {
        if (allocations is null)
        {
            return;
        }

        if (bill is not null)
        {
            reader.Fault("billId", "ambiguous", "'billId' is short for one allocation; give one of the two.");
        }

        if (allocations.Select(each => each.BillId).Distinct(StringComparer.Ordinal).Count() < allocations.Count)
        {
            reader.Fault("allocations", "duplicate_id", "A bill stands in 'allocations' once.");
        }

        if (allocations.Sum(each => each.Amount) > amount)
        {
            reader.Fault("allocations", "allocations_exceed_payment", "The allocations sum to more than the payment.");
        }
    }

    private static ReversalReason ReasonOf(string? reason) => reason switch
    {
        "chargeback" => ReversalReason.Chargeback,
        "nsf" => ReversalReason.Nsf,
        "error" => ReversalReason.Error,
        _ => ReversalReason.Refund,
    };
}
