using System.Numerics;

namespace Collections.Kernel;

/// <summary>
/// Integer division with a named rounding: the only place where a fraction of a minor unit disappears.
/// </summary>
public static class RoundedRatio
{
    /// <summary>The quotient of two integers, rounded.</summary>
    /// <exception cref="BrokenInvariantException">The denominator is zero.</exception>
    public static BigInteger Divide(BigInteger numerator, BigInteger denominator, Rounding rounding)
    {
        Invariant.Require(!denominator.IsZero, "A ratio has a denominator.");
        var quotient = BigInteger.DivRem(BigInteger.Abs(numerator), BigInteger.Abs(denominator), out var remainder);
        var away = remainder.IsZero ? 0 : AwayFromZero(quotient, remainder * 2, BigInteger.Abs(denominator), rounding);
        return (quotient + away) * numerator.Sign * denominator.Sign;
    }

    /// <summary>A decimal as an exact ratio of integers.</summary>
    public static (BigInteger Numerator, BigInteger Denominator) Of(decimal value)
    {
        var bits = decimal.GetBits(value);
        var magnitude = (Part(bits[2]) << 64) | (Part(bits[1]) << 32) | Part(bits[0]);
        var scale = (bits[3] >> 16) & 0xFF;
        return (value < 0 ? -magnitude : magnitude, BigInteger.Pow(10, scale));
    }

    private static BigInteger Part(int bits) => new(unchecked((uint)bits));

    private static int AwayFromZero(BigInteger quotient, BigInteger twice, BigInteger denominator, Rounding rounding) =>
        rounding switch
        {
            Rounding.Down => 0,
            Rounding.Up => 1,
            Rounding.HalfUp => twice >= denominator ? 1 : 0,
            Rounding.HalfEven => twice > denominator || (twice == denominator && !quotient.IsEven) ? 1 : 0,
            _ => throw Invariant.Unreachable($"Unknown rounding {rounding}."),
        };
}
