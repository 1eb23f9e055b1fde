using Collections.Domain.Contacts;
using NodaTime;

namespace Collections.Domain.Callers;

/// <summary>
/// The state of a <c>caller</c> entity: a number of the tenant's own that may be shown to those called. It stands in
/// clear: it is nobody's personal number, and everybody called sees it.
/// </summary>
public sealed record CallerNumber
{
    /// <summary>The kind of these entities; the id is the number's E.164 form without its plus.</summary>
    public const string Kind = CallerSeam.Kind;

    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The number: E.164 without its plus.</summary>
    public required string Id { get; init; }

    /// <summary>How it was verified; null while it is not.</summary>
    public CallerVerification? Verification { get; init; }
}

/// <summary>How a number was verified to be the tenant's own.</summary>
/// <param name="Source">What shows it, a code: <c>carrier_letter</c>, <c>contract</c>, <c>test_call</c> ...</param>
/// <param name="At">When it was verified first without a break.</param>
/// <param name="By">The principal who says so.</param>
/// <param name="Until">It may be shown before this instant only; null for ever.</param>
public sealed record CallerVerification(string Source, Instant At, string By, Instant? Until);
