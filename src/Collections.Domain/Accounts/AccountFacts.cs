using Collections.Domain.Overdue;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>
/// What the policies may see of an account: its own bills, or the parent's when the parent pays for it.
/// </summary>
public static class AccountFacts
{
    /// <summary>The facts of an open account.</summary>
    public static OverdueFacts Of(Account account)
    {
        Invariant.Require(account.Profile is not null, "An open account has a profile.");
        var profile = account.Profile;
        var byParent = account.PayingParent is not null;
        var currency = byParent && account.ParentDebt is { } debt ? debt.Currency : profile.Currency;
        return new OverdueFacts
        {
            Currency = Currency.Of(currency),
            Bills = byParent ? account.ParentDebt?.Bills ?? [] : OpenBills(account),
            Tags = account.Tags,
            CreditRating = profile.CreditRating,
            Characteristics = Characteristics(profile),
            Agreements = profile.ServiceAgreements.Count == 0
                ? []
                : [.. profile.ServiceAgreements.Select(agreement => agreement.Active)],
            LastPaymentFailure = account.LastFailure?.Code,
            Segmentation = profile.Segmentation ?? Segmentation.None,
        };
    }

    /// <summary>All committed bills with an outstanding amount, in order of arrival.</summary>
    public static Items<AgedBill> OpenBills(Account account)
    {
        var count = 0;
        foreach (var bill in account.Bills)
        {
            count += bill.OutstandingMinor != 0 ? 1 : 0;
        }

        var open = new AgedBill[count];
        var place = 0;
        foreach (var bill in account.Bills)
        {
            if (bill.OutstandingMinor != 0)
            {
                open[place++] = bill.Aged();
            }
        }

        return new Items<AgedBill>(open);
    }

    private static Items<Characteristic> Characteristics(Profile profile) =>
        profile.ServiceAgreements.Count == 0
            ? profile.Characteristics
            : [.. profile.Characteristics, .. profile.ServiceAgreements.SelectMany(a => a.Characteristics)];
}
