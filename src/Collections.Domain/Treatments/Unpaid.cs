using Collections.Domain.Accounts;

namespace Collections.Domain.Treatments;

/// <summary>What is unpaid of the bills under treatment, disputed parts left out.</summary>
internal static class Unpaid
{
    /// <summary>What is unpaid of some bills, in major units of the account's currency.</summary>
    internal static decimal Of(Look look, Items<TreatedBill> bills) => Major(look, MinorOf(look.Account, bills));

    /// <summary>What is unpaid of some bills, in minor units.</summary>
    internal static long MinorOf(Account account, Items<TreatedBill> bills)
    {
        var unpaid = 0L;
        foreach (var treated in bills)
        {
            unpaid += account.Bill(treated.BillId) is { } bill ? MinorOf(bill) : 0;
        }

        return unpaid;
    }

    /// <summary>What is unpaid of a bill; of a credit bill, what is still owed to the customer.</summary>
    internal static long MinorOf(Bill bill) =>
        bill.OutstandingMinor < 0
            ? -bill.OutstandingMinor
            : Math.Max(0, bill.OutstandingMinor - bill.DisputedMinor);

    /// <summary>Minor units in major units, exact.</summary>
    internal static decimal Major(Look look, long minor) =>
        minor * new decimal(1, 0, 0, false, (byte)look.Currency.Digits);

    /// <summary>Whether so little is unpaid that the treatment is over.</summary>
    internal static bool IsSettled(Look look, Treatment treatment) => treatment.Cancel.IsMet(
        Of(look, treatment.Bills), Major(look, treatment.Bills.Sum(bill => bill.OriginalMinor)));

    /// <summary>Why it is settled: the word of the cancellation.</summary>
    internal static string ReasonOf(Account account, Treatment treatment)
    {
        var bills = treatment.Bills.Select(treated => account.Bill(treated.BillId)).OfType<Bill>().ToList();
        return bills.Exists(bill => bill.Status == BillStatus.WrittenOff) ? "written_off"
            : bills.Exists(bill => bill.OutstandingMinor > 0 && bill.DisputedMinor > 0) ? "disputed"
            : "paid";
    }
}
