using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>How payments, credits and their allocations change the account.</summary>
internal static class FoldMoney
{
    /// <summary>The state after a money event; null when the event is none.</summary>
    public static Account? Evolve(Account account, AccountEvent happened, Instant at) => happened switch
    {
        AccountEvent.PaymentPending e => Put(account, Payment(e.Payment, PaymentStatus.Pending), at),
        AccountEvent.PaymentFailed e => Failed(Put(account, Payment(e.Payment, PaymentStatus.Failed), at), e.Payment),
        AccountEvent.PaymentSettled e => Settled(account, e, at),
        AccountEvent.PaymentReversed e => Reversed(account, e, at),
        AccountEvent.CreditAdded e => Cover(Put(account, Credit(e, at), at), e.Allocations),
        AccountEvent.CreditApplied e => Apply(account, e.Shares, at),
        _ => null,
    };

    /// <summary>The state after money that covered bills went back to its sources.</summary>
    public static Account Release(Account account, Items<Share> shares, Instant at)
    {
        foreach (var share in shares)
        {
            var taken = new Allocation(share.BillId, share.AmountMinor, share.Recovered);
            account = Uncover(account, taken);
            account = Change(account, (share.Kind, share.SourceId), at, source => Take(source, taken) with
            {
                UnappliedMinor = source.UnappliedMinor + share.AmountMinor,
            });
        }

        return account;
    }

    /// <summary>What was recovered on a bill counts as ordinary payment once its write-off is reversed.</summary>
    public static Account RecoveriesBecomePayments(Account account, string billId)
    {
        for (var i = 0; i < account.Sources.Count; i++)
        {
            var source = account.Sources[i];
            if (source.Allocations.IndexOf(each => each.BillId == billId && each.Recovered) >= 0)
            {
                var allocations = source.Allocations
                    .Select(each => each.BillId == billId ? each with { Recovered = false } : each)
                    .ToItems();
                account = account with
                {
                    Sources = account.Sources.With(i, source with { Allocations = allocations }),
                };
            }
        }

        return account;
    }

    private static FundingSource Payment(PaymentTerms terms, PaymentStatus status) =>
        new()
        {
            Kind = FundingKind.Payment,
            Id = terms.PaymentId,
            AmountMinor = terms.AmountMinor,
            Status = status,
            Terms = terms,
        };

    private static FundingSource Credit(AccountEvent.CreditAdded e, Instant at) =>
        new()
        {
            Kind = FundingKind.Credit,
            Id = e.CreditId,
            AmountMinor = e.AmountMinor,
            GrantedAt = at,
            Allocations = e.Allocations,
            UnappliedMinor = e.UnappliedMinor,
        };

    private static Account Settled(Account account, AccountEvent.PaymentSettled e, Instant at)
    {
        var payment = Payment(e.Payment, PaymentStatus.Settled) with
        {
            Allocations = e.Allocations,
            UnappliedMinor = e.UnappliedMinor,
        };
        var received = e.Payment.ReceivedAt;
        account = Cover(Put(account, payment, at), e.Allocations);
        return account with
        {
            LastFailure = account.LastFailure is { } failure && failure.ReceivedAt > received ? failure : null,
            LastSettledAt = account.LastSettledAt > received ? account.LastSettledAt : received,
        };
    }

    private static Account Failed(Account account, PaymentTerms terms) =>
        account.LastSettledAt > terms.ReceivedAt || account.LastFailure?.ReceivedAt > terms.ReceivedAt
            ? account
            : account with { LastFailure = new PaymentFailure(terms.DeclineCode, terms.ReceivedAt) };

    private static Account Reversed(Account account, AccountEvent.PaymentReversed e, Instant at)
    {
        foreach (var taken in e.Released)
        {
            account = Uncover(account, taken);
            account = Change(account, (FundingKind.Payment, e.PaymentId), at, source => Take(source, taken));
        }

        return Change(account, (FundingKind.Payment, e.PaymentId), at, source => source with
        {
            UnappliedMinor = source.UnappliedMinor - e.FromUnappliedMinor,
            ReversedMinor = source.ReversedMinor + e.Reversal.AmountMinor,
            Reversals = source.Reversals.Add(e.Reversal),
        });
    }

    private static Account Apply(Account account, Items<Share> shares, Instant at)
    {
        foreach (var share in shares)
        {
            var given = new Allocation(share.BillId, share.AmountMinor, share.Recovered);
            account = Change(account, (share.Kind, share.SourceId), at, source => source with
            {
                UnappliedMinor = source.UnappliedMinor - share.AmountMinor,
                Allocations = source.Allocations.Add(given),
            });
            account = Cover(account, [given]);
        }

        return account;
    }

    private static Account Cover(Account account, Items<Allocation> allocations)
    {
        foreach (var given in allocations)
        {
            account = FoldBills.Change(account, given.BillId, bill => given.Recovered
                ? bill with { RecoveredMinor = bill.RecoveredMinor + given.AmountMinor }
                : bill with { PaidMinor = bill.PaidMinor + given.AmountMinor });
        }

        return account;
    }

    private static Account Uncover(Account account, Allocation taken) =>
        Cover(account, [taken with { AmountMinor = -taken.AmountMinor }]);

    private static FundingSource Take(FundingSource source, Allocation taken)
    {
        // The last allocation to that bill is the one that shrinks: money goes back in reverse order.
        for (var i = source.Allocations.Count - 1; i >= 0; i--)
        {
            var each = source.Allocations[i];
            if (each.BillId == taken.BillId && each.Recovered == taken.Recovered)
            {
                Invariant.Require(each.AmountMinor >= taken.AmountMinor, "Only what was allocated is taken back.");
                var left = each.AmountMinor - taken.AmountMinor;
                return source with
                {
                    Allocations = left == 0
                        ? source.Allocations.Without(i)
                        : source.Allocations.With(i, each with { AmountMinor = left }),
                };
            }
        }

        throw Invariant.Unreachable("Only what was allocated is taken back.");
    }

    private static Account Put(Account account, FundingSource source, Instant at)
    {
        source = Stamped(source, at);
        var index = account.SourceIndex(source.Kind, source.Id);
        return account with
        {
            Sources = index < 0 ? account.Sources.Add(source) : account.Sources.With(index, source),
        };
    }

    private static Account Change(
        Account account, (FundingKind Kind, string Id) which, Instant at, Func<FundingSource, FundingSource> change)
    {
        var index = account.SourceIndex(which.Kind, which.Id);
        Invariant.Require(index >= 0, "Money that moves has its source in the state.");
        return account with { Sources = account.Sources.With(index, Stamped(change(account.Sources[index]), at)) };
    }

    private static FundingSource Stamped(FundingSource source, Instant at)
    {
        var closed = source.Status == PaymentStatus.Failed
            || (source.Status == PaymentStatus.Settled && source.UnappliedMinor == 0);
        return source with { ClosedAt = closed ? source.ClosedAt ?? at : null };
    }
}
