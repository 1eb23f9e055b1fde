using System.Text.Json.Serialization;

namespace Collections.Domain.WhatIf;

/// <summary>
/// What a draft of a policy would do to the accounts looked at, beside what the policies in force do to the same
/// accounts at the same instant. Tallies of parts of a portfolio add up to the tally of the whole.
/// </summary>
public sealed record WhatIfTally
{
    /// <summary>No account.</summary>
    public static WhatIfTally Empty { get; } = new();

    /// <summary>Open accounts looked at.</summary>
    public long Accounts { get; init; }

    /// <summary>Accounts among them that follow the policy's version in force; 0 when the name is new.</summary>
    public long FollowLive { get; init; }

    /// <summary>Accounts among them that would follow the draft.</summary>
    public long FollowDraft { get; init; }

    /// <summary>Accounts that would come to the draft from another policy.</summary>
    public long Joining { get; init; }

    /// <summary>Accounts that the draft would leave to another policy.</summary>
    public long Leaving { get; init; }

    /// <summary>
    /// The matrix of states of all accounts that follow one or the other, by (from, to) in ordinal order; accounts
    /// that stay in their state are cells too.
    /// </summary>
    public IReadOnlyList<WhatIfMove> Moves { get; init; } = [];

    /// <summary>Treatments that rules would start now, by (rule, template) in ordinal order.</summary>
    public IReadOnlyList<WhatIfStart> Starts { get; init; } = [];

    /// <summary>
    /// What entered states and first steps would do now, and treatments that would end, by (kind, name) in ordinal
    /// order.
    /// </summary>
    public IReadOnlyList<WhatIfAction> Actions { get; init; } = [];

    /// <summary>Days that accounts spent in each state, of a back-test; by state in ordinal order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WhatIfDays>? Days { get; init; }

    /// <summary>What a back-test read; null for a look at now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BacktestInputs? Inputs { get; init; }
}

/// <summary>Days spent in a state, all accounts together.</summary>
/// <param name="State">The state.</param>
/// <param name="Live">As recorded.</param>
/// <param name="Draft">Under the draft.</param>
public sealed record WhatIfDays(string State, long Live, long Draft);

/// <summary>What a back-test read, so that whoever doubts it can read the same again.</summary>
/// <param name="Decisions">Recorded decisions.</param>
/// <param name="Refused">Facts among them that an account refused under the draft.</param>
/// <param name="Heads">
/// Hex SHA-256 over the chain head of each account as it was read, in the order they were read.
/// </param>
public sealed record BacktestInputs(long Decisions, long Refused, string Heads)
{
    /// <summary>Nothing was read.</summary>
    public static BacktestInputs None { get; } = new(0, 0, new string('0', 64));
}

/// <summary>Accounts in a cell of the matrix.</summary>
/// <param name="From">The state that the policy in force gives.</param>
/// <param name="To">The state that the draft gives.</param>
/// <param name="Accounts">How many accounts.</param>
/// <param name="Samples">
/// The first of them in key order for which something differs; at most <see cref="WhatIfCounting.SamplesMax"/>.
/// </param>
public sealed record WhatIfMove(string From, string To, long Accounts, IReadOnlyList<WhatIfSample> Samples);

/// <summary>Treatments that a rule starts.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Template">The template.</param>
/// <param name="Live">By the policy in force.</param>
/// <param name="Draft">By the draft.</param>
public sealed record WhatIfStart(string Rule, string Template, long Live, long Draft);

/// <summary>Something done to accounts.</summary>
/// <param name="Kind">
/// <c>notice</c>, <c>noticeFailed</c>, <c>task</c>, <c>referral</c>, <c>writeOff</c>, <c>stopService</c>,
/// <c>restoreService</c>, <c>tag</c>, <c>untag</c>, <c>hold</c>, <c>cancelTreatment</c>, <c>holdTreatment</c>.
/// </param>
/// <param name="Name">Which: the notice's template, the task's kind, the tag ...; null where there is no name.</param>
/// <param name="Live">How often by the policy in force.</param>
/// <param name="Draft">How often by the draft.</param>
public sealed record WhatIfAction(string Kind, string? Name, long Live, long Draft);

/// <summary>An account for which the draft makes a difference, with the reasons.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Live">What the policy in force makes of it.</param>
/// <param name="Draft">What the draft makes of it.</param>
public sealed record WhatIfSample(string AccountId, WhatIfSide Live, WhatIfSide Draft);

/// <summary>What a policy makes of an account.</summary>
/// <param name="Policy">The policy it follows.</param>
/// <param name="State">The state; <c>CLEAR</c> when none holds.</param>
/// <param name="Frozen">Whether a hold keeps the state as it stands, whatever the policy says.</param>
/// <param name="States">The policy's states from the most severe down to the first that holds, with reasons.</param>
/// <param name="Starts">Treatments that would start, as <c>rule: template</c>.</param>
public sealed record WhatIfSide(
    string Policy, string State, bool Frozen, IReadOnlyList<WhatIfState> States, IReadOnlyList<string> Starts);

/// <summary>Whether a state holds.</summary>
/// <param name="Name">The state.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Conditions">What its conditions saw.</param>
public sealed record WhatIfState(string Name, bool Holds, IReadOnlyList<WhatIfCondition> Conditions);

/// <summary>What a condition saw.</summary>
/// <param name="Condition">The condition in words.</param>
/// <param name="Saw">The value it saw.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record WhatIfCondition(string Condition, string Saw, bool Holds);
