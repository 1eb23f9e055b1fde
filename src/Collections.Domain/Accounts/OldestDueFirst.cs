namespace Collections.Domain.Accounts;

/// <summary>
/// The order in which money that is meant for no bill covers bills: oldest due day first, ties by bill id.
/// </summary>
public static class OldestDueFirst
{
    /// <summary>The open bills that owe something, in that order.</summary>
    public static IReadOnlyList<Bill> Order(Items<Bill> bills)
    {
        List<Bill> owing = [];
        foreach (var bill in bills)
        {
            if (bill.OutstandingMinor > 0)
            {
                owing.Add(bill);
            }
        }

        owing.Sort(Compare);
        return owing;
    }

    private static int Compare(Bill left, Bill right)
    {
        var byDue = left.Terms.DueDate.CompareTo(right.Terms.DueDate);
        return byDue != 0 ? byDue : string.CompareOrdinal(left.BillId, right.BillId);
    }
}
