namespace Collections.Domain.Accounts;

/// <summary>An open bill that lacks nothing is paid; a paid bill that lacks something is open again.</summary>
internal static class BillStanding
{
    /// <summary>Books what the movements before made of the bills.</summary>
    public static void Settle(Booking booking)
    {
        foreach (var bill in booking.Now.Bills)
        {
            switch (bill.Status)
            {
                case BillStatus.Open when bill.UncoveredMinor == 0:
                    booking.Book(new AccountEvent.BillPaid(bill.BillId));
                    break;
                case BillStatus.Paid when bill.UncoveredMinor != 0:
                    booking.Book(new AccountEvent.BillReopened(
                        bill.BillId, bill.UncoveredMinor, booking.Profile.Currency));
                    break;
                default:
                    break;
            }
        }
    }
}
