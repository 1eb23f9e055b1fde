namespace Collections.Domain.Accounts;

/// <summary>
/// Money that covers nothing is applied as soon as a bill is open: sources in order of arrival, oldest due first.
/// </summary>
internal static class UnappliedCredit
{
    /// <summary>Books what can be applied now.</summary>
    public static void Apply(Booking booking)
    {
        if (!AnyUnapplied(booking.Now.Sources))
        {
            return;
        }

        var shares = Shares(booking.Now);
        if (shares.Count > 0)
        {
            booking.Book(new AccountEvent.CreditApplied(shares, booking.Profile.Currency));
        }
    }

    private static bool AnyUnapplied(Items<FundingSource> sources)
    {
        foreach (var source in sources)
        {
            if (source.UnappliedMinor > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static Items<Share> Shares(Account account)
    {
        var bills = OldestDueFirst.Order(account.Bills);
        List<Share> shares = [];
        var next = 0;
        var room = bills.Count == 0 ? 0 : bills[0].OutstandingMinor;
        foreach (var source in account.Sources)
        {
            var left = source.UnappliedMinor;
            while (left > 0 && next < bills.Count)
            {
                var part = Math.Min(left, room);
                shares.Add(new Share(source.Kind, source.Id, bills[next].BillId, part, Recovered: false));
                left -= part;
                room -= part;
                if (room == 0)
                {
                    next++;
                    room = next < bills.Count ? bills[next].OutstandingMinor : 0;
                }
            }
        }

        return shares.ToItems();
    }
}
