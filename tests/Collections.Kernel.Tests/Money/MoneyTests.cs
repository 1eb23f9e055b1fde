using FsCheck;
using FsCheck.Fluent;

namespace Collections.Kernel.Tests.Money;

public sealed class MoneyTests
{
    private static readonly Currency Dollar = Currency.Of("USD");

    [Theory]
    [InlineData("568.32", "USD", 56832)]
    [InlineData("-0.01", "USD", -1)]
    [InlineData("0", "USD", 0)]
    [InlineData("-0", "USD", 0)]
    [InlineData("5.000", "USD", 500)]
    [InlineData("007", "USD", 700)]
    [InlineData("1250", "JPY", 1250)]
    [InlineData("1.234", "KWD", 1234)]
    [InlineData("1.5e3", "USD", 150000)]
    [InlineData("15E-1", "USD", 150)]
    [InlineData("1e+2", "JPY", 100)]
    [InlineData("12.50e-1", "USD", 125)]
    [InlineData("1e-2", "USD", 1)]
    [InlineData("1e00000000000002", "USD", 10000)]
    [InlineData("10000000000000.00", "USD", 1_000_000_000_000_000)]
    [InlineData("-1e13", "USD", -1_000_000_000_000_000)]
    public void Amounts_are_read_exactly(string text, string currency, long minor)
    {
        Assert.Equal(AmountFault.None, MoneyText.TryParse(text, Currency.Of(currency), out var money));
        Assert.Equal(minor, money.Minor);
        Assert.Equal(currency, money.Currency.Code);
    }

    [Theory]
    [InlineData("1.001", "USD", AmountFault.TooManyDigits)]
    [InlineData("1e-3", "USD", AmountFault.TooManyDigits)]
    [InlineData("1e-9999", "USD", AmountFault.TooManyDigits)]
    [InlineData("0.5", "JPY", AmountFault.TooManyDigits)]
    [InlineData("1.0001", "KWD", AmountFault.TooManyDigits)]
    [InlineData("10000000000000.01", "USD", AmountFault.OutOfRange)]
    [InlineData("1e9999", "USD", AmountFault.OutOfRange)]
    [InlineData("-1000000000000001", "JPY", AmountFault.OutOfRange)]
    [InlineData(null, "USD", AmountFault.NotANumber)]
    [InlineData("", "USD", AmountFault.NotANumber)]
    [InlineData(" 1", "USD", AmountFault.NotANumber)]
    [InlineData("+1", "USD", AmountFault.NotANumber)]
    [InlineData(".5", "USD", AmountFault.NotANumber)]
    [InlineData("5.", "USD", AmountFault.NotANumber)]
    [InlineData("1,5", "USD", AmountFault.NotANumber)]
    [InlineData("1e", "USD", AmountFault.NotANumber)]
    [InlineData("--1", "USD", AmountFault.NotANumber)]
    [InlineData("1.2.3", "USD", AmountFault.NotANumber)]
    [InlineData("NaN", "USD", AmountFault.NotANumber)]
    [InlineData("٣", "USD", AmountFault.NotANumber)]
    public void What_is_no_exact_amount_is_named(string? text, string currency, AmountFault fault)
    {
        Assert.Equal(fault, MoneyText.TryParse(text, Currency.Of(currency), out var money));
        Assert.True(money.IsZero);
    }

    [Theory]
    [InlineData(56832, "USD", "568.32")]
    [InlineData(-5, "USD", "-0.05")]
    [InlineData(0, "USD", "0.00")]
    [InlineData(1250, "JPY", "1250")]
    [InlineData(-1234, "KWD", "-1.234")]
    [InlineData(2_147_483_648, "USD", "21474836.48")]
    [InlineData(4_294_967_295, "USD", "42949672.95")]
    [InlineData(-1_000_000_000_000_000, "USD", "-10000000000000.00")]
    public void Text_carries_the_digits_of_the_currency(long minor, string currency, string text)
    {
        var money = new Kernel.Money(minor, Currency.Of(currency));
        Assert.Equal(text, money.ToText());
        Assert.Equal($"{text} {currency}", money.ToString());
    }

    [Fact]
    public void Reading_gives_back_what_was_written() =>
        Check.One(Proof.Config, Prop.ForAll(MoneyArbitrary.Amounts, MoneyArbitrary.Currencies, (minor, currency) =>
        {
            var money = new Kernel.Money(minor, currency);
            var fault = MoneyText.TryParse(money.ToText(), currency, out var read);
            return fault == AmountFault.None && read == money;
        }));

    [Fact]
    public void Sums_and_differences_undo_each_other()
    {
        var one = new Kernel.Money(250, Dollar);
        var other = new Kernel.Money(-1099, Dollar);
        Assert.Equal(one, one + other - other);
        Assert.Equal(-849, (one + other).Minor);
        Assert.Equal(new Kernel.Money(-250, Dollar), -one);
        Assert.Equal(other, Kernel.Money.Min(one, other));
        Assert.Equal(one, Kernel.Money.Max(one, other));
        Assert.True(other < one && one > other && one >= other && other <= one);
    }

    [Fact]
    public void Amounts_of_two_currencies_never_meet()
    {
        var dollars = new Kernel.Money(1, Dollar);
        var euros = new Kernel.Money(1, Currency.Of("EUR"));
        Assert.Throws<BrokenInvariantException>(() => dollars + euros);
        Assert.Throws<BrokenInvariantException>(() => dollars < euros);
    }

    [Fact]
    public void An_amount_beyond_the_limit_is_a_bug()
    {
        var most = new Kernel.Money(Kernel.Money.MinorMax, Dollar);
        Assert.Throws<BrokenInvariantException>(() => most + new Kernel.Money(1, Dollar));
        Assert.Throws<BrokenInvariantException>(() => most.MultiplyBy(1_000_000m, Rounding.Down));
    }

    [Theory]
    [InlineData(10000, "0.015", 150)]
    [InlineData(-10000, "0.015", -150)]
    [InlineData(99, "0.5", 50)]
    [InlineData(333, "0.333333", 111)]
    [InlineData(100, "-0.005", -1)]
    public void A_rate_is_applied_and_rounded_once(long minor, string rate, long product)
    {
        var money = new Kernel.Money(minor, Dollar);
        var factor = decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(product, money.MultiplyBy(factor, Rounding.HalfUp).Minor);
    }
}
