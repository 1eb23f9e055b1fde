using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;
using NodaTime;

namespace Collections.Domain.WhatIf;

/// <summary>Why an account is in a state: what the policy's conditions see of it.</summary>
internal static class WhatIfReasons
{
    /// <summary>The reasons at an instant, and what was started.</summary>
    public static WhatIfSide Of(Account account, Policy policy, WhatIfOutcome outcome, Instant at)
    {
        var today = Review.DayOf(account, at);
        var states = new List<WhatIfState>();
        foreach (var finding in StateJudge.Explain(policy, AccountFacts.Of(account), today))
        {
            states.Add(new WhatIfState(finding.State.Name, finding.Holds, [.. finding.Conditions.Select(Condition)]));
            if (finding.Holds)
            {
                break;
            }
        }

        return new WhatIfSide(
            policy.Name,
            outcome.State,
            Review.IsFrozen(account, today),
            states,
            [.. outcome.Starts.Select(start => $"{start.Rule}: {start.Template}")]);
    }

    private static WhatIfCondition Condition(ConditionFinding finding) =>
        new(finding.Condition, finding.Saw, finding.Holds);
}
