namespace Collections.Simulation.World;

/// <summary>
/// How accounts move between months past due when nobody treats them, computed from 150,000 account-months of the
/// public data set "Default of credit card clients" (UCI, Taiwan 2005). Its first two states are one here: only the
/// latest month of the data tells them apart. Index 0 is current, 1 the first month past due, 4 four or more.
/// </summary>
internal static class TransitionTable
{
    /// <summary>States: CURRENT, D1-D30, D31-D60, D61-D90, D90+.</summary>
    public const int States = 5;

    /// <summary>Shares of a portfolio by state, in the same data.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0.8788, 0.1087, 0.0074, 0.0025, 0.0026];

    // In tenths of a percent; a month's rest to 1,000 stays in the state.
    private static readonly double[][] Rows =
    [
        [939, 61, 0, 0, 0],
        [253, 684, 63, 0, 0],
        [159, 425, 159, 257, 0],
        [42, 310, 77, 281, 290],
        [20, 237, 26, 33, 684],
    ];

    /// <summary>The chance of each next state.</summary>
    public static IReadOnlyList<double> From(int state) => [.. Rows[state].Select(each => each / 1_000)];

    /// <summary>The next state at a place of the row, 0 best, 1 worst.</summary>
    public static int Next(int state, double place)
    {
        var row = Rows[state];
        var left = place * 1_000;
        for (var next = 0; next < States - 1; next++)
        {
            left -= row[next];
            if (left < 0)
            {
                return next;
            }
        }

        return States - 1;
    }
}
