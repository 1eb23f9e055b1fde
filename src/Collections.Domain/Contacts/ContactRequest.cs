using System.Text.Json.Serialization;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// What a contact is for; later rules treat advance reminders more gently than notices of overdue debt.
/// </summary>
public enum ContactPurpose
{
    /// <summary>A notice of a debt that is overdue, or of what follows from it.</summary>
    [JsonStringEnumMemberName("notice")]
    Notice,

    /// <summary>A reminder of a bill that is not yet overdue.</summary>
    [JsonStringEnumMemberName("reminder")]
    Reminder,
}

/// <summary>A contact that somebody wishes for: what is to be said to whom, as of when. No personal value.</summary>
public sealed record ContactRequest
{
    /// <summary>Its id, unique within the tenant; the same id again changes nothing, whatever stands in it.</summary>
    public required string NoticeId { get; init; }

    /// <summary>The account that asks and that is told the outcome.</summary>
    public required string AccountId { get; init; }

    /// <summary>The channel: <c>email</c>, <c>sms</c>, <c>phone</c>, <c>wecom</c> ...</summary>
    public required string Channel { get; init; }

    /// <summary>The name of the template.</summary>
    public required string Template { get; init; }

    /// <summary>BCP 47 tag of the language to be written in; the template may fall back.</summary>
    public required string Locale { get; init; }

    /// <summary>IANA zone in which the hours of the contact are judged.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The number or address, sealed.</summary>
    public required PersonalRef To { get; init; }

    /// <summary>The name to be used in the text, sealed; null for none.</summary>
    public PersonalRef? Name { get; init; }

    /// <summary>The instant at which the contact fell due; earlier than its arrival after an outage.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>What it is for.</summary>
    public ContactPurpose Purpose { get; init; }

    /// <summary>
    /// What it is one of, for instance the treatment or the bill it reminds of: of a series, a contact whose day has
    /// passed is dropped when a later one is due. Null for the template's name. Series of different accounts never mix.
    /// </summary>
    public string? Series { get; init; }

    /// <summary>IANA zone of the person's address; null when unknown.</summary>
    public string? AddressZone { get; init; }

    /// <summary>IANA zones of the number; empty when unknown.</summary>
    public IReadOnlyList<string> NumberZones { get; init; } = [];

    /// <summary>The number: a keyed hash; null for what is no number.</summary>
    public string? NumberId { get; init; }

    /// <summary>Windows the person prefers, <c>HH:mm-HH:mm</c>; they narrow and never widen.</summary>
    public IReadOnlyList<string> Preferred { get; init; } = [];

    /// <summary>What of the account its contact policy is chosen by; null: nothing is known.</summary>
    public ContactSegment? Segment { get; init; }

    /// <summary>The campaign it belongs to; null for none.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The institution collected for; null for none in particular.</summary>
    public string? InstitutionId { get; init; }

    /// <summary>What the gate is asked.</summary>
    internal ContactQuery Query => new(Channel, TimeZone, AccountId)
    {
        ContactId = NoticeId,
        AddressZone = AddressZone,
        NumberZones = NumberZones,
        NumberId = NumberId,
        Preferred = Preferred,
        Segment = Segment ?? ContactSegment.Any,
        CampaignId = CampaignId,
        InstitutionId = InstitutionId,
        Purpose = Purpose == ContactPurpose.Reminder ? "reminder" : "notice",
    };

    /// <summary>What the text may say.</summary>
    public NoticeFacts Data { get; init; } = new();
}
