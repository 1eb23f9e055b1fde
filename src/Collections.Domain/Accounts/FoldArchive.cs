namespace Collections.Domain.Accounts;

/// <summary>How items leave the state for the archive and come back.</summary>
internal static class FoldArchive
{
    /// <summary>The state after an archive event; null when the event is none.</summary>
    public static Account? Evolve(Account account, AccountEvent happened) => happened switch
    {
        AccountEvent.ItemsArchived e => Archived(account, e),
        AccountEvent.ItemsRestored e => Restored(account, e),
        _ => null,
    };

    private static Account Archived(Account account, AccountEvent.ItemsArchived e)
    {
        var bills = e.Bills.ToHashSet(StringComparer.Ordinal);
        var payments = e.Payments.ToHashSet(StringComparer.Ordinal);
        var credits = e.Credits.ToHashSet(StringComparer.Ordinal);
        var holds = e.Holds.ToHashSet(StringComparer.Ordinal);
        bool Leaves(FundingSource source) =>
            (source.Kind == FundingKind.Payment ? payments : credits).Contains(source.Id);

        var totals = Counted(
            account.Archived ?? new ArchiveTotals(),
            account.Bills.Where(bill => bills.Contains(bill.BillId)),
            account.Sources.Where(Leaves),
            1);
        return account with
        {
            Bills = account.Bills.Without(bill => bills.Contains(bill.BillId)),
            Sources = account.Sources.Without(Leaves),
            Holds = account.Holds.Without(hold => holds.Contains(hold.HoldId)),
            Archived = totals,
        };
    }

    private static Account Restored(Account account, AccountEvent.ItemsRestored e) =>
        account with
        {
            // They are older than everything that stayed.
            Bills = e.Bills.Concat(account.Bills).ToItems(),
            Sources = e.Sources.Concat(account.Sources).ToItems(),
            Archived = Counted(account.Archived ?? new ArchiveTotals(), e.Bills, e.Sources, -1),
        };

    private static ArchiveTotals Counted(
        ArchiveTotals totals, IEnumerable<Bill> bills, IEnumerable<FundingSource> sources, int sign)
    {
        foreach (var bill in bills)
        {
            totals = totals with
            {
                Bills = totals.Bills + sign,
                BilledMinor = totals.BilledMinor + (sign * bill.TotalMinor),
            };
        }

        foreach (var source in sources)
        {
            var settled = source.Status == PaymentStatus.Settled ? sign * source.AmountMinor : 0;
            totals = source.Kind == FundingKind.Payment
                ? totals with
                {
                    Payments = totals.Payments + sign,
                    PaidMinor = totals.PaidMinor + settled,
                    ReversedMinor = totals.ReversedMinor + (sign * source.ReversedMinor),
                }
                : totals with { Credits = totals.Credits + sign, CreditedMinor = totals.CreditedMinor + settled };
        }

        return totals;
    }
}
