using Collections.Gateways.Mail;

namespace Collections.Gateways.Tests.Mail;

public sealed class SmtpTlsTests : IAsyncDisposable
{
    private readonly MailRig _rig = new();
    private readonly string _authority;

    public SmtpTlsTests()
    {
        _rig.Server.Certificate = TestCertificate.Make();
        _authority = TestCertificate.Write(_rig.Server.Certificate, _rig.Folder).Certificate;
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _rig.Server.Certificate?.Dispose();
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Implicit)]
    public async Task A_trusted_server_gets_the_message_encrypted(MailSecurity security)
    {
        await OpenAsync(security, _authority);
        Assert.True(await _rig.Sink.PutAsync(MailRig.Notice()));
        Assert.Single(_rig.Server.Messages);
        Assert.Equal(security == MailSecurity.StartTls, _rig.Server.Lines.Contains("STARTTLS"));
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Implicit)]
    public async Task A_server_with_a_certificate_nobody_vouches_for_gets_nothing(MailSecurity security)
    {
        await OpenAsync(security, null);
        await Assert.ThrowsAsync<MailFaultException>(() => _rig.Sink.PutAsync(MailRig.Notice()).AsTask());
        Assert.Empty(_rig.Server.Messages);
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_hears_no_address()
    {
        await OpenAsync(MailSecurity.StartTls, _authority);
        _rig.Server.Offers.Remove("STARTTLS");
        await Assert.ThrowsAsync<MailFaultException>(() => _rig.Sink.PutAsync(MailRig.Notice()).AsTask());
        Assert.DoesNotContain(_rig.Server.Lines, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_put_in_before_the_encryption_are_noticed()
    {
        await OpenAsync(MailSecurity.StartTls, _authority);
        _rig.Server.Injected = "\r\n250 I am the server";
        await Assert.ThrowsAsync<MailFaultException>(() => _rig.Sink.PutAsync(MailRig.Notice()).AsTask());
        Assert.Empty(_rig.Server.Messages);
    }

    private Task OpenAsync(MailSecurity security, string? authority)
    {
        _rig.Server.IsImplicit = security == MailSecurity.Implicit;
        _rig.Server.Offers.Add("STARTTLS");
        return _rig.RestartAsync(server => server with { Security = security, AuthorityPath = authority });
    }
}
