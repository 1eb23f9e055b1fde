using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Collections.Kernel;

namespace Collections.Gateways.Wire;

/// <summary>
/// Reads decimal numbers without losing a digit: what cannot be held exactly is refused, never rounded.
/// </summary>
internal static partial class ExactAmount
{
    private const int LengthMax = 64;

    // No amount within 10^15 minor units needs an exponent beyond these.
    private const int ExponentMax = 40;

    // No currency has more digits after the point.
    private const int ScaleMax = 6;

    /// <summary>The number of a text such as <c>-12.50</c> or <c>1.25e3</c>.</summary>
    public static AmountFault Read(string text, out decimal amount)
    {
        amount = 0;
        var match = text.Length <= LengthMax ? Form().Match(text) : Match.Empty;
        if (!match.Success)
        {
            return AmountFault.NotANumber;
        }

        var fraction = match.Groups["fraction"].Value;
        var digits = BigInteger.Parse(match.Groups["whole"].Value + fraction, CultureInfo.InvariantCulture);
        var exponent = match.Groups["exponent"].Value;
        if (digits.IsZero)
        {
            return AmountFault.None;
        }

        if (exponent.Length > 4)
        {
            return AmountFault.OutOfRange;
        }

        var shift = exponent.Length == 0 ? 0 : int.Parse(exponent, CultureInfo.InvariantCulture);
        return shift is < -ExponentMax or > ExponentMax
            ? AmountFault.OutOfRange
            : Scale(digits, fraction.Length - shift, text.StartsWith('-'), out amount);
    }

    private static AmountFault Scale(BigInteger digits, int scale, bool negative, out decimal amount)
    {
        amount = 0;
        while (scale > 0 && (digits % 10).IsZero)
        {
            digits /= 10;
            scale--;
        }

        if (scale > ScaleMax)
        {
            return AmountFault.TooManyDigits;
        }

        digits *= BigInteger.Pow(10, Math.Max(0, -scale));
        scale = Math.Max(0, scale);
        if (digits > Money.MinorMax * BigInteger.Pow(10, scale))
        {
            return AmountFault.OutOfRange;
        }

        amount = (decimal)digits / (decimal)BigInteger.Pow(10, scale);
        amount = negative ? -amount : amount;
        return AmountFault.None;
    }

    [GeneratedRegex(
        @"^-?(?<whole>[0-9]+)(\.(?<fraction>[0-9]+))?([eE](?<exponent>[+-]?[0-9]+))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
