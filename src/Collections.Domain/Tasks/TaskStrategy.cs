using System.Text.Json.Serialization;

namespace Collections.Domain.Tasks;

/// <summary>From which instant the retry hours of a strategy count.</summary>
public enum RetryFrom
{
    /// <summary>All from the first attempt: 0, 24, 72 is at once, a day later, three days later.</summary>
    [JsonStringEnumMemberName("first")]
    First,

    /// <summary>Each from the attempt before: gaps.</summary>
    [JsonStringEnumMemberName("previous")]
    Previous,
}

/// <summary>The days on which a strategy dials.</summary>
public enum DialDays
{
    /// <summary>Every day.</summary>
    [JsonStringEnumMemberName("ALL")]
    All,

    /// <summary>Workdays of the calendar.</summary>
    [JsonStringEnumMemberName("WORKDAY")]
    Workday,
}

/// <summary>
/// When and how often a task is attempted. A strategy narrows what the contact gate allows and never widens it.
/// </summary>
public sealed record TaskStrategy
{
    /// <summary>Most attempts that a strategy may ask for; it is the hard cap of dials, too.</summary>
    public const int AttemptsMax = 10;

    /// <summary>The retry hours of a strategy that names none.</summary>
    public static readonly IReadOnlyList<int> StandardRetryHours = [0, 24, 72];

    /// <summary>IANA zone of the windows; null for the account's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Local hours <c>HH:mm-HH:mm</c>, half-open, without overlaps; empty for any.</summary>
    public IReadOnlyList<string> Window { get; init; } = [];

    /// <summary>The days of the windows.</summary>
    public DialDays Days { get; init; }

    /// <summary>The calendar that knows the workdays; null for Monday to Friday.</summary>
    public string? Calendar { get; init; }

    /// <summary>How many attempts the task has, 1 to <see cref="AttemptsMax"/>.</summary>
    public int MaxAttempts { get; init; } = StandardRetryHours.Count;

    /// <summary>
    /// When attempts fall due, elapsed hours, not falling when they count from the first attempt. Attempts beyond the
    /// list follow at its last gap, or after a day.
    /// </summary>
    public IReadOnlyList<int> RetryHours { get; init; } = StandardRetryHours;

    /// <summary>From when the hours count.</summary>
    public RetryFrom RetryFrom { get; init; }

    /// <summary>The aging buckets in which the account is dialled; empty for any. Judged when it is dialled.</summary>
    public IReadOnlyList<string> AgingBuckets { get; init; } = [];

    /// <summary>
    /// The smallest balance, minor units of <see cref="Currency"/>, that is dialled for; null for any. Judged when it
    /// is dialled.
    /// </summary>
    public long? MinAmountMinor { get; init; }

    /// <summary>
    /// The greatest balance, inclusive, minor units of <see cref="Currency"/>, that is dialled for; null for any.
    /// Judged when it is dialled.
    /// </summary>
    public long? MaxAmountMinor { get; init; }

    /// <summary>
    /// ISO 4217 code of the amounts: an account in another currency is not dialled, for nobody can say which is more.
    /// Null without amounts; with amounts of before it was kept, the tenant's.
    /// </summary>
    public string? Currency { get; init; }

    /// <summary>Grade, rating, region and hours of those dialled; null for everybody.</summary>
    public CustomerFilter? Customers { get; init; }

    /// <summary>
    /// Other delays than the table's, by outcome: ISO 8601 durations, the n-th after the n-th dial in a row.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> OutcomeDelays { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The message that follows an unanswered call, once per task; null for none.</summary>
    public FallbackMessage? Fallback { get; init; }
}

/// <summary>A message sent when nobody could be reached by phone.</summary>
/// <param name="Channel">The channel: <c>sms</c>, <c>wecom</c>, <c>email</c>.</param>
/// <param name="Template">What is said; it may hold a payment link.</param>
public sealed record FallbackMessage(string Channel, string Template);
