using Collections.Domain.Overdue.Conditions;
using NodaTime;

namespace Collections.Domain.Overdue;

/// <summary>A change of the overdue state that time alone will bring.</summary>
/// <param name="Day">The local day from whose start on the other state holds.</param>
/// <param name="State">The state then; null for CLEAR.</param>
public sealed record StateChange(LocalDate Day, PolicyState? State);

/// <summary>Whether a state holds, and why.</summary>
/// <param name="State">The state.</param>
/// <param name="Holds">Whether its condition holds; the account is in the first one that does.</param>
/// <param name="Conditions">What each leaf of its condition saw; empty for a condition that always holds.</param>
public sealed record StateFinding(PolicyState State, bool Holds, IReadOnlyList<ConditionFinding> Conditions);

/// <summary>
/// Judges the overdue state of an account: a pure function of policy, facts and local day, without memory of the state
/// before. The first state whose condition holds is the account's, most severe first; null is CLEAR.
/// </summary>
public static class StateJudge
{
    // Own conditions decide how often they want to be looked at; a careless one must not spin for ever.
    private const int LooksMax = 50_000;

    /// <summary>The state on a local day; null for CLEAR.</summary>
    public static PolicyState? Judge(Policy policy, OverdueFacts facts, LocalDate today)
    {
        var states = policy.States;
        return states.Count == 0 ? null : Judge(states, new AccountDay(facts, policy.Age, today));
    }

    /// <summary>
    /// For every state, most severe first, whether it holds on a local day and what its conditions saw.
    /// </summary>
    public static IReadOnlyList<StateFinding> Explain(Policy policy, OverdueFacts facts, LocalDate today)
    {
        var day = new AccountDay(facts, policy.Age, today);
        var findings = new List<StateFinding>(policy.States.Count);
        foreach (var state in policy.States)
        {
            var conditions = new List<ConditionFinding>();
            state.When.Explain(day, conditions);
            findings.Add(new StateFinding(state, state.When.Holds(day), conditions));
        }

        return findings;
    }

    /// <summary>
    /// The exact first local day after <paramref name="after"/> on which time alone gives another state than the one on
    /// <paramref name="after"/>; null when it never does. Looks only at days on which some condition may turn over.
    /// </summary>
    public static StateChange? NextChange(Policy policy, OverdueFacts facts, LocalDate after)
    {
        var states = policy.States;
        if (states.Count == 0)
        {
            return null;
        }

        var day = new AccountDay(facts, policy.Age, after);
        var before = Judge(states, day);
        for (var looks = 0; looks < LooksMax; looks++)
        {
            var next = NextCandidate(states, day);
            if (next == AgeSpan.Never)
            {
                return null;
            }

            day = new AccountDay(facts, policy.Age, next);
            var state = Judge(states, day);
            if (!ReferenceEquals(state, before))
            {
                return new StateChange(next, state);
            }
        }

        // Looking again on that day is right whatever the answer will be; it just was not worth looking further.
        return new StateChange(day.Today, before);
    }

    private static PolicyState? Judge(IReadOnlyList<PolicyState> states, in AccountDay day)
    {
        for (var i = 0; i < states.Count; i++)
        {
            if (states[i].When.Holds(day))
            {
                return states[i];
            }
        }

        return null;
    }

    private static LocalDate NextCandidate(IReadOnlyList<PolicyState> states, in AccountDay day)
    {
        var next = AgeSpan.Never;
        for (var i = 0; i < states.Count; i++)
        {
            next = AgeSpan.Earlier(next, states[i].When.NextCandidate(day));
        }

        return next;
    }
}
