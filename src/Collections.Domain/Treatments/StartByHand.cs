using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Kernel;

namespace Collections.Domain.Treatments;

/// <summary>A person starts a treatment that no rule has started.</summary>
internal static class StartByHand
{
    /// <summary>Starts it; the refusal, or null.</summary>
    internal static Rejection? Start(Look look, AccountCommand.StartTreatment command)
    {
        if (look.Account.PayingParent is { } parent)
        {
            return TreatmentRejections.AccountDelegated(parent);
        }

        if (!look.Policy.Treatments.TryGetValue(command.Template, out var template))
        {
            return TreatmentRejections.TemplateUnknown(command.Template);
        }

        var named = command.BillIds.Count > 0;
        if (named && command.BillIds.FirstOrDefault(id => look.Account.Bill(id) is null) is { } unknown)
        {
            return AccountRejections.BillUnknown(unknown);
        }

        List<AgedBill> bills =
        [
            .. AccountFacts.OpenBills(look.Account)
                .Where(bill => named ? command.BillIds.Contains(bill.BillId) : IsPastDue(look, bill)),
        ];
        var free = bills.FindAll(bill => !IsTreated(look.Account, bill.BillId));
        if (named && free.Count < bills.Count)
        {
            return TreatmentRejections.BillInTreatment();
        }

        return free.Count > 0 && Starting.StartByHand(look, template, free)
            ? null
            : TreatmentRejections.NothingToTreat();
    }

    private static bool IsPastDue(Look look, AgedBill bill) => AgeBasis.PastDue.Counts(bill, look.Today);

    private static bool IsTreated(Account account, string billId)
    {
        foreach (var treatment in account.Treatments)
        {
            if (treatment.IsOpen && treatment.Treats(billId))
            {
                return true;
            }
        }

        return false;
    }
}
