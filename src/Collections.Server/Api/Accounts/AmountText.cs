using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Server.Api.Accounts;

/// <summary>Amounts as they stand in JSON: major units with the currency's digits.</summary>
internal static class AmountText
{
    /// <summary>An amount of an account.</summary>
    public static decimal Of(Account account, long minor) => Of(account.Profile!.Currency, minor);

    /// <summary>An amount of a currency.</summary>
    public static decimal Of(string currency, long minor)
    {
        var magnitude = (ulong)Math.Abs(minor);
        return new decimal(
            unchecked((int)(uint)magnitude),
            unchecked((int)(uint)(magnitude >> 32)),
            0,
            minor < 0,
            (byte)Currency.Of(currency).Digits);
    }
}
