using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;
using NodaTime;

namespace Collections.Domain.Rules;

/// <summary>Why a rule hits or not, were the rules looked at on a day.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Outcome">
/// <c>hits</c>; <c>when</c> (its condition is false), <c>no_candidates</c>, <c>stopped</c> (a rule before it ended the
/// look), <c>held</c> (a hold stops treatments), <c>delegated</c> (the parent pays).
/// </param>
/// <param name="Conditions">What each leaf of its condition saw; empty when it has none.</param>
/// <param name="Bills">Every open bill.</param>
public sealed record RuleFinding(
    string Rule, string Outcome, IReadOnlyList<ConditionFinding> Conditions, IReadOnlyList<RuleBillFinding> Bills);

/// <summary>Whether a rule takes a bill.</summary>
/// <param name="BillId">The bill.</param>
/// <param name="WhyNot">Why it leaves it; null when it takes it.</param>
public sealed record RuleBillFinding(string BillId, string? WhyNot);

/// <summary>Explains the rules of an account's policy, without the tolerances of their treatments; pure.</summary>
public static class RuleExplanation
{
    /// <summary>A finding for every rule, in the order of the policy.</summary>
    /// <param name="account">An open account.</param>
    /// <param name="policy">The policy it follows.</param>
    /// <param name="today">Its local day.</param>
    public static IReadOnlyList<RuleFinding> Of(Account account, Policy policy, LocalDate today)
    {
        var day = new AccountDay(OwnFacts(account), policy.Age, today);
        var findings = new List<RuleFinding>(policy.Rules.Count);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var barred = Barred(account, today);
        foreach (var rule in policy.Rules)
        {
            var bills = new List<RuleBillFinding>();
            foreach (var bill in day.Facts.Bills)
            {
                var why = rule.Bills.WhyNot(bill, day)
                    ?? Ruling.WhyNot(account, policy.Name, rule, bill.BillId)
                    ?? (taken.Contains(bill.BillId) ? "a rule before takes it" : null);
                bills.Add(new RuleBillFinding(bill.BillId, why));
            }

            var outcome = barred ?? OutcomeOf(rule, day, bills);
            if (outcome == "hits")
            {
                taken.UnionWith(bills.Where(bill => bill.WhyNot is null).Select(bill => bill.BillId));
                barred = rule.Stop ? "stopped" : null;
            }

            findings.Add(new RuleFinding(rule.Name, outcome, Conditions(rule, day), bills));
        }

        return findings;
    }

    private static string OutcomeOf(PolicyRule rule, in AccountDay day, List<RuleBillFinding> bills) =>
        !rule.When.Holds(day) ? "when" : bills.Exists(bill => bill.WhyNot is null) ? "hits" : "no_candidates";

    private static List<ConditionFinding> Conditions(PolicyRule rule, in AccountDay day)
    {
        var conditions = new List<ConditionFinding>();
        rule.When.Explain(day, conditions);
        return conditions;
    }

    private static string? Barred(Account account, LocalDate today) =>
        account.PayingParent is not null ? "delegated"
        : account.Holds.Any(hold => hold.Scope != HoldScope.Contact && hold.IsActiveOn(today)) ? "held"
        : null;

    private static OverdueFacts OwnFacts(Account account) =>
        AccountFacts.Of(account) with { Bills = AccountFacts.OpenBills(account) };
}
