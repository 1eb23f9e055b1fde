using Collections.Domain.Overdue.Conditions;
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
    // Each change is a later day with another state; a policy that changes so often without clearing never does.
    private const int ChangesMax = 200;

    /// <summary>
    /// The first local day on which the account is CLEAR if <see cref="Bills"/> are paid today: today when the payment
    /// alone does it, later when time has to pass as well (a mark that grows old, a state that ends); null for never.
    /// </summary>
    public LocalDate? On { get; private init; }

    /// <summary>
    /// The first local day on which the account is CLEAR without any payment; null when time alone never does it.
    /// </summary>
    public LocalDate? OnWithoutPayment { get; private init; }

    /// <summary>
    /// What keeps <see cref="State"/> after the payment, because money cannot change it: tags, marks, ratings. Empty
    /// when the payment clears the account.
    /// </summary>
    public IReadOnlyList<ConditionFinding> Stands { get; private init; } = [];

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
            return new ClearingAmount(amount, paid, null) { On = today, OnWithoutPayment = today };
        }

        var alone = FirstClear(policy, facts, today);
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
                return new ClearingAmount(amount, paid, null) { On = today, OnWithoutPayment = alone };
            }
        }

        return new ClearingAmount(null, paid, state)
        {
            On = FirstClear(policy, rest, today),
            OnWithoutPayment = alone,
            Stands = Standing(policy, rest, today, state),
        };
    }

    private static LocalDate? FirstClear(Policy policy, OverdueFacts facts, LocalDate today)
    {
        var day = today;
        for (var changes = 0; changes < ChangesMax; changes++)
        {
            if (StateJudge.NextChange(policy, facts, day) is not { } change)
            {
                return null;
            }

            day = change.Day;
            if (change.State is null)
            {
                return day;
            }
        }

        return null;
    }

    private static List<ConditionFinding> Standing(
        Policy policy, OverdueFacts facts, LocalDate today, PolicyState state) =>
    [
        .. StateJudge.Explain(policy, facts, today)[state.Rank].Conditions.Where(condition => condition.Holds),
    ];

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
