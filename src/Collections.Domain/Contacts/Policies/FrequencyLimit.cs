using System.Text.Json.Serialization;

namespace Collections.Domain.Contacts;

/// <summary>What a limit counts.</summary>
public enum ContactMetric
{
    /// <summary>Every try to reach somebody by voice or in person, answered or not.</summary>
    [JsonStringEnumMemberName("ATTEMPT")]
    Attempt,

    /// <summary>Tries that were put through: a person, a machine or a forwarding took the call.</summary>
    [JsonStringEnumMemberName("CONNECTED")]
    Connected,

    /// <summary>Conversations with a person, whoever began them.</summary>
    [JsonStringEnumMemberName("CONVERSATION")]
    Conversation,

    /// <summary>Written messages.</summary>
    [JsonStringEnumMemberName("MESSAGE")]
    Message,
}

/// <summary>Which contacts a limit adds up.</summary>
public enum LimitScope
{
    /// <summary>All contacts of the person, whatever they are about.</summary>
    [JsonStringEnumMemberName("PERSON")]
    Person,

    /// <summary>The contacts of the person about one account.</summary>
    [JsonStringEnumMemberName("PERSON_DEBT")]
    PersonDebt,

    /// <summary>All contacts over one number, whoever they were meant for.</summary>
    [JsonStringEnumMemberName("NUMBER")]
    Number,

    /// <summary>The contacts of the person for one institution, those of its agencies included.</summary>
    [JsonStringEnumMemberName("INSTITUTION")]
    Institution,
}

/// <summary>How the stretch of time that a limit looks back on is cut.</summary>
public enum WindowUnit
{
    /// <summary>That many minutes back from the instant: a contact exactly so long ago is out.</summary>
    [JsonStringEnumMemberName("ROLLING_MINUTES")]
    RollingMinutes,

    /// <summary>That many elapsed hours back from the instant: a contact exactly so long ago is out.</summary>
    [JsonStringEnumMemberName("ROLLING")]
    RollingHours,

    /// <summary>That many local days, today included.</summary>
    [JsonStringEnumMemberName("CALENDAR_DAYS")]
    CalendarDays,

    /// <summary>That many local weeks from Monday, this one included.</summary>
    [JsonStringEnumMemberName("CAL_WEEK")]
    CalendarWeeks,

    /// <summary>That many local months, this one included.</summary>
    [JsonStringEnumMemberName("CAL_MONTH")]
    CalendarMonths,
}

/// <summary>How far back a limit looks.</summary>
/// <param name="Unit">How time is cut.</param>
/// <param name="Count">How many of the unit, at least one; at most <see cref="DaysMax"/> days together.</param>
public sealed record LimitWindow(WindowUnit Unit, int Count)
{
    /// <summary>Longest look back, in days; older contacts are forgotten.</summary>
    public const int DaysMax = 93;
}

/// <summary>At most so many contacts of a kind in a stretch of time.</summary>
public sealed record FrequencyLimit
{
    /// <summary>The rule's name, as findings show it; unique in its policy.</summary>
    public required string Rule { get; init; }

    /// <summary>What is counted.</summary>
    public required ContactMetric Metric { get; init; }

    /// <summary>Which contacts are added up.</summary>
    public LimitScope Scope { get; init; }

    /// <summary>The channels whose contacts count and are limited; null for all that the metric knows.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>How far back is counted.</summary>
    public required LimitWindow Window { get; init; }

    /// <summary>Most contacts in the window; 0 forbids.</summary>
    public required int Limit { get; init; }

    /// <summary>Outcomes that do not count, by their canonical names.</summary>
    public IReadOnlyList<string> ExcludeOutcomes { get; init; } = [];

    /// <summary>Whether contacts that the person asked for shortly before neither count nor are limited.</summary>
    public bool ConsentExempt { get; init; }

    /// <summary>Whether conversations that the person began do not count; those of other metrics never do.</summary>
    public bool OutboundOnly { get; init; }
}
