namespace Collections.Simulation.World;

/// <summary>
/// What every customer would do this month if nobody said a word. How many fall behind, catch up or stay follows the
/// published table; who they are follows the temperaments: within a state the later a customer is by nature, the worse
/// his place. So the untreated portfolio moves as the data says, and each person stays himself.
/// </summary>
internal static class MonthPlans
{
    private const double Whim = 0.55;

    /// <summary>The state each customer means to be in at the month's end.</summary>
    /// <param name="seed">The world's seed.</param>
    /// <param name="month">The month, counted from the start.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="states">Months past due now, one per customer.</param>
    public static int[] Of(long seed, int month, IReadOnlyList<Customer> customers, IReadOnlyList<int> states)
    {
        var plans = new int[customers.Count];
        for (var state = 0; state < TransitionTable.States; state++)
        {
            var here = state;
            var ranked = Enumerable.Range(0, customers.Count)
                .Where(i => states[i] == here)
                .Select(i => (Index: i, Score: ScoreOf(seed, month, customers[i])))
                .OrderBy(each => each.Score)
                .ThenBy(each => each.Index)
                .ToList();

            // Even places from a random start: every share comes out right to one customer, none is favored.
            var start = Dice.Of(seed, "plans", month, state).Unit();
            for (var i = 0; i < ranked.Count; i++)
            {
                plans[ranked[i].Index] = TransitionTable.Next(state, (i + start) / ranked.Count);
            }
        }

        return plans;
    }

    private static double ScoreOf(long seed, int month, Customer customer) =>
        customer.Traits.Lateness + (Whim * Dice.Of(seed, "whim", customer.Number, month).Normal());
}
