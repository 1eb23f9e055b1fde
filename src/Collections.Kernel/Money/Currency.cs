namespace Collections.Kernel;

/// <summary>An ISO 4217 currency: code and number of minor digits.</summary>
/// <param name="Code">Three upper-case letters.</param>
/// <param name="Digits">Digits of the minor unit: 2 for USD, 0 for JPY, 3 for KWD.</param>
public sealed partial record Currency(string Code, int Digits)
{
    /// <summary>The currency of a code, or null when ISO 4217 does not know it.</summary>
    public static Currency? OrNull(string? code) =>
        code is not null && Table.TryGetValue(code, out var currency) ? currency : null;

    /// <summary>The currency of a code that was checked before.</summary>
    public static Currency Of(string code)
    {
        var currency = OrNull(code);
        Invariant.Require(currency is not null, $"The currency '{code}' was checked at the edge.");
        return currency;
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
