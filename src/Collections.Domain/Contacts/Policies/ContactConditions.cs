using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>What a cool-down follows.</summary>
public enum CooldownCause
{
    /// <summary>A conversation with the person, whoever began it.</summary>
    Conversation,

    /// <summary>A call that was answered and then dropped for want of an agent.</summary>
    Abandoned,

    /// <summary>A promise to pay was made.</summary>
    PromiseCreated,

    /// <summary>A dispute was opened.</summary>
    DisputeOpen,
}

/// <summary>No contact for a while after something.</summary>
public sealed record CooldownRule
{
    /// <summary>The rule's name, unique in its policy.</summary>
    public required string Rule { get; init; }

    /// <summary>What it follows.</summary>
    public required CooldownCause After { get; init; }

    /// <summary>For so many local days; 0 when it is told in hours.</summary>
    public int Days { get; init; }

    /// <summary>For so many elapsed hours; 0 when it is told in days.</summary>
    public int Hours { get; init; }

    /// <summary>Whether the day of the event is the first of the days; else the day after it is.</summary>
    public bool DayOneIsEventDay { get; init; }

    /// <summary>Whether only contacts about the same account wait, or all of the person.</summary>
    public LimitScope Scope { get; init; }

    /// <summary>The channels that wait; null for all.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>Whether contacts that the person asked for since need not wait.</summary>
    public bool ConsentExempt { get; init; }
}

/// <summary>Contacts that need consent: no word counts as no.</summary>
/// <param name="Channels">The channels; null for all.</param>
/// <param name="Purposes">The purposes; null for all.</param>
public sealed record ConsentRule(IReadOnlyList<string>? Channels, IReadOnlyList<string>? Purposes);

/// <summary>What the debtor must be before somebody else may be contacted.</summary>
public enum DebtorCondition
{
    /// <summary>Cannot be reached.</summary>
    Unreachable,

    /// <summary>Died.</summary>
    Deceased,

    /// <summary>Cannot act for himself.</summary>
    Incapacitated,
}

/// <summary>Contacts with others than the debtor.</summary>
public sealed record ThirdPartyRule
{
    /// <summary>Whether there may be any.</summary>
    public bool Allowed { get; init; } = true;

    /// <summary>Relations that are treated as the debtor himself, for instance <c>guarantor</c>.</summary>
    public IReadOnlyList<string> AsDebtor { get; init; } = [];

    /// <summary>Relations that are never contacted, for instance <c>colleague</c>.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>Most contacts with each of them, ever; null for no limit.</summary>
    public int? ContactsMax { get; init; }

    /// <summary>Only when the debtor is one of these; empty: always.</summary>
    public IReadOnlyList<DebtorCondition> OnlyIf { get; init; } = [];

    /// <summary>Whether they may be told of the debt.</summary>
    public bool MayDiscloseDebt { get; init; }

    /// <summary>Whether one who refuses is left alone.</summary>
    public bool StopOnRefusal { get; init; } = true;
}

/// <summary>How a person opts out.</summary>
/// <param name="Keywords">Words in an answer that are an opt-out, in any case.</param>
/// <param name="HonorWithinDays">By when the law wants it honored, business days; this system honors at once.</param>
/// <param name="ConfirmOnce">Whether one message may confirm it.</param>
/// <param name="ConfirmWithinMinutes">How soon that message has to follow; 0 when none may.</param>
public sealed record OptOutRule(
    IReadOnlyList<string> Keywords, int HonorWithinDays, bool ConfirmOnce, int ConfirmWithinMinutes);

/// <summary>Local days without contacts, both ends included.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="EveryYear">Whether the days come again each year.</param>
/// <param name="Reason">What for, a few words.</param>
public sealed record QuietDate(LocalDate First, LocalDate Last, bool EveryYear, string? Reason)
{
    /// <summary>The last day of the stretch of quiet days that a day is in; null when it is none of them.</summary>
    public LocalDate? LastOf(LocalDate day)
    {
        if (!EveryYear)
        {
            return First <= day && day <= Last ? Last : null;
        }

        // A stretch may begin in the year before.
        return Turn(day, 0) ?? Turn(day, -1);
    }

    private LocalDate? Turn(LocalDate day, int years)
    {
        var first = First.PlusYears(day.Year + years - First.Year);
        var last = first.PlusDays(Period.DaysBetween(First, Last));
        return first <= day && day <= last ? last : null;
    }
}

/// <summary>What has to be said in a contact.</summary>
public sealed record DisclosureRule
{
    /// <summary>That it is recorded.</summary>
    public bool Recording { get; init; }

    /// <summary>That a machine speaks or writes.</summary>
    public bool Ai { get; init; }

    /// <summary>Who calls.</summary>
    public bool Identity { get; init; }

    /// <summary>What the debt is and how it can be contested.</summary>
    public bool Validation { get; init; }

    /// <summary>How to opt out.</summary>
    public bool OptOut { get; init; }

    /// <summary>The words of what has to be said, as policies write them.</summary>
    public IReadOnlyList<string> Words
    {
        get
        {
            var words = new List<string>();
            Say(Recording, "recording");
            Say(Ai, "ai");
            Say(Identity, "identity");
            Say(Validation, "validation");
            Say(OptOut, "optOut");
            return words;

            void Say(bool has, string word)
            {
                if (has)
                {
                    words.Add(word);
                }
            }
        }
    }
}

/// <summary>How many of the answered calls of a campaign may be dropped.</summary>
/// <param name="Percent">Most, in percent of those answered by a person.</param>
/// <param name="Days">Measured over so many days.</param>
public sealed record DropRateRule(decimal Percent, int Days);

/// <summary>How long records have to be kept; null for what the house does anyway.</summary>
/// <param name="RecordsDays">Records of contacts, days.</param>
/// <param name="RecordingsDays">Recordings of calls, days.</param>
public sealed record RetentionRule(int? RecordsDays = null, int? RecordingsDays = null);

/// <summary>How a task dials.</summary>
/// <param name="AttemptsMax">Most attempts.</param>
/// <param name="RetryHours">When, in elapsed hours after the first attempt.</param>
public sealed record AttemptPlan(int AttemptsMax, IReadOnlyList<int> RetryHours);
