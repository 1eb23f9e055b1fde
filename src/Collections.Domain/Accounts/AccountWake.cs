using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// The exact next instant at which time alone changes something about an account: the start of the first local day
/// after its last event on which a bill crosses an aging boundary, the policy gives another state, a hold runs out or a
/// periodic review is due. Nothing polls; an account that does not change on a day costs nothing on that day.
/// </summary>
internal static class AccountWake
{
    /// <summary>The next wake-up under a configuration, or null.</summary>
    public static Instant? Next(Account account, TenantConfiguration configuration)
    {
        if (account.Phase != AccountPhase.Open)
        {
            return null;
        }

        if (account.ReviewPending is { } pending)
        {
            return pending;
        }

        var after = Review.DayOf(account, account.AsOf);
        var day = Earliest(
            Earliest(
                NextBoundary(account, after, configuration.Buckets), NextJudgement(account, after, configuration)),
            TaskWatch.NextDay(account, after));
        var look = day is { } next ? LocalDays.StartOf(next, Review.Zone(account)) : (Instant?)null;
        var known = Books.NextWake(account) is { } books && (look is null || books < look) ? books : look;
        return TreatmentWake.Next(account, configuration, known) ?? known;
    }

    /// <summary>
    /// The first local day after one on which the policy gives another state; null when it never does.
    /// </summary>
    public static StateChange? NextChange(Account account, LocalDate after, TenantConfiguration configuration) =>
        StateJudge.NextChange(Review.PolicyOf(account, configuration).Policy, AccountFacts.Of(account), after);

    private static LocalDate? NextBoundary(Account account, LocalDate after, AgingBuckets buckets)
    {
        LocalDate? next = null;
        foreach (var bill in account.Bills)
        {
            if (bill.OutstandingMinor > 0)
            {
                next = Earliest(next, buckets.NextBoundary(bill.Terms.DueDate, after));
            }
        }

        return next;
    }

    private static LocalDate? NextJudgement(Account account, LocalDate after, TenantConfiguration configuration)
    {
        var policy = Review.PolicyOf(account, configuration).Policy;
        var facts = AccountFacts.Of(account);
        var next = Earliest(
            StateJudge.NextChange(policy, facts, after)?.Day, NextPeriodicReview(account, policy, facts, after));

        // While a hold freezes the state nothing is judged; its end is a day of its own.
        return next is { } day && Review.IsFrozen(account, day) ? null : next;
    }

    private static LocalDate? NextPeriodicReview(Account account, Policy policy, OverdueFacts facts, LocalDate after)
    {
        var state = policy.States.FirstOrDefault(s => s.Name == account.Overdue?.State);
        var every = state is not null ? state.ReviewEvery : facts.Bills.Count > 0 ? policy.ReviewEvery : null;
        return every is { } span ? Positive(span.AddTo(after), after) : null;
    }

    private static LocalDate? Positive(LocalDate day, LocalDate after) =>
        day > after && day != AgeSpan.Never ? day : null;

    private static LocalDate? Earliest(LocalDate? left, LocalDate? right) => (left, right) switch
    {
        (null, _) => right,
        (_, null) => left,
        ({ } l, { } r) => l < r ? l : r,
    };
}
