namespace Collections.Domain.Overdue.Conditions;

/// <summary>The yes-or-no questions of the policy language.</summary>
internal static class AccountFlags
{
    /// <summary><c>disputedDebt</c>: part of an open bill is disputed.</summary>
    internal static bool DisputedDebt(OverdueFacts facts)
    {
        for (var i = 0; i < facts.Bills.Count; i++)
        {
            if (facts.Bills[i].DisputedMinor > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>creditBill</c>: a bill is open in the customer's favor.</summary>
    internal static bool CreditBill(OverdueFacts facts)
    {
        for (var i = 0; i < facts.Bills.Count; i++)
        {
            if (facts.Bills[i].OutstandingMinor < 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>noActiveServices</c>: there is a service agreement and none is active.</summary>
    internal static bool NoActiveServices(OverdueFacts facts) =>
        facts.Agreements.Count > 0 && !facts.Agreements.Contains(true);
}
