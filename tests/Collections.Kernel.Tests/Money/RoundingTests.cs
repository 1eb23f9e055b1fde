using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Kernel.Tests.Money;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(2345, 10, Rounding.HalfUp, 235)]
    [InlineData(2345, 10, Rounding.HalfEven, 234)]
    [InlineData(2355, 10, Rounding.HalfEven, 236)]
    [InlineData(2345, 10, Rounding.Down, 234)]
    [InlineData(2345, 10, Rounding.Up, 235)]
    [InlineData(2341, 10, Rounding.Up, 235)]
    [InlineData(2349, 10, Rounding.Down, 234)]
    [InlineData(2346, 10, Rounding.HalfEven, 235)]
    [InlineData(2344, 10, Rounding.HalfUp, 234)]
    [InlineData(2340, 10, Rounding.Up, 234)]
    [InlineData(1, 3, Rounding.HalfUp, 0)]
    [InlineData(2, 3, Rounding.HalfUp, 1)]
    [InlineData(0, 3, Rounding.Up, 0)]
    public void Both_signs_round_alike(int numerator, int denominator, Rounding rounding, int quotient)
    {
        Assert.Equal(quotient, RoundedRatio.Divide(numerator, denominator, rounding));
        Assert.Equal(-quotient, RoundedRatio.Divide(-numerator, denominator, rounding));
        Assert.Equal(-quotient, RoundedRatio.Divide(numerator, -denominator, rounding));
        Assert.Equal(quotient, RoundedRatio.Divide(-numerator, -denominator, rounding));
    }

    [Fact]
    public void Every_rounding_stays_within_one_unit_on_its_own_side() =>
        Check.One(Proof.Config, Prop.ForAll<int, NonZeroInt, Rounding>((numerator, divisor, rounding) =>
        {
            var denominator = new BigInteger(divisor.Get);
            var error = (RoundedRatio.Divide(numerator, denominator, rounding) * denominator) - numerator;
            var outward = error.Sign * denominator.Sign * (numerator < 0 ? -1 : 1) * denominator.Sign;
            var twice = BigInteger.Abs(error * 2);
            return BigInteger.Abs(error) < BigInteger.Abs(denominator) && rounding switch
            {
                Rounding.Down => outward <= 0,
                Rounding.Up => outward >= 0,
                _ => twice <= BigInteger.Abs(denominator),
            };
        }));

    [Theory]
    [InlineData("0.015", 15, 1000)]
    [InlineData("-2.50", -250, 100)]
    [InlineData("79228162514264337593543950335", null, 1)]
    public void A_decimal_is_an_exact_ratio(string text, int? numerator, int denominator)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var ratio = RoundedRatio.Of(value);
        Assert.Equal(numerator is { } given ? given : (BigInteger)decimal.MaxValue, ratio.Numerator);
        Assert.Equal(denominator, ratio.Denominator);
    }

    [Fact]
    public void Dividing_by_zero_is_a_bug() =>
        Assert.Throws<BrokenInvariantException>(() => RoundedRatio.Divide(1, 0, Rounding.Down));
}
