using Collections.Simulation.Report;
using Collections.Simulation.World;

namespace Collections.Simulation.Tests.World;

public sealed class HabitTests
{
    private const int Months = 12;

    [Fact]
    public void Untreated_customers_move_as_the_published_table_says()
    {
        var options = new WorldOptions { Accounts = 20_000 };
        var customers = Portfolio.Of(options);
        var states = customers.Select(customer => customer.MonthsBehind).ToArray();
        var moves = Enumerable.Range(0, TransitionTable.States).Select(_ => new long[TransitionTable.States]).ToArray();
        for (var month = 0; month < Months; month++)
        {
            var next = MonthPlans.Of(options.Seed, month, customers, states);
            foreach (var (from, to) in states.Zip(next))
            {
                moves[from][to]++;
            }

            states = next;
        }

        for (var from = 0; from < TransitionTable.States; from++)
        {
            var expected = TransitionTable.From(from);
            for (var to = 0; to < TransitionTable.States; to++)
            {
                var actual = moves[from][to] / (double)moves[from].Sum();
                Assert.True(Math.Abs(actual - expected[to]) < 0.01, $"{from} to {to}: {actual:P1}, not {expected[to]:P1}");
            }
        }
    }

    [Fact]
    public void Who_falls_behind_is_late_by_nature()
    {
        var options = new WorldOptions { Accounts = 5_000 };
        var customers = Portfolio.Of(options);
        var plans = MonthPlans.Of(options.Seed, 1, customers, new int[customers.Count]);

        double ShareLate(Temperament temperament) => customers
            .Where(customer => customer.Traits.Temperament == temperament)
            .Average(customer => plans[customer.Number] > 0 ? 1 : 0);

        Assert.True(ShareLate(Temperament.Prompt) < 0.01);
        Assert.True(ShareLate(Temperament.Never) > 0.9);
        Assert.True(ShareLate(Temperament.Chronic) > ShareLate(Temperament.Forgetful));
    }

    [Fact]
    public void The_start_holds_the_shares_of_the_table()
    {
        var customers = Portfolio.Of(new WorldOptions { Accounts = 10_000 });

        for (var state = 0; state < TransitionTable.States; state++)
        {
            var share = customers.Count(customer => customer.MonthsBehind == state) / 10_000.0;
            Assert.Equal(TransitionTable.Shares[state], share, 0.001);
        }
    }

    [Fact]
    public void Parts_of_a_row_sum_to_the_whole()
    {
        Assert.Equal([334, 333, 333], Figures.Split([1, 1, 1], 1_000));
        Assert.Equal([0, 0], Figures.Split([0, 0], 1_000));
        Assert.Equal(1_000, Figures.Split([7, 11, 13, 17], 1_000).Sum());
    }
}
