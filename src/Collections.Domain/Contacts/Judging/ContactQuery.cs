using Collections.Domain.Lists;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>A contact that somebody thinks of.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="TimeZone">IANA zone of the account: what counts where no zone of address or number is known.</param>
/// <param name="AccountId">The account it would be about; null asks about the person only, without holds.</param>
public sealed record ContactQuery(string Channel, string TimeZone, string? AccountId = null)
{
    /// <summary>The contact itself, when it is on record already: it does not count against itself.</summary>
    public string? ContactId { get; init; }

    /// <summary>IANA zone of the person's address; null when unknown.</summary>
    public string? AddressZone { get; init; }

    /// <summary>IANA zones of the number called; empty when unknown.</summary>
    public IReadOnlyList<string> NumberZones { get; init; } = [];

    /// <summary>Windows the person prefers (<c>HH:mm-HH:mm</c>, local); they narrow and never widen.</summary>
    public IReadOnlyList<string> Preferred { get; init; } = [];

    /// <summary>Whose contact policy applies.</summary>
    public ContactSegment Segment { get; init; } = ContactSegment.Any;

    /// <summary>What it is for: <c>notice</c>, <c>reminder</c> or another word of the tenant's policies.</summary>
    public string Purpose { get; init; } = "notice";

    /// <summary>The number it would go over: a keyed hash; null for none.</summary>
    public string? NumberId { get; init; }

    /// <summary>
    /// Whether the channel reaches a number and nobody knows which, so that no list can be looked at; null for not.
    /// </summary>
    public bool? NumberMissing { get; init; }

    /// <summary>
    /// The consent by which the person agreed to other hours than usual, where it stands at the instant asked about.
    /// </summary>
    internal Consent? HoursAgreed { get; init; }

    /// <summary>The address of what is no number, which lists may name: a keyed hash; null for none.</summary>
    public string? PointId { get; init; }

    /// <summary>The campaign it belongs to; null for none.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The institution collected for; null for none in particular.</summary>
    public string? InstitutionId { get; init; }

    /// <summary>What is known of the number; null when nothing was looked up.</summary>
    public NumberFacts? Number { get; init; }

    /// <summary>The third party who would be contacted; null for the debtor.</summary>
    public string? ThirdPartyId { get; init; }

    /// <summary>
    /// The campaign's dropped calls of those answered, percent; null for calls that are not predicted.
    /// </summary>
    public decimal? DropPercent { get; init; }

    /// <summary>
    /// The number that is shown to who is called, see <see cref="CallerSeam"/>; null when nobody says.
    /// </summary>
    public string? CallerId { get; init; }

    /// <summary>Whether that number may be shown; null when nothing was looked up.</summary>
    public bool? CallerVerified { get; init; }

    /// <summary>Whether the number's own entity has to be asked and has allowed it.</summary>
    public NumberAnswer? NumberAnswer { get; init; }
}

/// <summary>What is known of a number when a contact over it is judged.</summary>
/// <param name="Status">Its state word; null when nothing is on record.</param>
/// <param name="Flags">Its flags, without their prefix.</param>
/// <param name="Lists">The lists of those who must not be contacted that it stands on.</param>
public sealed record NumberFacts(string? Status, IReadOnlyList<string> Flags, IReadOnlyList<string> Lists)
{
    /// <summary>Its places on lists of all kinds, whoever they bind.</summary>
    public IReadOnlyList<Listing> Places { get; init; } = [];

    /// <summary>The lists that stop a contact.</summary>
    internal IReadOnlyList<string> Stopping(ContactQuery query, Instant at) =>
    [
        .. Lists,
        .. ListJudge.Binding(Places, new ListQuery(query.Channel, query.InstitutionId, query.CampaignId), at)
            .Where(place => place.Terms.Kind != ListKind.White)
            .Select(place => place.List),
    ];
}
