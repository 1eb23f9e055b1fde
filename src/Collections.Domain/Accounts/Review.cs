using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// A look at the account on a local day: bills that crossed an aging boundary, the overdue state that the policy gives
/// now. It runs after every change and at every instant at which time alone changes one of them.
/// </summary>
internal static class Review
{
    /// <summary>What the look finds, as events in order; none when everything stands as announced.</summary>
    public static List<AccountEvent> Of(Account account, Instant at, TenantConfiguration configuration)
    {
        var events = new List<AccountEvent>();
        if (account.Phase != AccountPhase.Open)
        {
            return events;
        }

        var today = DayOf(account, at);
        CrossedBoundaries(account, today, configuration.Buckets, events);
        if (!IsFrozen(account, today) && StateChange(account, today, configuration) is { } change)
        {
            events.Add(change);
        }

        if (account.ReviewPending is { } pending && pending <= at)
        {
            events.Add(new AccountEvent.Reviewed());
        }

        return events;
    }

    /// <summary>The account's local day of an instant.</summary>
    public static LocalDate DayOf(Account account, Instant at) => LocalDays.DayOf(at, Zone(account));

    /// <summary>The account's zone.</summary>
    public static DateTimeZone Zone(Account account) => LocalDays.Zone(account.Profile!.TimeZone);

    /// <summary>Whether a hold of scope <c>all</c> keeps the state as it stands.</summary>
    public static bool IsFrozen(Account account, LocalDate today)
    {
        foreach (var hold in account.Holds)
        {
            if (hold.Scope == HoldScope.All && hold.IsActiveOn(today))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The version of the policy that the account follows.</summary>
    public static PolicyVersion PolicyOf(Account account, TenantConfiguration configuration) =>
        configuration.PolicyFor(
            account.Profile!.Segmentation ?? AccountFacts.NoSegmentation, Currency.Of(account.Profile.Currency));

    private static void CrossedBoundaries(
        Account account, LocalDate today, AgingBuckets buckets, List<AccountEvent> events)
    {
        foreach (var bill in account.Bills)
        {
            if (bill.OutstandingMinor <= 0)
            {
                continue;
            }

            var days = Math.Max(0, Period.DaysBetween(bill.Terms.DueDate, today));
            var bucket = buckets.NameOf(days);
            var before = bill.Bucket ?? AgingBuckets.CurrentName;
            if (bucket != before)
            {
                events.Add(new AccountEvent.BucketChanged(bill.BillId, before, bucket, days));
            }
        }
    }

    private static AccountEvent.OverdueChanged? StateChange(
        Account account, LocalDate today, TenantConfiguration configuration)
    {
        var version = PolicyOf(account, configuration);
        var facts = AccountFacts.Of(account);
        var state = StateJudge.Judge(version.Policy, facts, today);
        var before = account.Overdue;
        var from = before?.State ?? PolicyState.ClearName;
        var to = state?.Name ?? PolicyState.ClearName;
        if (from == to && SaysTheSame(before, state))
        {
            return null;
        }

        return new AccountEvent.OverdueChanged(
            from,
            to,
            version.Policy.Name,
            version.Version,
            from == to ? before?.Since : today,
            state is null ? [] : Reasons(version.Policy, facts, today, state),
            state?.BlockNames.ToItems() ?? [],
            state?.Message,
            CancelWord(state));
    }

    private static bool SaysTheSame(OverdueStanding? before, PolicyState? state) =>
        state is null
        || (before is not null
            && before.Message == state.Message
            && before.CancelServices == CancelWord(state)
            && before.Blocks.Span.SequenceEqual(state.BlockNames.ToArray()));

    private static string? CancelWord(PolicyState? state) => state?.CancelServices switch
    {
        null or CancelServices.None => null,
        CancelServices.Immediate => "immediate",
        CancelServices.EndOfTerm => "endOfTerm",
        _ => throw Invariant.Unreachable("Every way to cancel services has a word."),
    };

    private static Items<string> Reasons(Policy policy, OverdueFacts facts, LocalDate today, PolicyState state) =>
        StateJudge.Explain(policy, facts, today)[state.Rank].Conditions
            .Where(condition => condition.Holds)
            .Select(condition => $"{condition.Condition} (saw {condition.Saw})")
            .ToItems();
}
