using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;
using NodaTime;

namespace Collections.Domain.Rules;

/// <summary>What a rule sees of an account's bills; pure.</summary>
internal static class RuleJudge
{
    // Own conditions decide how often they want to be looked at; a careless one must not spin for ever.
    private const int LooksMax = 5_000;

    /// <summary>
    /// The first local day after another on which time alone has changed what some rule takes, whatever was started;
    /// never when it does not.
    /// </summary>
    internal static LocalDate NextTurn(Policy policy, OverdueFacts facts, LocalDate after)
    {
        var day = new AccountDay(facts, policy.Age, after);
        var before = Taken(policy.Rules, day);
        for (var looks = 0; looks < LooksMax; looks++)
        {
            var next = NextCandidate(policy.Rules, day);
            if (next == AgeSpan.Never)
            {
                return AgeSpan.Never;
            }

            day = new AccountDay(facts, policy.Age, next);
            if (!Taken(policy.Rules, day).SetEquals(before))
            {
                return next;
            }
        }

        return day.Today;
    }

    /// <summary>The first later day on which time alone may change what some rule takes; perhaps too early.</summary>
    internal static LocalDate NextCandidate(IReadOnlyList<PolicyRule> rules, in AccountDay day)
    {
        var next = AgeSpan.Never;
        foreach (var rule in rules)
        {
            next = AgeSpan.Earlier(next, rule.When.NextCandidate(day));
            foreach (var bill in day.Facts.Bills)
            {
                next = AgeSpan.Earlier(next, rule.Bills.NextTurn(bill, day));
            }
        }

        return next;
    }

    private static HashSet<(int Rule, string Bill)> Taken(IReadOnlyList<PolicyRule> rules, in AccountDay day)
    {
        var taken = new HashSet<(int, string)>();
        foreach (var rule in rules)
        {
            if (!rule.When.Holds(day))
            {
                continue;
            }

            foreach (var bill in day.Facts.Bills)
            {
                if (rule.Bills.Takes(bill, day))
                {
                    taken.Add((rule.Rank, bill.BillId));
                }
            }
        }

        return taken;
    }
}
