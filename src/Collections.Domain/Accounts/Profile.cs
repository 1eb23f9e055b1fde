using Collections.Domain.Overdue;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>Who the account is: everything <c>PUT /accounts/{id}</c> replaces, but the tags.</summary>
public sealed record Profile
{
    /// <summary>
    /// The customer: the person that contact rules protect. The account's own id when none was given.
    /// </summary>
    public required string CustomerId { get; init; }

    /// <summary>The name, by reference; null when none was given.</summary>
    public PersonalRef? Name { get; init; }

    /// <summary>ISO 4217 code; fixed once a bill exists.</summary>
    public required string Currency { get; init; }

    /// <summary>IANA zone: the account's days are days of this zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>BCP 47 language tag of notices.</summary>
    public required string Locale { get; init; }

    /// <summary>Collection class, division, tier, region, industry, segment; null when none was given.</summary>
    public Segmentation? Segmentation { get; init; }

    /// <summary>Credit rating; null when none was given.</summary>
    public int? CreditRating { get; init; }

    /// <summary>The account above this one; null when there is none.</summary>
    public string? ParentId { get; init; }

    /// <summary>Whether the parent pays: then states are judged by the parent's bills.</summary>
    public bool PaidByParent { get; init; }

    /// <summary>Where the customer can be reached.</summary>
    public Items<Contact> Contacts { get; init; }

    /// <summary>
    /// Local times of day <c>HH:mm-HH:mm</c> in which the customer prefers contact; narrows the legal window, never
    /// widens it. Empty for no preference.
    /// </summary>
    public Items<string> PreferredTimeWindow { get; init; }

    /// <summary>Dated marks of the account.</summary>
    public Items<Characteristic> Characteristics { get; init; }

    /// <summary>Service agreements.</summary>
    public Items<ServiceAgreement> ServiceAgreements { get; init; }
}

/// <summary>A point of contact.</summary>
/// <param name="Kind"><c>phone</c>, <c>email</c>, <c>wecom</c> ...</param>
/// <param name="Value">The number or address, by reference.</param>
/// <param name="Role">Whose it is or what it is for; null when not said.</param>
public sealed record Contact(string Kind, PersonalRef Value, string? Role)
{
    /// <summary>
    /// IANA zones that the number may be in, by its numbering plan; empty for what is no number or belongs to no place.
    /// </summary>
    public Items<string> Zones { get; init; }
}

/// <summary>A service the account pays for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">What kind of service; null when not said.</param>
/// <param name="Active">Whether the service runs.</param>
/// <param name="Characteristics">Its dated marks.</param>
public sealed record ServiceAgreement(string Id, string? Type, bool Active, Items<Characteristic> Characteristics);
