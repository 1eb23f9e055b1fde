using System.Globalization;
using System.Numerics;

namespace Collections.Kernel;

/// <summary>
/// An exact amount: integer minor units of one currency, checked, at most <see cref="MinorMax"/> either way.
/// Amounts of two currencies never meet.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>Largest absolute amount in minor units: 10^15 (spec, money).</summary>
    public const long MinorMax = 1_000_000_000_000_000;

    /// <summary>An amount of minor units.</summary>
    public Money(long minor, Currency currency)
    {
        Invariant.Require(minor is >= -MinorMax and <= MinorMax, "An amount stays within 10^15 minor units.");
        Minor = minor;
        Currency = currency;
    }

    /// <summary>Minor units (cents for USD), -10^15 to 10^15.</summary>
    public long Minor { get; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; }

    /// <summary>Whether the amount is zero.</summary>
    public bool IsZero => Minor == 0;

    /// <summary>The amount in major units, exact, with the currency's digits as scale.</summary>
    public decimal Amount
    {
        get
        {
            // The low 32 bits are a bit pattern, not a number: from 2^31 on they do not fit an int.
            var magnitude = Math.Abs(Minor);
            var low = unchecked((int)magnitude);
            return new decimal(low, (int)(magnitude >> 32), 0, Minor < 0, (byte)Currency.Digits);
        }
    }

    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>The sum.</summary>
    public static Money operator +(Money left, Money right) => new(left.Minor + Same(left, right).Minor, left.Currency);

    /// <summary>The difference.</summary>
    public static Money operator -(Money left, Money right) => new(left.Minor - Same(left, right).Minor, left.Currency);

    /// <summary>The negated amount.</summary>
    public static Money operator -(Money amount) => new(-amount.Minor, amount.Currency);

    /// <summary>Whether <paramref name="left"/> is less.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is more.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is less or equal.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is more or equal.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>The smaller amount.</summary>
    public static Money Min(Money left, Money right) => left <= right ? left : right;

    /// <summary>The larger amount.</summary>
    public static Money Max(Money left, Money right) => left >= right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Minor.CompareTo(Same(this, other).Minor);

    /// <summary>Multiplies by an exact ratio and rounds once.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">Not zero.</param>
    /// <param name="rounding">What happens to the fraction of a minor unit.</param>
    /// <exception cref="BrokenInvariantException">The product lies beyond <see cref="MinorMax"/>.</exception>
    public Money MultiplyBy(BigInteger numerator, BigInteger denominator, Rounding rounding)
    {
        var product = RoundedRatio.Divide(Minor * numerator, denominator, rounding);
        Invariant.Require(BigInteger.Abs(product) <= MinorMax, "An amount stays within 10^15 minor units.");
        return new Money((long)product, Currency);
    }

    /// <summary>Multiplies by a decimal rate (0.015 for 1.5 %) and rounds once.</summary>
    public Money MultiplyBy(decimal rate, Rounding rounding)
    {
        var (numerator, denominator) = RoundedRatio.Of(rate);
        return MultiplyBy(numerator, denominator, rounding);
    }

    /// <summary>The amount with the currency's digits, a point, no grouping: <c>568.32</c>, <c>-1</c> (JPY).</summary>
    public string ToText() => Amount.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{ToText()} {Currency.Code}";

    private static Money Same(Money left, Money right)
    {
        Invariant.Require(left.Currency == right.Currency, "Amounts of two currencies never meet.");
        return right;
    }
}
