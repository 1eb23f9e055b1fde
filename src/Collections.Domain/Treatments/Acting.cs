using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Domain.Treatments;

/// <summary>Does what a step, or the entering of a state, asks for.</summary>
internal static class Acting
{
    /// <summary>Performs an action about some bills.</summary>
    internal static void Perform(Look look, TreatmentAction action, ActionCause cause, Items<string> billIds)
    {
        switch (action.Kind)
        {
            case ActionKind.Notice:
                Noticing.Request(look, action, cause, billIds);
                break;
            case ActionKind.Task:
                look.Book(new AccountEvent.TaskRequested(look.NewId("tsk"), action, cause));
                break;
            case ActionKind.Referral:
                Refer(look, action, cause, billIds);
                break;
            case ActionKind.WriteOff:
                WriteOff(look, action, billIds);
                break;
            case ActionKind.StopService:
                look.Book(new AccountEvent.ServiceStopRequested(
                    new ServiceStop(cause.TreatmentId, cause.State, billIds)));
                break;
            case ActionKind.Tag when !Sorted.Has(look.Account.Tags, action.Name!):
                look.Book(new AccountEvent.TagAdded(action.Name!));
                break;
            case ActionKind.Untag when Sorted.Has(look.Account.Tags, action.Name!):
                look.Book(new AccountEvent.TagRemoved(action.Name!));
                break;
            case ActionKind.Tag or ActionKind.Untag:
                break;
            case ActionKind.Hold:
                Place(look, action);
                break;
            default:
                throw Invariant.Unreachable($"Every action is performed, {action.Kind} as well.");
        }
    }

    private static void Place(Look look, TreatmentAction action) => look.Book(new AccountEvent.HoldPlaced(new Hold
    {
        HoldId = look.NewId("hld"),
        Reason = action.Name,
        From = look.Today,
        Until = look.Today.PlusDays(action.Days),
        Scope = action.Scope,
    }));

    private static void Refer(Look look, TreatmentAction action, ActionCause cause, Items<string> billIds) =>
        look.Book(new AccountEvent.ReferralRequested(
            look.NewId("ref"),
            action.Name!,
            billIds,
            Open(look, billIds).Sum(Unpaid.MinorOf),
            look.Currency.Code,
            cause));

    private static void WriteOff(Look look, TreatmentAction action, Items<string> billIds)
    {
        var bills = Open(look, billIds);
        if (action.Below is { } limit && Unpaid.Major(look, bills.Sum(Unpaid.MinorOf)) >= limit)
        {
            return;
        }

        foreach (var bill in bills)
        {
            look.Book(new AccountEvent.BillWrittenOff(bill.BillId, bill.OutstandingMinor, look.Currency.Code));
        }
    }

    /// <summary>The open bills among some; what is disputed is not given up before it is resolved.</summary>
    private static List<Bill> Open(Look look, Items<string> billIds) =>
    [
        .. billIds
            .Select(look.Account.Bill)
            .OfType<Bill>()
            .Where(bill => bill.OutstandingMinor != 0 && bill.DisputedMinor == 0),
    ];
}
