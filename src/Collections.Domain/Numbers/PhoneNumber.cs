using System.Text.Json.Serialization;

namespace Collections.Domain.Numbers;

/// <summary>What kind of line a number belongs to, as far as the numbering plan tells.</summary>
public enum NumberType
{
    /// <summary>The plan does not tell.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>A mobile phone.</summary>
    [JsonStringEnumMemberName("mobile")]
    Mobile,

    /// <summary>A fixed line.</summary>
    [JsonStringEnumMemberName("landline")]
    Landline,

    /// <summary>Either: the plan does not part them (North America).</summary>
    [JsonStringEnumMemberName("landline_or_mobile")]
    LandlineOrMobile,

    /// <summary>Free for the caller.</summary>
    [JsonStringEnumMemberName("toll_free")]
    TollFree,

    /// <summary>Caller and called share the cost (400 in mainland China).</summary>
    [JsonStringEnumMemberName("shared_cost")]
    SharedCost,

    /// <summary>The caller pays extra.</summary>
    [JsonStringEnumMemberName("premium")]
    Premium,

    /// <summary>A short number of a bank, an operator or an authority.</summary>
    [JsonStringEnumMemberName("service")]
    Service,

    /// <summary>Internet telephony, personal numbers, pagers, voice mail.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}

/// <summary>How sure it is that a number can be dialed.</summary>
public enum NumberValidity
{
    /// <summary>The numbering plan has such numbers.</summary>
    [JsonStringEnumMemberName("valid")]
    Valid,

    /// <summary>
    /// Its length is right, yet the plan as shipped knows no such range: perhaps it is newer. It may be dialed.
    /// </summary>
    [JsonStringEnumMemberName("possible")]
    Possible,
}

/// <summary>A phone number in the form of ITU-T E.164, with what its numbering plan says of it.</summary>
public sealed record PhoneNumber
{
    /// <summary>The number: a plus sign, the calling code and the national number. It is personal data.</summary>
    public required string E164 { get; init; }

    /// <summary>The country calling code without plus sign, 1 to 3 digits.</summary>
    public required string CallingCode { get; init; }

    /// <summary>The national number without trunk prefix.</summary>
    public required string National { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code of the region; <c>001</c> for a code of no region.</summary>
    public required string Region { get; init; }

    /// <summary>The kind of line.</summary>
    public required NumberType Type { get; init; }

    /// <summary>How sure that is.</summary>
    public required NumberValidity Validity { get; init; }

    /// <summary>
    /// The IANA zones it may be in, sorted; several where an area code spans a border of zones. Empty for numbers that
    /// belong to no place (toll-free, premium, short).
    /// </summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    /// <summary>What is dialed after the answer; null for nothing.</summary>
    public string? Extension { get; init; }
}

/// <summary>What was read: a number, or why there is none.</summary>
/// <param name="Number">The number; null when the text is none that could be dialed.</param>
/// <param name="Fault">One of <see cref="NumberFaults"/>; null when there is a number.</param>
public readonly record struct PhoneReading(PhoneNumber? Number, string? Fault);

/// <summary>Why a text is no phone number; stable snake_case codes.</summary>
public static class NumberFaults
{
    /// <summary>There are letters or signs in it, or no digits.</summary>
    public const string NotANumber = "not_a_number";

    /// <summary>It is written as within a country, and nothing tells which.</summary>
    public const string CountryUnknown = "country_unknown";

    /// <summary>No country has that calling code.</summary>
    public const string CallingCodeUnknown = "calling_code_unknown";

    /// <summary>It has too few digits.</summary>
    public const string TooShort = "too_short";

    /// <summary>It has too many digits.</summary>
    public const string TooLong = "too_long";

    /// <summary>The numbering plan cannot have such a number (an area code that does not exist).</summary>
    public const string NotAssigned = "not_assigned";
}
