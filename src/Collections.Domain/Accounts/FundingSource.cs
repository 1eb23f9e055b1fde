using System.Text.Json.Serialization;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>Where money on the account comes from.</summary>
public enum FundingKind
{
    /// <summary>A payment.</summary>
    [JsonStringEnumMemberName("payment")]
    Payment,

    /// <summary>A credit granted by the biller.</summary>
    [JsonStringEnumMemberName("credit")]
    Credit,
}

/// <summary>Where a payment stands. A credit is always settled.</summary>
public enum PaymentStatus
{
    /// <summary>The money is there.</summary>
    [JsonStringEnumMemberName("settled")]
    Settled,

    /// <summary>Under way; changes no amount.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>Declined; changes no amount.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>Why a payment was reversed.</summary>
public enum ReversalReason
{
    /// <summary>Given back to the payer.</summary>
    [JsonStringEnumMemberName("refund")]
    Refund,

    /// <summary>Taken back by the card holder's bank.</summary>
    [JsonStringEnumMemberName("chargeback")]
    Chargeback,

    /// <summary>Not sufficient funds.</summary>
    [JsonStringEnumMemberName("nsf")]
    Nsf,

    /// <summary>Booked by mistake.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}

/// <summary>A payment as its sender told it.</summary>
public sealed record PaymentTerms
{
    /// <summary>Its id, unique within the account.</summary>
    public required string PaymentId { get; init; }

    /// <summary>Its amount, positive.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>When it was received.</summary>
    public Instant ReceivedAt { get; init; }

    /// <summary>Whether the sender left the instant out.</summary>
    public bool ReceivedAtOmitted { get; init; }

    /// <summary>Whether it was told as pending first: then its terms are those of two calls.</summary>
    public bool WasPending { get; init; }

    /// <summary>Value date of the bank; null when not said.</summary>
    public LocalDate? ValueDate { get; init; }

    /// <summary>Card, transfer ... a code; null when not said.</summary>
    public string? Method { get; init; }

    /// <summary>The one bill it is meant for; null when not said.</summary>
    public string? BillId { get; init; }

    /// <summary>The bills it is meant for; empty when not said.</summary>
    public Items<Wish> Wishes { get; init; }

    /// <summary>Why it failed, the gateway's code; null when it did not or none was given.</summary>
    public string? DeclineCode { get; init; }
}

/// <summary>A part of a payment that its sender means for a bill.</summary>
/// <param name="BillId">The bill.</param>
/// <param name="AmountMinor">The part, positive; capped at the bill's outstanding amount.</param>
public sealed record Wish(string BillId, long AmountMinor);

/// <summary>A part of a payment or credit that covers a bill.</summary>
/// <param name="BillId">The bill.</param>
/// <param name="AmountMinor">The part, positive.</param>
/// <param name="Recovered">Whether the bill had been written off before.</param>
public sealed record Allocation(string BillId, long AmountMinor, bool Recovered);

/// <summary>A reversal of a payment.</summary>
/// <param name="ReversalId">Its id, unique within the account.</param>
/// <param name="AmountMinor">How much, positive.</param>
/// <param name="Reason">Why.</param>
/// <param name="AmountOmitted">Whether the sender left the amount out (then it was all that remained).</param>
public sealed record Reversal(string ReversalId, long AmountMinor, ReversalReason Reason, bool AmountOmitted);

/// <summary>
/// A payment or credit and where its money is. While settled,
/// amount = sum of allocations + unapplied + reversed.
/// </summary>
public sealed record FundingSource
{
    /// <summary>Payment or credit.</summary>
    public FundingKind Kind { get; init; }

    /// <summary>Its id, unique within account and kind.</summary>
    public required string Id { get; init; }

    /// <summary>Its amount, positive.</summary>
    public long AmountMinor { get; init; }

    /// <summary>Where it stands.</summary>
    public PaymentStatus Status { get; init; }

    /// <summary>As sent; null for a credit.</summary>
    public PaymentTerms? Terms { get; init; }

    /// <summary>When a credit was granted; a payment says it in its terms.</summary>
    public Instant GrantedAt { get; init; }

    /// <summary>What it covers, in the order it was allocated.</summary>
    public Items<Allocation> Allocations { get; init; }

    /// <summary>What covers nothing yet.</summary>
    public long UnappliedMinor { get; init; }

    /// <summary>What was given or taken back.</summary>
    public long ReversedMinor { get; init; }

    /// <summary>The reversals, in order.</summary>
    public Items<Reversal> Reversals { get; init; }

    /// <summary>When it failed or its last unapplied unit was used; null while it is not closed.</summary>
    public Instant? ClosedAt { get; init; }
}

/// <summary>A part of a source's money that moves.</summary>
/// <param name="Kind">Payment or credit.</param>
/// <param name="SourceId">Its id.</param>
/// <param name="BillId">The bill it covers or covered.</param>
/// <param name="AmountMinor">The part, positive.</param>
/// <param name="Recovered">Whether it is a recovery on a bill written off.</param>
public sealed record Share(FundingKind Kind, string SourceId, string BillId, long AmountMinor, bool Recovered);
