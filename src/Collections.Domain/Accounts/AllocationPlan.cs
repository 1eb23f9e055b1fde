namespace Collections.Domain.Accounts;

/// <summary>
/// How settled money covers bills: first the bills it is meant for, each capped at what it still lacks, then the rest
/// oldest due first; what is left covers nothing yet. On a bill written off it is a recovery, only if meant for it.
/// </summary>
/// <param name="Allocations">What it covers, in order.</param>
/// <param name="UnappliedMinor">What is left.</param>
public sealed record AllocationPlan(Items<Allocation> Allocations, long UnappliedMinor)
{
    /// <summary>The plan for an amount.</summary>
    /// <param name="bills">The account's bills.</param>
    /// <param name="amountMinor">The amount, positive.</param>
    /// <param name="wishes">The bills it is meant for; an unknown one is passed over.</param>
    public static AllocationPlan For(Items<Bill> bills, long amountMinor, Items<Wish> wishes)
    {
        List<Allocation> planned = [];
        var left = amountMinor;
        foreach (var wish in wishes)
        {
            var index = bills.IndexOf(bill => bill.BillId == wish.BillId);
            left -= index < 0 ? 0 : Plan(planned, bills[index], Math.Min(wish.AmountMinor, left));
        }

        if (left > 0)
        {
            foreach (var bill in OldestDueFirst.Order(bills))
            {
                left -= Plan(planned, bill, left);
            }
        }

        return new AllocationPlan(planned.ToItems(), left);
    }

    private static long Plan(List<Allocation> planned, Bill bill, long upTo)
    {
        var recovered = bill.Status == BillStatus.WrittenOff;
        var room = recovered || bill.Status == BillStatus.Open ? bill.UncoveredMinor : 0;
        var index = planned.FindIndex(each => each.BillId == bill.BillId);
        var before = index < 0 ? 0 : planned[index].AmountMinor;
        var part = Math.Min(upTo, room - before);
        if (part <= 0)
        {
            return 0;
        }

        var allocation = new Allocation(bill.BillId, before + part, recovered);
        if (index < 0)
        {
            planned.Add(allocation);
        }
        else
        {
            planned[index] = allocation;
        }

        return part;
    }
}
