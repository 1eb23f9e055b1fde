using Collections.Gateways.Mail;

namespace Collections.Gateways.Tests.Mail;

public sealed class MailServerTests
{
    [Fact]
    public void An_url_says_everything()
    {
        var server = MailServer.Parse(new Uri("smtp://kim%40x:p%3Aw@mail.example.com:2525?from=n%40example.com&helo=me"));
        Assert.Equal(("mail.example.com", 2525, MailSecurity.StartTls), (server.Host, server.Port, server.Security));
        Assert.Equal(("kim@x", "p:w"), (server.Credential!.UserName, server.Credential.Password));
        Assert.Equal(("n@example.com", "me"), (server.Sender, server.ClientName));
        Assert.Equal("mail.example.com:2525 (STARTTLS)", server.ToString());
    }

    [Theory]
    [InlineData("smtp://h?from=a@b.c", 587, MailSecurity.StartTls)]
    [InlineData("smtps://h?from=a@b.c", 465, MailSecurity.Implicit)]
    [InlineData("smtp://h:25?from=a@b.c&starttls=never", 25, MailSecurity.None)]
    public void Port_and_encryption_have_safe_defaults(string address, int port, MailSecurity security)
    {
        var server = MailServer.Parse(new Uri(address));
        Assert.Equal((port, security), (server.Port, server.Security));
    }

    [Theory]
    [InlineData("http://h?from=a@b.c")]
    [InlineData("smtp://h")]
    [InlineData("smtp://h?from=nobody")]
    [InlineData("smtp://h?from=a@b.c&starttls=maybe")]
    [InlineData("smtp://h?from=a@b.c&from=d@e.f")]
    [InlineData("smtp://h?from=a@b.c&colour=red")]
    [InlineData("smtp://user@h?from=a@b.c")]
    public void What_is_wrong_with_an_url_is_said_without_its_password(string address) =>
        Assert.DoesNotContain(
            "secret",
            Assert.Throws<FormatException>(() => MailServer.Parse(new Uri(address.Replace("user", "secret", StringComparison.Ordinal))))
                .Message,
            StringComparison.Ordinal);
}
