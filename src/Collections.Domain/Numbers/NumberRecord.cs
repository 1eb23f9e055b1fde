using System.Text.Json.Serialization;
using Collections.Domain.Contacts;
using NodaTime;

namespace Collections.Domain.Numbers;

/// <summary>What is known of whether somebody can be reached over a number.</summary>
public enum NumberState
{
    /// <summary>Nothing in particular.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>A person answered.</summary>
    [JsonStringEnumMemberName("reachable")]
    Reachable,

    /// <summary>Out of service; for a rest, because it often comes back.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended,

    /// <summary>Nobody has the number.</summary>
    [JsonStringEnumMemberName("vacant")]
    Vacant,

    /// <summary>Out of service again and again, or a person said so.</summary>
    [JsonStringEnumMemberName("invalid")]
    Invalid,

    /// <summary>It is no number that could be dialed.</summary>
    [JsonStringEnumMemberName("bad_format")]
    BadFormat,

    /// <summary>It takes no calls.</summary>
    [JsonStringEnumMemberName("barred")]
    Barred,
}

/// <summary>A contact over the number, as its limits count it.</summary>
/// <param name="Mark">The contact; its result is null while it is not known.</param>
/// <param name="Attempt">Which try of the contact it was, from 1.</param>
public sealed record NumberMark(ContactMark Mark, int Attempt);

/// <summary>How calls of one local hour went.</summary>
/// <param name="Hour">The hour, 0 to 23.</param>
/// <param name="Attempts">Calls begun in it.</param>
/// <param name="Connected">Those that somebody or something took.</param>
public sealed record HourCount(int Hour, int Attempts, int Connected);

/// <summary>
/// The state of a <c>number</c> entity: what calls over one number have taught. Its id is the number's keyed hash; the
/// number itself stands nowhere here.
/// </summary>
public sealed record NumberRecord
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = NumberMessages.NumberKind;

    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>Contacts remembered for the limits; while more may count the number defers.</summary>
    public const int MarksMax = 300;

    /// <summary>Accounts remembered.</summary>
    public const int AccountsMax = 20;

    /// <summary>Bounds of the score, both ways.</summary>
    public const int ScoreMax = 20;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The number's keyed hash.</summary>
    public required string Id { get; init; }

    /// <summary>Whether anything was ever heard of it.</summary>
    public bool Known { get; init; }

    /// <summary>What is known of it.</summary>
    public NumberState State { get; init; }

    /// <summary>Since when; null while nothing is known.</summary>
    public Instant? Since { get; init; }

    /// <summary>It is so before this instant only; null until it is restored or something else is learned.</summary>
    public Instant? Until { get; init; }

    /// <summary>Whether only a person can restore it.</summary>
    public bool Permanent { get; init; }

    /// <summary>Marks such as <c>FAX</c>, <c>BARRED</c>, <c>NO_SMS</c>; sorted.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>The outcome of the latest call that told something; null before the first.</summary>
    public string? LastOutcome { get; init; }

    /// <summary>How often that outcome came in a row.</summary>
    public int InARow { get; init; }

    /// <summary>When the latest call ended; null before the first.</summary>
    public Instant? LastAt { get; init; }

    /// <summary>How promising the number is: rises with answers, falls with refusals.</summary>
    public int Score { get; init; }

    /// <summary>Calls by local hour, ascending; hours without calls are left out.</summary>
    public IReadOnlyList<HourCount> Hours { get; init; } = [];

    /// <summary>Contacts that limits look back on, oldest first.</summary>
    public IReadOnlyList<NumberMark> Marks { get; init; } = [];

    /// <summary>Contacts up to then were forgotten for want of room; null when none was.</summary>
    public Instant? MarksFrom { get; init; }

    /// <summary>Accounts about which it was used, the latest last.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];
}
