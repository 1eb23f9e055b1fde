using Collections.Domain.Configuration;
using NodaTime;

namespace Collections.Domain.Contacts;

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

/// <summary>A stretch of time [From, Until) in which contacts are legal without a break.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Until">
/// The first instant after it; some days later, or the end of time, when it never ends.
/// </param>
public sealed record LegalStretch(Instant From, Instant Until);

/// <summary>
/// When contacts are legal by the contact policy in force: hours and quiet dates, nothing of the person.
/// </summary>
public static class LegalTime
{
    // Each round passes a stretch of quiet days; a year has no more.
    private const int RoundsMax = 400;

    /// <summary>
    /// The first legal stretch that ends after an instant, cut to begin at that instant when it is legal. Null when
    /// there is none within a year, or when a zone, calendar or window is unknown: then nothing is legal.
    /// </summary>
    /// <param name="configuration">The configuration in force.</param>
    /// <param name="query">The contact.</param>
    /// <param name="at">The instant.</param>
    public static LegalStretch? Next(TenantConfiguration configuration, LegalQuery query, Instant at) => Next(
        configuration,
        new ContactQuery(query.Channel, query.TimeZone)
        {
            AddressZone = query.AddressZone,
            NumberZones = query.NumberZones,
            Preferred = query.Preferred,
            Segment = query.Segment,
        },
        at);

    /// <summary>The same for a contact as the gate knows it.</summary>
    internal static LegalStretch? Next(TenantConfiguration configuration, ContactQuery query, Instant at)
    {
        var policy = configuration.ContactPolicyFor(query.Segment).Policy;
        var hours = LegalHours.Of(policy, query, configuration);
        if (hours.Fault is not null)
        {
            return null;
        }

        for (var rounds = 0; rounds < RoundsMax && hours.Next(at) is { } stretch; rounds++)
        {
            if (QuietRule.EndOf(policy, query, configuration, stretch.From) is not { } end)
            {
                return stretch;
            }

            at = end;
        }

        return null;
    }
}
