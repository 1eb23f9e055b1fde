using Collections.Kernel;

namespace Collections.Gateways.Import;

/// <summary>
/// Amounts as files write them: <c>-?digits[.digits]</c> in major units, never more digits after the point than the
/// currency has.
/// </summary>
internal static class PlainAmount
{
    /// <summary>More digits cannot be held, so they are not looked at one by one.</summary>
    private const long TooMuch = long.MaxValue / 100;

    /// <summary>Reads an amount in minor units.</summary>
    public static AmountFault Read(ReadOnlySpan<byte> text, Currency currency, out long minor)
    {
        minor = 0;
        var digits = text.StartsWith("-"u8) ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || !AreDigits(whole) || !AreDigits(fraction))
        {
            return AmountFault.NotANumber;
        }

        if (fraction.Length > currency.Digits)
        {
            return AmountFault.TooManyDigits;
        }

        var amount = Append(Append(0, whole), fraction);
        for (var missing = currency.Digits - fraction.Length; missing > 0; missing--)
        {
            amount = amount > TooMuch ? amount : amount * 10;
        }

        if (amount > Money.MinorMax)
        {
            return AmountFault.OutOfRange;
        }

        minor = digits.Length == text.Length ? amount : -amount;
        return AmountFault.None;
    }

    private static long Append(long amount, ReadOnlySpan<byte> digits)
    {
        foreach (var digit in digits)
        {
            amount = amount > TooMuch ? amount : (amount * 10) + (digit - '0');
        }

        return amount;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
