using System.Text.Json.Serialization;

namespace Collections.Domain.Outcomes;

/// <summary>What a dial with this outcome does to the attempts that a task has.</summary>
public enum AttemptRule
{
    /// <summary>It uses up one attempt.</summary>
    Counts,

    /// <summary>It uses up the attempt only when the fast retries of the slot are used up as well.</summary>
    AfterFastRetries,

    /// <summary>No more attempts on this number; an alternate number goes on with the attempts that are left.</summary>
    EndsNumber,

    /// <summary>It uses up nothing: the person called noticed nothing of it.</summary>
    Free,
}

/// <summary>Whether a call counts against the caps of US Regulation F, 12 CFR 1006.14(b).</summary>
public enum RegFRule
{
    /// <summary>It counts.</summary>
    Counts,

    /// <summary>It does not: the call was not connected.</summary>
    NotCounted,

    /// <summary>The regulation does not say; the contact policy does. Counted when it is silent.</summary>
    Policy,
}

/// <summary>
/// One row of the canonical table of call outcomes: what carriers and dial engines say in many dialects, and what
/// follows from it.
/// </summary>
public sealed record CallOutcome
{
    /// <summary>The canonical code, upper case: <c>NO_ANSWER</c>.</summary>
    public required string Code { get; init; }

    /// <summary>For a person, in English.</summary>
    public required string Name { get; init; }

    /// <summary>For a person, in Chinese.</summary>
    public required string Chinese { get; init; }

    /// <summary>Whether it uses up an attempt.</summary>
    public required AttemptRule Attempt { get; init; }

    /// <summary>Whether it counts under Regulation F.</summary>
    public required RegFRule RegF { get; init; }

    /// <summary>Whether somebody or something answered.</summary>
    public bool Connected { get; init; }

    /// <summary>Whether a person was spoken to.</summary>
    public bool Conversation { get; init; }

    /// <summary>Whether a message to the same number may follow when nobody answered.</summary>
    public bool Fallback { get; init; }

    /// <summary>When to try again unless the strategy says otherwise; null leaves it to the schedule.</summary>
    public RedialRule Redial { get; init; } = new();

    /// <summary>What it tells about the number.</summary>
    public NumberEffect Number { get; init; } = new();

    /// <summary>So many of it in a row need a person's review and suggest the DNC list; 0 for never.</summary>
    public int ReviewAfter { get; init; }

    /// <summary>
    /// Whether the caller id must not be used until somebody has looked. It is never exchanged for another by itself:
    /// that would be evading the carrier's block.
    /// </summary>
    public bool PausesCallerId { get; init; }

    /// <summary>The severity of the alert it raises; null for none.</summary>
    public string? Alert { get; init; }

    /// <summary>Other words for it that reports of people use.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The codes by which dialects name it, by dialect.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Vendor { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Whether a dial with it uses up something at all.</summary>
    [JsonIgnore]
    public bool IsAttempt => Attempt != AttemptRule.Free;
}

/// <summary>What an outcome tells about the number called.</summary>
public sealed record NumberEffect
{
    /// <summary>
    /// The state it comes to: <c>reachable</c>, <c>suspended</c>, <c>vacant</c>, <c>bad_format</c>; null for none.
    /// </summary>
    public string? State { get; init; }

    /// <summary>Whether only a person can restore the number.</summary>
    public bool Permanent { get; init; }

    /// <summary>So many in a row make the number <c>invalid</c>; 0 for never.</summary>
    public int InvalidAfter { get; init; }

    /// <summary>For how many days it is then invalid.</summary>
    public int InvalidDays { get; init; }

    /// <summary>A mark on the number: <c>FAX</c>, <c>BARRED</c>; null for none.</summary>
    public string? Flag { get; init; }

    /// <summary>What it adds to the number's score.</summary>
    public int Score { get; init; }
}
