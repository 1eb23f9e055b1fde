using System.Globalization;

namespace Collections.Kernel.Documents;

/// <summary>
/// Reads decimal numbers only where <see cref="decimal"/> holds them exactly: nothing is ever rounded.
/// </summary>
public static class ExactDecimal
{
    /// <summary>A decimal holds every number of this many digits.</summary>
    private const int DigitsMax = 28;

    // With an exponent, digits and shift together stay within what a decimal holds.
    private const int DigitsMaxWithExponent = 14;
    private const decimal ShiftMax = 14;

    /// <summary>Reads <c>-?digits[.digits][e[+-]digits]</c>.</summary>
    public static bool TryParse(string text, out decimal value)
    {
        value = 0;
        var e = text.AsSpan().IndexOfAny('e', 'E');
        var body = e < 0 ? text.AsSpan() : text.AsSpan(0, e);
        var digits = 0;
        foreach (var c in body)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        if (digits == 0 || digits > (e < 0 ? DigitsMax : DigitsMaxWithExponent) || !ShiftIsSmall(text, e))
        {
            return false;
        }

        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out value);
    }

    private static bool ShiftIsSmall(string text, int e)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign;
        return e < 0
            || (decimal.TryParse(text.AsSpan(e + 1), Style, CultureInfo.InvariantCulture, out var shift)
                && Math.Abs(shift) <= ShiftMax);
    }
}
