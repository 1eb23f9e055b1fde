using Collections.Domain.Notices;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Notices;

public sealed class LanguageFormatTests
{
    [Theory]
    [InlineData("en", 123_456_789, "USD", "$1,234,567.89")]
    [InlineData("en-GB", -5, "GBP", "-£0.05")]
    [InlineData("en", 56_832, "CNY", "CN¥568.32")]
    [InlineData("zh-CN", 56_832, "CNY", "¥568.32")]
    [InlineData("zh", 100_000, "JPY", "JPY\u00A0100,000")]
    [InlineData("en", 1_234_567, "KWD", "KWD\u00A01,234.567")]
    [InlineData("de-AT", 123_450, "EUR", "1.234,50\u00A0EUR")]
    [InlineData("sw", -123_450, "KES", "KES\u00A0-1234.50")]
    [InlineData("en", 100, "USD", "$1.00")]
    [InlineData("en", 100_000, "USD", "$1,000.00")]
    public void Amounts_are_written_in_the_language(string language, long minor, string currency, string expected) =>
        Assert.Equal(expected, LanguageFormat.For(language).Write(new Money(minor, Currency.Of(currency))));

    [Theory]
    [InlineData("en", "7 October 2025")]
    [InlineData("zh", "2025年10月7日")]
    [InlineData("de", "07.10.2025")]
    [InlineData("fr", "07/10/2025")]
    [InlineData("sw", "2025-10-07")]
    public void Dates_are_written_in_the_language(string language, string expected) =>
        Assert.Equal(expected, LanguageFormat.For(language).Write(new LocalDate(2025, 10, 7)));

    [Fact]
    public void Whole_numbers_are_grouped() => Assert.Equal("-12,345", LanguageFormat.For("en").Write(-12_345));
}
