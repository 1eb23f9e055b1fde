using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>Amounts in major units become minor units of the account's currency, exactly or not at all.</summary>
internal static class Amounts
{
    /// <summary>
    /// Judges the currency of a body: 400 when unknown, 422 <c>currency_mismatch</c> when not the account's.
    /// </summary>
    public static Rejection? CheckCurrency(Booking booking, string? code) =>
        Form.OptionalCurrency(code)
        ?? (code is null || code == booking.Profile.Currency
            ? null
            : AccountRejections.CurrencyMismatch(code, booking.Profile.Currency));

    /// <summary>
    /// The amount in minor units. Refusals: <c>amount_scale</c> (422) for too many digits, 400 beyond 10^15 minor
    /// units.
    /// </summary>
    public static Rejection? ToMinor(string pointer, decimal amount, Currency currency, out long minor)
    {
        minor = 0;
        if (Form.Range(pointer, amount) is { } outOfRange)
        {
            return outOfRange;
        }

        var scaled = amount;
        for (var digit = 0; digit < currency.Digits; digit++)
        {
            scaled *= 10;
        }

        if (scaled != decimal.Truncate(scaled))
        {
            return AccountRejections.AmountScale(pointer, currency);
        }

        if (scaled is < -Money.MinorMax or > Money.MinorMax)
        {
            return Form.Range(pointer, decimal.MaxValue);
        }

        minor = (long)scaled;
        return null;
    }
}
