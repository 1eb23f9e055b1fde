using Collections.Domain.Accounts;
using Collections.Domain.Overdue;

namespace Collections.Domain.Treatments;

/// <summary>
/// Services that a treatment or a state stopped run again, once, when everything that stopped them was paid. What was
/// written off or is disputed was not paid.
/// </summary>
internal static class Services
{
    /// <summary>Asks for the services again when the last reason to stop them is gone.</summary>
    internal static void RestoreIfPaid(Look look)
    {
        var stops = look.Account.ServiceStops;
        if (stops.Count > 0 && stops.All(stop => IsSettled(look, stop)))
        {
            look.Book(new AccountEvent.ServiceRestoreRequested(stops));
        }
    }

    private static bool IsSettled(Look look, ServiceStop stop)
    {
        if (stop.BillIds.Any(id => look.Account.Bill(id) is { Status: BillStatus.WrittenOff, UncoveredMinor: not 0 }
            or { OutstandingMinor: > 0, DisputedMinor: > 0 }))
        {
            return false;
        }

        return stop.TreatmentId is { } treatmentId ? IsPaid(look, stop, treatmentId) : HasLeft(look, stop.State!);
    }

    private static bool IsPaid(Look look, ServiceStop stop, string treatmentId)
    {
        var index = look.Account.TreatmentIndex(treatmentId);
        return index >= 0
            ? Unpaid.IsSettled(look, look.Account.Treatments[index])
            : stop.BillIds.All(id => look.Account.Bill(id) is not { } bill || Unpaid.MinorOf(bill) == 0);
    }

    /// <summary>Whether the account is neither in the state nor in a more severe one.</summary>
    private static bool HasLeft(Look look, string state)
    {
        var now = look.Account.Overdue?.State ?? PolicyState.ClearName;
        if (now == PolicyState.ClearName)
        {
            return true;
        }

        return RankOf(look.Policy, state) is { } stopped && RankOf(look.Policy, now) > stopped;
    }

    private static int? RankOf(Policy policy, string name)
    {
        foreach (var state in policy.States)
        {
            if (state.Name == name)
            {
                return state.Rank;
            }
        }

        return null;
    }
}
