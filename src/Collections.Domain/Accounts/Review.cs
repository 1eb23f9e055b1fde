using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Domain.Reminders;
using Collections.Domain.Rules;
using Collections.Domain.Treatments;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// A look at the account on a local day: bills that crossed an aging boundary, the overdue state that the policy gives
/// now, what its rules start, which steps and reminders are due. It runs after every change and at every instant at
/// which time alone changes one of them.
/// </summary>
internal static class Review
{
    // Each turn settles what the one before brought about; policies that never settle are cut off here.
    private const int TurnsMax = 16;

    /// <summary>Books what the look finds; nothing when everything stands as announced.</summary>
    public static void Run(Look look)
    {
        int before;
        var turns = 0;
        do
        {
            before = look.EventCount;
            CrossedBoundaries(look);
            if (!IsFrozen(look.Account, look.Today))
            {
                Judge(look);
            }

            Treat(look);
            Services.RestoreIfPaid(look);
        }
        while (look.EventCount > before && ++turns < TurnsMax);

        TaskWatch.Run(look);
        if (look.Account.ReviewPending is { } pending && pending <= look.Booking.Context.At)
        {
            look.Book(new AccountEvent.Reviewed());
        }
    }

    /// <summary>Rules, treatments and reminders; an account that its parent pays for has none.</summary>
    private static void Treat(Look look)
    {
        if (look.Account.PayingParent is not null)
        {
            Ending.CancelAll(look, "delegated");
            return;
        }

        Ending.ReopenReversed(look);
        Ending.CancelSettled(look);
        Ruling.Evaluate(look);
        Running.Run(look);
        Reminding.Remind(look);
    }

    /// <summary>Books another state; entering one does what the policy says.</summary>
    private static void Judge(Look look)
    {
        if (StateChange(look.Account, look.Today, look.Version, look.Facts) is not { } change)
        {
            return;
        }

        look.Book(change);
        if (change.From == change.To || !look.Entered.Add(change.To))
        {
            return;
        }

        var state = look.Policy.States.FirstOrDefault(each => each.Name == change.To);
        foreach (var action in state?.OnEnter ?? [])
        {
            Acting.Perform(look, action, new ActionCause(State: change.To), CountedBills(look));
        }
    }

    private static Items<string> CountedBills(Look look) =>
    [
        .. look.Account.Bills
            .Where(bill => look.Policy.Age.Counts(bill.Aged(), look.Today))
            .Select(bill => bill.BillId),
    ];

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
            account.Profile!.Segmentation ?? Segmentation.None, Currency.Of(account.Profile.Currency));

    private static void CrossedBoundaries(Look look)
    {
        foreach (var bill in look.Account.Bills)
        {
            if (bill.OutstandingMinor <= 0)
            {
                continue;
            }

            var days = Math.Max(0, Period.DaysBetween(bill.Terms.DueDate, look.Today));
            var bucket = look.Configuration.Buckets.NameOf(days);
            var before = bill.Bucket ?? AgingBuckets.CurrentName;
            if (bucket != before)
            {
                look.Book(new AccountEvent.BucketChanged(bill.BillId, before, bucket, days));
            }
        }
    }

    private static AccountEvent.OverdueChanged? StateChange(
        Account account, LocalDate today, PolicyVersion version, OverdueFacts facts)
    {
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
