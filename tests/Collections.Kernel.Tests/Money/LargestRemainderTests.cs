using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Kernel.Tests.Money;

public sealed class LargestRemainderTests
{
    private static readonly Currency Dollar = Currency.Of("USD");

    private static readonly Arbitrary<long[]> Weights = Gen.OneOf(
            Gen.Choose(0, 20).Select(w => (long)w), Gen.Choose(0, int.MaxValue).Select(w => w * 400_000L))
        .NonEmptyListOf()
        .Select(list => list.ToArray())
        .Where(list => list.Any(w => w > 0))
        .ToArbitrary();

    [Fact]
    public void The_units_left_go_to_the_largest_remainders()
    {
        Assert.Equal([34, 33, 33], Split(100, 1, 1, 1));
        Assert.Equal([-34, -33, -33], Split(-100, 1, 1, 1));
        Assert.Equal([14, 29, 57], Split(100, 1, 2, 4));
        Assert.Equal([0, 5, 0], Split(5, 0, 7, 0));
        Assert.Equal([0, 0], Split(0, 3, 4));
        Assert.Equal([0, 1], Split(1, 1, 2));
    }

    [Fact]
    public void Parts_sum_to_the_total_and_each_lies_within_one_unit_of_its_share() =>
        Check.One(Proof.Config, Prop.ForAll(MoneyArbitrary.Amounts, Weights, (total, weights) =>
        {
            var parts = Split(total, weights);
            var sum = weights.Aggregate(BigInteger.Zero, (all, w) => all + w);
            var near = parts.Zip(weights, (part, weight) => (part * sum) - (total * new BigInteger(weight)))
                .All(error => BigInteger.Abs(error) < sum);
            return parts.Sum() == total && near && parts.SequenceEqual(Split(total, weights));
        }));

    [Fact]
    public void A_heavier_weight_never_gets_less() =>
        Check.One(Proof.Config, Prop.ForAll(MoneyArbitrary.Amounts, Weights, (total, weights) =>
        {
            var sorted = weights.Order().Reverse().ToArray();
            var parts = Split(Math.Abs(total), sorted);
            return parts.SequenceEqual(parts.OrderByDescending(p => p));
        }));

    [Fact]
    public void Weights_that_give_no_shares_are_a_bug()
    {
        Assert.Throws<BrokenInvariantException>(() => Split(1));
        Assert.Throws<BrokenInvariantException>(() => Split(1, 0, 0));
        Assert.Throws<BrokenInvariantException>(() => Split(1, 2, -1));
    }

    private static long[] Split(long total, params long[] weights) =>
        [.. LargestRemainder.Split(new Kernel.Money(total, Dollar), weights).Select(part => part.Minor)];
}
