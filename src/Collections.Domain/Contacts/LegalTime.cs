using Collections.Domain.Configuration;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>A contact whose legal hours are asked for; nothing of it is personal.</summary>
public sealed record LegalQuery
{
    /// <summary>The channel: <c>phone</c>, <c>sms</c>, <c>email</c> ...</summary>
    public required string Channel { get; init; }

    /// <summary>IANA zone of the account: what counts where no other zone is known.</summary>
    public required string TimeZone { get; init; }

    /// <summary>IANA zone of the person's address; null when unknown.</summary>
    public string? AddressZone { get; init; }

    /// <summary>IANA zones of the number called; empty when unknown.</summary>
    public IReadOnlyList<string> NumberZones { get; init; } = [];

    /// <summary>Windows the person prefers (<c>HH:mm-HH:mm</c>, local); they narrow and never widen.</summary>
    public IReadOnlyList<string> Preferred { get; init; } = [];

    /// <summary>Whose contact policy applies.</summary>
    public ContactSegment Segment { get; init; } = ContactSegment.Any;
}

/// <summary>What of an account a contact policy is chosen by.</summary>
/// <param name="Currency">ISO 4217 code; null when unknown.</param>
/// <param name="CollectionClass">Collection class; null for none.</param>
/// <param name="Division">Division; null for none.</param>
/// <param name="Region">Region; null for none.</param>
public sealed record ContactSegment(
    string? Currency = null, string? CollectionClass = null, string? Division = null, string? Region = null)
{
    /// <summary>Nothing known: the policy <c>default</c>, or one that looks at nothing.</summary>
    public static ContactSegment Any { get; } = new();
}

/// <summary>A stretch of time [From, Until) in which contacts are legal without a break.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The first instant after it; <see cref="Instant.MaxValue"/> when it never ends.</param>
public sealed record LegalStretch(Instant From, Instant Until);

/// <summary>When contacts are legal by the contact policy in force.</summary>
public static class LegalTime
{
    /// <summary>
    /// The first legal stretch that ends after an instant, cut to begin at that instant when it is legal. Null when
    /// there is none within a year, or when a zone is unknown: then nothing is legal.
    /// </summary>
    /// <param name="configuration">The configuration in force.</param>
    /// <param name="query">The contact.</param>
    /// <param name="at">The instant.</param>
    public static LegalStretch? Next(TenantConfiguration configuration, LegalQuery query, Instant at)
    {
        if (Collections.Kernel.LocalDays.ZoneOrNull(query.TimeZone) is not { } zone)
        {
            return null;
        }

        var opens = ContactWindow.Standard.NextOpen(at, zone);
        return new LegalStretch(opens, ContactWindow.Standard.NextClosed(opens, zone));
    }
}
