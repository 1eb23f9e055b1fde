using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>The words of the wire for the account's enumerations.</summary>
public static class EnumNames
{
    /// <summary>A bill's status.</summary>
    public static string Of(BillStatus status) => status switch
    {
        BillStatus.Draft => "draft",
        BillStatus.Open => "open",
        BillStatus.Paid => "paid",
        BillStatus.Void => "void",
        BillStatus.WrittenOff => "written_off",
        _ => throw Invariant.Unreachable($"Unknown bill status {status}."),
    };

    /// <summary>A payment's status.</summary>
    public static string Of(PaymentStatus status) => status switch
    {
        PaymentStatus.Settled => "settled",
        PaymentStatus.Pending => "pending",
        PaymentStatus.Failed => "failed",
        _ => throw Invariant.Unreachable($"Unknown payment status {status}."),
    };

    /// <summary>Why a payment was reversed.</summary>
    public static string Of(ReversalReason reason) => reason switch
    {
        ReversalReason.Refund => "refund",
        ReversalReason.Chargeback => "chargeback",
        ReversalReason.Nsf => "nsf",
        ReversalReason.Error => "error",
        _ => throw Invariant.Unreachable($"Unknown reversal reason {reason}."),
    };

    /// <summary>What a hold stops.</summary>
    public static string Of(HoldScope scope) => scope switch
    {
        HoldScope.All => "all",
        HoldScope.Contact => "contact",
        HoldScope.Treatment => "treatment",
        _ => throw Invariant.Unreachable($"Unknown hold scope {scope}."),
    };
}
