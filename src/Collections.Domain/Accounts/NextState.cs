using Collections.Domain.Overdue;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// The next change of an account's state that time alone brings, holds that freeze the state included. Pure.
/// </summary>
public static class NextState
{
    // Every look is a day on which something turns over; a hundred of them without another state are years.
    private const int LooksMax = 500;

    /// <summary>The day and the state; null when time alone never changes it.</summary>
    /// <param name="account">An open account.</param>
    /// <param name="policy">The policy it follows.</param>
    /// <param name="today">Its local day.</param>
    /// <param name="state">The state it is in today.</param>
    public static StateChange? Of(Account account, Policy policy, LocalDate today, string state)
    {
        var facts = AccountFacts.Of(account);
        var day = today;
        for (var looks = 0; looks < LooksMax; looks++)
        {
            var next = Review.IsFrozen(account, day)
                ? EndOfFreeze(account, day)
                : StateJudge.NextChange(policy, facts, day)?.Day;
            if (next is not { } turn)
            {
                return null;
            }

            day = turn;
            if (Review.IsFrozen(account, day))
            {
                continue;
            }

            var judged = StateJudge.Judge(policy, facts, day);
            if ((judged?.Name ?? PolicyState.ClearName) != state)
            {
                return new StateChange(day, judged);
            }
        }

        return null;
    }

    /// <summary>The first day on which none of today's holds stands; null while one of them has no end.</summary>
    private static LocalDate? EndOfFreeze(Account account, LocalDate day)
    {
        LocalDate? end = day;
        foreach (var hold in account.Holds)
        {
            if (hold.Scope == HoldScope.All && hold.IsActiveOn(day))
            {
                end = end is { } known && hold.Until is { } until ? LocalDate.Max(known, until) : null;
            }
        }

        return end;
    }
}
