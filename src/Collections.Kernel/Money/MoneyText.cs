using System.Globalization;
using System.Numerics;

namespace Collections.Kernel;

/// <summary>Why a text is no amount.</summary>
public enum AmountFault
{
    /// <summary>It is an amount.</summary>
    None,

    /// <summary>It is no decimal number.</summary>
    NotANumber,

    /// <summary>It has more digits than the currency's minor unit (code <c>amount_scale</c>).</summary>
    TooManyDigits,

    /// <summary>It lies beyond 10^15 minor units.</summary>
    OutOfRange,
}

/// <summary>
/// Reads amounts exactly. Accepted: <c>-?digits[.digits][e[+-]digits]</c> as in JSON (exponents only if the result is
/// exact). Zeros beyond the currency's digits are harmless: <c>5.000</c> USD is 5.00.
/// </summary>
public static class MoneyText
{
    /// <summary>Longest text looked at; longer ones cannot be a sane amount.</summary>
    private const int LengthMax = 64;

    /// <summary>Larger exponents are read as this one: with 64 digits at most, the verdict is the same.</summary>
    private const int ExponentMax = 200;

    /// <summary>Reads an amount in major units of a currency.</summary>
    public static AmountFault TryParse(string? text, Currency currency, out Money money)
    {
        money = Money.Zero(currency);
        if (!TrySplit(text, out var digits, out var scale))
        {
            return AmountFault.NotANumber;
        }

        var shift = currency.Digits - scale;
        if (shift < 0)
        {
            digits = BigInteger.DivRem(digits, BigInteger.Pow(10, -shift), out var lost);
            if (!lost.IsZero)
            {
                return AmountFault.TooManyDigits;
            }
        }
        else
        {
            digits *= BigInteger.Pow(10, shift);
        }

        if (BigInteger.Abs(digits) > Money.MinorMax)
        {
            return AmountFault.OutOfRange;
        }

        money = new Money((long)digits, currency);
        return AmountFault.None;
    }

    /// <summary>
    /// Splits a JSON-like number into an integer and a decimal scale: 12.5e1 is (125, 0), 0.05 is (5, 2).
    /// </summary>
    private static bool TrySplit(string? text, out BigInteger digits, out int scale)
    {
        digits = BigInteger.Zero;
        scale = 0;
        if (string.IsNullOrEmpty(text) || text.Length > LengthMax)
        {
            return false;
        }

        var body = text.AsSpan();
        var exponent = 0;
        var e = body.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!TryExponent(body[(e + 1)..], out exponent))
            {
                return false;
            }

            body = body[..e];
        }

        var negative = body.Length > 0 && body[0] == '-';
        body = negative ? body[1..] : body;
        var point = body.IndexOf('.');
        var whole = point < 0 ? body : body[..point];
        var fraction = point < 0 ? [] : body[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || !AllDigits(whole) || !AllDigits(fraction))
        {
            return false;
        }

        digits = BigInteger.Parse(string.Concat(whole, fraction), CultureInfo.InvariantCulture);
        digits = negative ? -digits : digits;
        scale = fraction.Length - exponent;
        return true;
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out int exponent)
    {
        var negative = text.Length > 0 && text[0] == '-';
        var digits = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        exponent = 0;
        if (digits.IsEmpty || !AllDigits(digits))
        {
            return false;
        }

        var magnitude = digits.TrimStart('0');
        exponent = magnitude.Length > 3
            ? ExponentMax
            : Math.Min(ExponentMax, magnitude.IsEmpty ? 0 : int.Parse(magnitude, CultureInfo.InvariantCulture));
        exponent = negative ? -exponent : exponent;
        return true;
    }

    private static bool AllDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
