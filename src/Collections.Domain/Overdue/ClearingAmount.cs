using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Overdue;

/// <summary>What has to be paid for an account to become CLEAR, and what is reached.</summary>
/// <param name="Amount">The open undisputed parts of <paramref name="Bills"/>; null when paying everything does not
/// clear the account.</param>
/// <param name="Bills">The bills to pay in full, in payment order; with a null amount, all that can be paid.</param>
/// <param name="State">The state after that payment; null for CLEAR.</param>
public sealed record ClearingAmount(Money? Amount, IReadOnlyList<string> Bills, PolicyState? State)
{
    /// <summary>
    /// Pays bill after bill, oldest due first (ties by billId), until the policy gives CLEAR on that day. Disputed
    /// parts and postponed bills are not asked for. A payment also clears the last payment failure.
    /// </summary>
    public static ClearingAmount Of(Policy policy, OverdueFacts facts, LocalDate today)
    {
        var state = StateJudge.Judge(policy, facts, today);
        var amount = Money.Zero(facts.Currency);
        var paid = new List<string>();
        if (state is null)
        {
            return new ClearingAmount(amount, paid, null);
        }

        var rest = facts with { LastPaymentFailure = null };
        foreach (var bill in PaymentOrder(facts, today))
        {
            var payable = AgeBasis.Payable(bill);
            amount += new Money(payable, facts.Currency);
            paid.Add(bill.BillId);
            rest = rest with { Bills = [.. rest.Bills.SelectMany(other => Pay(other, bill, payable))] };
            state = StateJudge.Judge(policy, rest, today);
            if (state is null)
            {
                return new ClearingAmount(amount, paid, null);
            }
        }

        return new ClearingAmount(null, paid, state);
    }

    /// <summary>The bills that can be asked for today, in the order in which payments go to them.</summary>
    public static IReadOnlyList<AgedBill> PaymentOrder(OverdueFacts facts, LocalDate today) =>
    [
        .. facts.Bills
            .Where(bill => AgeBasis.Payable(bill) > 0 && !(bill.PostponedUntil > today))
            .OrderBy(bill => bill.DueDate)
            .ThenBy(bill => bill.BillId, StringComparer.Ordinal),
    ];

    // What stays open of a paid bill is its disputed part.
    private static IEnumerable<AgedBill> Pay(AgedBill bill, AgedBill paid, long payable) =>
        !ReferenceEquals(bill, paid) ? [bill]
        : bill.OutstandingMinor == payable ? []
        : [bill with { OutstandingMinor = bill.OutstandingMinor - payable }];
}
