using Collections.Kernel;
using NodaTime;

namespace Collections.Gateways.Import;

/// <summary>An account as a row gives it; null for what the row leaves empty.</summary>
public sealed record AccountRow
{
    /// <summary>Line of the row.</summary>
    public required int Line { get; init; }

    public required string AccountId { get; init; }

    public required string CustomerId { get; init; }

    public required Currency Currency { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    /// <summary>IANA name; null for the tenant's.</summary>
    public string? Timezone { get; init; }

    /// <summary>Null for the tenant's.</summary>
    public string? Locale { get; init; }

    public string? CollectionClass { get; init; }

    public string? Division { get; init; }

    public string? Tier { get; init; }

    public string? Region { get; init; }

    public string? Industry { get; init; }

    public string? Segment { get; init; }

    public int? CreditRating { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? ParentAccountId { get; init; }

    public bool PaidByParent { get; init; }
}

/// <summary>A bill as a row gives it.</summary>
/// <param name="Line">Line of the row.</param>
/// <param name="BillId">Unique within the account.</param>
/// <param name="IssuedOn">Local day of issue.</param>
/// <param name="DueOn">Local due day.</param>
/// <param name="AmountMinor">Minor units; negative for a credit bill.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="IsDraft">Whether it is a draft.</param>
public sealed record BillRow(
    int Line, string BillId, LocalDate IssuedOn, LocalDate DueOn, long AmountMinor, Currency Currency, bool IsDraft)
    : IImportedRow
{
    /// <inheritdoc/>
    public string Id => BillId;
}

/// <summary>A payment as a row gives it.</summary>
public sealed record PaymentRow : IImportedRow
{
    /// <summary>Line of the row.</summary>
    public required int Line { get; init; }

    public required string PaymentId { get; init; }

    /// <inheritdoc/>
    public string Id => PaymentId;

    /// <summary>Local day it was received on; null when the row gives an instant.</summary>
    public LocalDate? ReceivedOn { get; init; }

    /// <summary>When it was received; null when the row gives a day.</summary>
    public Instant? ReceivedAt { get; init; }

    /// <summary>Minor units, above zero.</summary>
    public required long AmountMinor { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>The bill it pays; null for oldest due first.</summary>
    public string? BillId { get; init; }

    /// <summary><c>settled</c>, <c>pending</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    public string? DeclineCode { get; init; }
}
