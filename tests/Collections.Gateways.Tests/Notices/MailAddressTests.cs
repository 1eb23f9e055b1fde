using Collections.Gateways.Notices;

namespace Collections.Gateways.Tests.Notices;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData(" kim@example.com ", "kim@example.com")]
    [InlineData("kim+tag@bücher.example", "kim+tag@xn--bcher-kva.example")]
    [InlineData("kim", null)]
    [InlineData("@example.com", null)]
    [InlineData("kim@", null)]
    [InlineData("kim@exa mple.com", null)]
    [InlineData("kim@example.com\r\nBcc: x@y.z", null)]
    [InlineData("kim <kim@example.com>", null)]
    [InlineData("张三@example.com", null)]
    public void An_address_is_one_that_a_header_may_hold(string address, string? expected) =>
        Assert.Equal(expected, MailAddress.AsciiOrNull(address));
}
