using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// How each event changes the account. Arithmetic only: what to do was decided when the event was made.
/// </summary>
public static class Fold
{
    /// <summary>The state after an event.</summary>
    /// <param name="account">The state before.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="at">When.</param>
    /// <exception cref="BrokenInvariantException">The event is unknown, or does not fit the state.</exception>
    public static Account Evolve(Account account, AccountEvent happened, Instant at)
    {
        var after = Profile(account, happened)
            ?? Marks(account, happened, at)
            ?? Judgement(account, happened)
            ?? FoldArchive.Evolve(account, happened)
            ?? FoldBills.Evolve(account, happened, at)
            ?? FoldMoney.Evolve(account, happened, at)
            ?? TaskWatch.Evolve(account, happened)
            ?? FoldTreatments.Evolve(account, happened, at)
            ?? throw Invariant.Unreachable($"The account does not know the event {happened}.");
        after = FoldTreatments.Forget(after, happened);
        return after.AsOf == at ? after : after with { AsOf = at };
    }

    private static Account? Profile(Account account, AccountEvent happened) => happened switch
    {
        AccountEvent.Created e => account with { Phase = AccountPhase.Open, Profile = e.Profile },
        AccountEvent.Updated e => account with { Profile = e.Profile, RetiredRefs = e.Retired },
        AccountEvent.ParentChanged => account with { ParentDebt = null },
        AccountEvent.ParentDebtChanged e => account with { ParentDebt = e.Debt },
        AccountEvent.ChildAnnounced e => account with { Children = Sorted.Add(account.Children, e.ChildId) },
        AccountEvent.ChildWithdrawn e => account with { Children = Sorted.Remove(account.Children, e.ChildId) },
        AccountEvent.DebtShared => account with { },
        _ => null,
    };

    private static Account? Marks(Account account, AccountEvent happened, Instant at)
    {
        switch (happened)
        {
            case AccountEvent.TagAdded e:
                return account with { Tags = Sorted.Add(account.Tags, e.Tag) };
            case AccountEvent.TagRemoved e:
                return account with { Tags = Sorted.Remove(account.Tags, e.Tag) };
            case AccountEvent.HoldPlaced e:
                return account with { Holds = account.Holds.Add(e.Hold) };
            case AccountEvent.HoldReleased e:
                var index = account.Holds.IndexOf(hold => hold.HoldId == e.HoldId);
                Invariant.Require(index >= 0, "A released hold was placed.");
                return account with
                {
                    Holds = account.Holds.With(index, account.Holds[index] with { ReleasedAt = at }),
                };
            default:
                return null;
        }
    }

    private static Account? Judgement(Account account, AccountEvent happened) => happened switch
    {
        AccountEvent.OverdueChanged e => account with
        {
            Overdue = new OverdueStanding(
                e.To, e.Since, e.Policy, e.Version, e.Blocks, e.Message, e.CancelServices),
        },
        AccountEvent.BucketChanged e => FoldBills.Change(account, e.BillId, bill => bill with { Bucket = e.To }),
        AccountEvent.Imported e => account with
        {
            ReviewPending = account.ReviewPending < e.ReviewFrom ? account.ReviewPending : e.ReviewFrom,
        },
        AccountEvent.Reviewed => account with { ReviewPending = null },
        _ => null,
    };
}
