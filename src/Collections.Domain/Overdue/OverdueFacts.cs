using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Overdue;

/// <summary>
/// Everything about an account that a policy may look at on a day: the seam between the books (Accounts) and the rules
/// (Overdue). For an account paid by its parent, <see cref="Bills"/> are the parent's, everything else is its own.
/// </summary>
public sealed record OverdueFacts
{
    /// <summary>The account's currency: totals are compared in its major units.</summary>
    public required Currency Currency { get; init; }

    /// <summary>
    /// All committed bills with an outstanding amount other than zero (a credit bill's is negative), any order.
    /// </summary>
    public required IReadOnlyList<AgedBill> Bills { get; init; }

    /// <summary>The account's tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The credit rating; null when none was given.</summary>
    public int? CreditRating { get; init; }

    /// <summary>Characteristics of the account and of all its service agreements.</summary>
    public IReadOnlyList<Characteristic> Characteristics { get; init; } = [];

    /// <summary>One entry per service agreement: whether it is active.</summary>
    public IReadOnlyList<bool> Agreements { get; init; } = [];

    /// <summary>Decline code of the latest failed payment, unless a later one settled.</summary>
    public string? LastPaymentFailure { get; init; }

    /// <summary>Local days on which a promise was broken.</summary>
    public IReadOnlyList<LocalDate> PromisesBrokenOn { get; init; } = [];

    /// <summary>Where the account belongs.</summary>
    public Segmentation Segmentation { get; init; } = Segmentation.None;
}

/// <summary>One bill as ageing sees it. Amounts are minor units of the account's currency.</summary>
/// <param name="BillId">The bill.</param>
/// <param name="IssuedOn">Local day of issue.</param>
/// <param name="DueDate">Local due day.</param>
/// <param name="TotalMinor">The bill's amount after adjustments; negative for a credit bill.</param>
/// <param name="OutstandingMinor">What is still open, disputed part included.</param>
/// <param name="DisputedMinor">The disputed part of it; never counted.</param>
/// <param name="PostponedUntil">Not counted on days before this one; null when not postponed.</param>
public sealed record AgedBill(
    string BillId,
    LocalDate IssuedOn,
    LocalDate DueDate,
    long TotalMinor,
    long OutstandingMinor,
    long DisputedMinor,
    LocalDate? PostponedUntil);

/// <summary>A dated mark on an account or service agreement, e.g. ARRANGEMENT = BROKEN from a day on.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Value">Its value.</param>
/// <param name="From">Effective from this local day on.</param>
public sealed record Characteristic(string Type, string Value, LocalDate From);

/// <summary>The dimensions by which policies are assigned and conditions select.</summary>
public sealed record Segmentation
{
    /// <summary>Nothing is known.</summary>
    public static Segmentation None { get; } = new();

    /// <summary>Collection class, e.g. RES.</summary>
    public string? CollectionClass { get; init; }

    /// <summary>Division.</summary>
    public string? Division { get; init; }

    /// <summary>Customer grade.</summary>
    public string? Tier { get; init; }

    /// <summary>Region.</summary>
    public string? Region { get; init; }

    /// <summary>Industry.</summary>
    public string? Industry { get; init; }

    /// <summary>Segment.</summary>
    public string? Segment { get; init; }
}
