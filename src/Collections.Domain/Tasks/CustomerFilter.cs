using System.Text.Json.Serialization;

namespace Collections.Domain.Tasks;

/// <summary>
/// Which customers a strategy dials, beside bucket and amount; every part that is given must hold. Judged when a task
/// is claimed, on the account as it then is.
/// </summary>
public sealed record CustomerFilter
{
    /// <summary>Customer grades, as the accounts' <c>tier</c>; empty for any. No grade is none of them.</summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];

    /// <summary>Regions; empty for any. An account without one is in none of them.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The lowest credit rating, inclusive; null for any. Who has no rating does not meet it.</summary>
    public int? CreditRatingMin { get; init; }

    /// <summary>The highest credit rating, inclusive; null for any. Who has no rating does not meet it.</summary>
    public int? CreditRatingMax { get; init; }

    /// <summary>
    /// Local hours <c>HH:mm-HH:mm</c>, half-open, one of which must overlap hours that the customer prefers; empty for
    /// any. Who prefers none can be called in each.
    /// </summary>
    public IReadOnlyList<string> TimeSlots { get; init; } = [];

    /// <summary>Whether it leaves everybody in.</summary>
    [JsonIgnore]
    public bool IsEmpty =>
        Tiers.Count == 0 && Regions.Count == 0 && TimeSlots.Count == 0
        && CreditRatingMin is null && CreditRatingMax is null;
}

/// <summary>What of an account a strategy's customer filter looks at.</summary>
/// <param name="Tier">Customer grade; null when not known.</param>
/// <param name="Region">Region; null when not known.</param>
/// <param name="CreditRating">Credit rating; null when not known.</param>
/// <param name="PreferredHours">Local hours <c>HH:mm-HH:mm</c> that the customer prefers; empty for none.</param>
public sealed record CustomerTraits(
    string? Tier, string? Region, int? CreditRating, IReadOnlyList<string> PreferredHours);
