using System.Text.Json.Serialization;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>What a hold stops.</summary>
public enum HoldScope
{
    /// <summary>Contacts, treatments and state changes.</summary>
    [JsonStringEnumMemberName("all")]
    All,

    /// <summary>Contacts only.</summary>
    [JsonStringEnumMemberName("contact")]
    Contact,

    /// <summary>Treatments only; states go on.</summary>
    [JsonStringEnumMemberName("treatment")]
    Treatment,
}

/// <summary>A stop that somebody placed on the account for local days [from, until).</summary>
public sealed record Hold
{
    /// <summary>Its id, unique within the account.</summary>
    public required string HoldId { get; init; }

    /// <summary>Why, a short label without personal data.</summary>
    public string? Reason { get; init; }

    /// <summary>First local day.</summary>
    public LocalDate From { get; init; }

    /// <summary>Whether the sender left the first day out.</summary>
    public bool FromOmitted { get; init; }

    /// <summary>First local day after it; null for until released.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>What it stops.</summary>
    public HoldScope Scope { get; init; }

    /// <summary>When it was released or ran out; null while it stands.</summary>
    public Instant? ReleasedAt { get; init; }

    /// <summary>Whether it stops anything on a local day.</summary>
    public bool IsActiveOn(LocalDate day) =>
        ReleasedAt is null && From <= day && (Until is null || day < Until);
}
