using System.Net;
using Collections.Gateways.Mail;
using Collections.Gateways.Notices;
using NodaTime;

namespace Collections.Gateways.Tests.Mail;

/// <summary>What a mail server that others wrote makes of our mail.</summary>
public sealed class RealServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("collections-smtp-").FullName;
    private readonly MailMeter _meter = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _meter.Dispose();
        _limit.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_real_server_takes_and_delivers_our_mail()
    {
        if (EximServer.Missing is { } missing)
        {
            // .ci/run installs it, so that only a machine without it gets here, and says so.
            await Console.Error.WriteLineAsync($"Mail by a real server is not part of this run: {missing}.");
            return;
        }

        using var exim = await EximServer.StartAsync(_limit.Token);
        await using (var sink = Open(exim, MailSecurity.StartTls))
        {
            Assert.True(await sink.PutAsync(Notice("n1", "kim@example.org")));
            Assert.True(await sink.PutAsync(Notice("n2", "赵@example.org")));
            Assert.False(await sink.PutAsync(Notice("n1", "kim@example.org")));
            var nobody = await Assert.ThrowsAsync<NoticeRefusedException>(
                () => sink.PutAsync(Notice("n3", "nobody@example.org")).AsTask());
            Assert.Equal("mail_address_refused", nobody.Reason);
            await Assert.ThrowsAsync<MailFaultException>(() => sink.PutAsync(Notice("n4", "later@example.org")).AsTask());
            var large = await Assert.ThrowsAsync<NoticeRefusedException>(
                () => sink.PutAsync(Notice("n5", "kim@example.org", new string('x', 200_000))).AsTask());
            Assert.Equal("mail_too_large", large.Reason);
        }

        await using (var sink = Open(exim, MailSecurity.Implicit))
        {
            Assert.True(await sink.PutAsync(Notice("n6", "kim@example.org")));
        }

        await using (var sink = Open(exim, MailSecurity.StartTls, "wrong"))
        {
            await Assert.ThrowsAsync<MailFaultException>(() => sink.PutAsync(Notice("n7", "kim@example.org")).AsTask());
        }

        var delivered = await exim.DeliveredAsync(3, _limit.Token);
        Assert.Equal(3, delivered.Count);
        var first = Assert.Single(delivered, message => message.Contains("<n1@example.com>", StringComparison.Ordinal));
        Assert.Contains("Return-path: <notices@example.com>", first, StringComparison.Ordinal);
        Assert.Contains("Envelope-to: kim@example.org", first, StringComparison.Ordinal);
        Assert.Contains("esmtpsa", first, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe: <https://pay.example.com/u/t>", first, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", first, StringComparison.Ordinal);
        Assert.Contains("Subject: =?UTF-8?B?", first, StringComparison.Ordinal);
        Assert.Contains("\n.a dot\n", first, StringComparison.Ordinal);
        Assert.Single(delivered, message => message.Contains("赵@example.org", StringComparison.Ordinal));
    }

    private static OutgoingNotice Notice(string id, string to, string more = "") => new(
        "default",
        id,
        EmlMessage.Write(
            new EmlEnvelope
            {
                Tenant = "default",
                Company = "Energie Süd",
                NoticeId = id,
                AccountId = "a_1",
                Template = "due-soon",
                Channel = "email",
                Address = to,
                Name = "Kim Müller",
                At = Instant.FromUtc(2026, 1, 2, 3, 4),
                Sender = "notices@example.com",
                Unsubscribe = new Uri("https://pay.example.com/u/t"),
            },
            new RenderedNotice("Überfällig", $"Hello\n.a dot\n{more}", "en")))
    {
        Recipient = to,
    };

    private SmtpSink Open(EximServer exim, MailSecurity security, string password = "s3cret") => new(
        new MailServer("localhost", security == MailSecurity.Implicit ? exim.TlsPort : exim.Port)
        {
            Sender = "notices@example.com",
            Security = security,
            Credential = new NetworkCredential("user", password),
            AuthorityPath = exim.AuthorityPath,
        },
        Path.Combine(_folder, "mail"),
        _meter,
        TimeProvider.System);
}
