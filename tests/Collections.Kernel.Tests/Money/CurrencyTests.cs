namespace Collections.Kernel.Tests.Money;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("USD", 2)]
    [InlineData("CNY", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("CLP", 0)]
    [InlineData("ISK", 0)]
    [InlineData("HUF", 2)]
    [InlineData("KWD", 3)]
    [InlineData("TND", 3)]
    [InlineData("BGN", 2)]
    public void A_code_gives_its_minor_digits(string code, int digits) =>
        Assert.Equal(new Currency(code, digits), Currency.OrNull(code));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("usd")]
    [InlineData("US")]
    [InlineData("XXX")]
    [InlineData("XAU")]
    [InlineData("DEM")]
    public void What_is_no_currency_in_use_is_unknown(string? code) => Assert.Null(Currency.OrNull(code));

    [Fact]
    public void A_code_that_was_not_checked_is_a_bug() =>
        Assert.Throws<BrokenInvariantException>(() => Currency.Of("nope"));
}
