using System.Numerics;

namespace Collections.Kernel;

/// <summary>
/// Splits an amount by weights so that the parts sum to the whole: each part is rounded down, then the minor units left
/// go one each to the largest remainders (ties: the earlier part). Also known as Hamilton's method.
/// </summary>
public static class LargestRemainder
{
    /// <summary>The parts, in the order of the weights.</summary>
    /// <param name="total">The amount to split; negative amounts are split like positive ones.</param>
    /// <param name="weights">At least one, none negative, not all zero.</param>
    public static IReadOnlyList<Money> Split(Money total, IReadOnlyList<long> weights)
    {
        Invariant.Require(weights.Count > 0 && weights.All(w => w >= 0), "Weights are given and not negative.");
        var sum = weights.Aggregate(BigInteger.Zero, (all, weight) => all + weight);
        Invariant.Require(!sum.IsZero, "Some weight is positive.");

        var magnitude = new BigInteger(Math.Abs(total.Minor));
        var parts = new long[weights.Count];
        var remainders = new (BigInteger Remainder, int Index)[weights.Count];
        for (var i = 0; i < weights.Count; i++)
        {
            parts[i] = (long)BigInteger.DivRem(magnitude * weights[i], sum, out var remainder);
            remainders[i] = (remainder, i);
        }

        var left = Math.Abs(total.Minor) - parts.Sum();
        foreach (var (_, index) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take((int)left))
        {
            parts[index]++;
        }

        var sign = Math.Sign(total.Minor);
        return [.. parts.Select(part => new Money(part * sign, total.Currency))];
    }
}
