using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;
using Collections.Domain.Treatments;
using NodaTime;

namespace Collections.Domain.Rules;

/// <summary>
/// Looks at the rules in their order and starts what they hit. A look happens after every change that a rule can see
/// and at every day on which time alone changes one; in between, what a stopping rule left over stays left over.
/// </summary>
internal static class Ruling
{
    /// <summary>Looks at the rules, if it is time to.</summary>
    internal static void Evaluate(Look look)
    {
        DropMarks(look);
        if (look.Policy.Rules.Count == 0 || !IsDue(look) || look.IsHeld(HoldScope.Treatment, HoldScope.All))
        {
            return;
        }

        look.RulesLookedAt = look.EventCount;
        var day = new AccountDay(look.Facts, look.Policy.Age, look.Today);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in look.Policy.Rules)
        {
            if (!rule.When.Holds(day))
            {
                continue;
            }

            var candidates = Candidates(look.Account, look.Policy.Name, rule, day);
            candidates.RemoveAll(bill => taken.Contains(bill.BillId));
            if (candidates.Count == 0 || !Starting.Start(look, rule, candidates))
            {
                continue;
            }

            look.RulesLookedAt = look.EventCount;
            taken.UnionWith(candidates.Select(bill => bill.BillId));
            if (rule.Stop)
            {
                look.RulesStopped = true;
                return;
            }
        }
    }

    /// <summary>The bills a rule would take, whatever other rules take in the same look.</summary>
    internal static List<AgedBill> Candidates(Account account, string policy, PolicyRule rule, in AccountDay day)
    {
        var candidates = new List<AgedBill>();
        foreach (var bill in day.Facts.Bills)
        {
            if (rule.Bills.Takes(bill, day) && WhyNot(account, policy, rule, bill.BillId) is null)
            {
                candidates.Add(bill);
            }
        }

        return candidates;
    }

    /// <summary>Why a rule may not have a bill that it would take; null when it may.</summary>
    internal static string? WhyNot(Account account, string policy, PolicyRule rule, string billId)
    {
        if (account.RuleMarks.Contains(new RuleMark(policy, rule.Name, billId)))
        {
            return "the rule has started for it";
        }

        foreach (var treatment in account.Treatments)
        {
            if (treatment.IsOpen && !rule.Replace && treatment.Treats(billId))
            {
                return $"under treatment {treatment.Template}";
            }
        }

        return null;
    }

    /// <summary>The first later day on which time alone may let a rule hit; never too late.</summary>
    internal static LocalDate NextCandidate(Account account, PolicyVersionKey key, OverdueFacts facts, LocalDate after)
    {
        var policy = key.Policy;
        if (policy.Rules.Count == 0)
        {
            return AgeSpan.Never;
        }

        return IsOver(account, key, facts, after)
            ? RuleJudge.NextCandidate(policy.Rules, new AccountDay(facts, policy.Age, after))
            : RuleJudge.NextTurn(policy, facts, account.LastHit!.On);
    }

    private static bool IsDue(Look look)
    {
        if (look.RulesStopped)
        {
            return false;
        }

        return HasChanged(look)
            || (look.RulesLookedAt is null
                && IsOver(
                    look.Account, new PolicyVersionKey(look.Policy, look.Version.Version), look.Facts, look.Today));
    }

    private static bool HasChanged(Look look)
    {
        for (var i = look.RulesLookedAt ?? 0; i < look.EventCount; i++)
        {
            if (IsChange(look, look.EventAt(i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the look of the last hit is history: another is taken without any change.</summary>
    private static bool IsOver(Account account, PolicyVersionKey key, OverdueFacts facts, LocalDate today) =>
        account.LastHit is not { } hit
        || hit.Policy != key.Policy.Name
        || hit.PolicyVersion != key.Version
        || RuleJudge.NextTurn(key.Policy, facts, hit.On) <= today;

    /// <summary>Whether a rule could see it; what was merely sent, or started in this decision, it cannot.</summary>
    private static bool IsChange(Look look, AccountEvent happened) => happened switch
    {
        AccountEvent.TreatmentCompleted e => !StartedNow(look, e.TreatmentId),
        AccountEvent.TreatmentCancelled e => !StartedNow(look, e.TreatmentId),
        AccountEvent.TreatmentStarted
            or AccountEvent.TreatmentHeld
            or AccountEvent.TreatmentResumed
            or AccountEvent.TreatmentReopened
            or AccountEvent.StepActivated
            or AccountEvent.StepCompleted
            or AccountEvent.StepCancelled
            or AccountEvent.StepSkipped
            or AccountEvent.RulesDropped
            or AccountEvent.NoticeRequested
            or AccountEvent.NoticeSent
            or AccountEvent.NoticeFailed
            or AccountEvent.TaskRequested
            or AccountEvent.TaskLinked
            or AccountEvent.TaskUnlinked
            or AccountEvent.TaskDuplicate
            or AccountEvent.TaskTold
            or AccountEvent.ReferralRequested
            or AccountEvent.ServiceStopRequested
            or AccountEvent.ServiceRestoreRequested
            or AccountEvent.ReminderRequested
            or AccountEvent.OverdueChanged
            or AccountEvent.BucketChanged
            or AccountEvent.DebtShared
            or AccountEvent.ChildAnnounced
            or AccountEvent.ChildWithdrawn
            or AccountEvent.ItemsArchived
            or AccountEvent.ItemsRestored
            or AccountEvent.Reviewed => false,
        _ => true,
    };

    private static bool StartedNow(Look look, string treatmentId)
    {
        for (var i = 0; i < look.EventCount; i++)
        {
            if (look.EventAt(i) is AccountEvent.TreatmentStarted e && e.Treatment.TreatmentId == treatmentId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Rules that the account no longer follows start anew should it ever follow them again.</summary>
    private static void DropMarks(Look look)
    {
        if (look.Account.RuleMarks.Count == 0)
        {
            return;
        }

        var names = look.Policy.Rules.Select(rule => rule.Name).ToHashSet(StringComparer.Ordinal);
        var dropped = look.Account.RuleMarks
            .Where(mark => mark.Policy != look.Policy.Name || !names.Contains(mark.Rule))
            .ToItems();
        if (dropped.Count > 0)
        {
            look.Book(new AccountEvent.RulesDropped(dropped));
        }
    }
}

/// <summary>A policy and its version.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Version">Its version.</param>
internal readonly record struct PolicyVersionKey(Policy Policy, int Version);
