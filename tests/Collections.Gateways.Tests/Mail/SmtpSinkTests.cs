using System.Net;
using Collections.Gateways.Mail;
using Collections.Gateways.Notices;

namespace Collections.Gateways.Tests.Mail;

public sealed class SmtpSinkTests : IAsyncDisposable
{
    private readonly MailRig _rig = new();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_message_arrives_as_it_was_written_and_a_dot_at_a_line_start_is_doubled_on_the_way()
    {
        Assert.True(await _rig.Sink.PutAsync(MailRig.Notice(text: "one\r\n.two\r\n..\r\n")));
        Assert.Equal("Subject: x\n\none\n..two\n...\n", Assert.Single(_rig.Server.Messages));
        Assert.Contains("MAIL FROM:<notices@example.com> SIZE=29", _rig.Server.Lines);
        Assert.Contains("RCPT TO:<kim@example.org>", _rig.Server.Lines);
        Assert.Equal(1, _rig.Count("collections.mail.sent"));
    }

    [Fact]
    public async Task A_bare_feed_cannot_end_a_message_early()
    {
        await _rig.Sink.PutAsync(MailRig.Notice(text: "a\n.\nMAIL FROM:<evil@example.org>\n"));
        Assert.Equal("Subject: x\n\na\n..\nMAIL FROM:<evil@example.org>\n", Assert.Single(_rig.Server.Messages));
    }

    [Fact]
    public async Task The_same_notice_leaves_once_even_after_a_restart()
    {
        Assert.True(await _rig.Sink.PutAsync(MailRig.Notice()));
        Assert.False(await _rig.Sink.PutAsync(MailRig.Notice()));
        await _rig.RestartAsync();
        Assert.False(await _rig.Sink.PutAsync(MailRig.Notice()));
        Assert.Single(_rig.Server.Messages);
        Assert.Equal(0, _rig.Count("collections.mail.duplicates"));
    }

    [Fact]
    public async Task A_message_of_which_nobody_knows_is_sent_again_and_counted()
    {
        _rig.Server.HangUp = line => line == ".";
        await Assert.ThrowsAsync<MailFaultException>(() => _rig.Sink.PutAsync(MailRig.Notice()).AsTask());
        _rig.Server.HangUp = _ => false;
        await _rig.RestartAsync();
        Assert.True(await _rig.Sink.PutAsync(MailRig.Notice()));
        Assert.Equal(2, _rig.Server.Messages.Count);
        Assert.Equal(_rig.Server.Messages[0], _rig.Server.Messages[1]);
        Assert.Equal(1, _rig.Count("collections.mail.duplicates"));
    }

    [Fact]
    public async Task A_message_that_the_server_did_not_take_is_no_duplicate_later()
    {
        _rig.Server.Answer = line => line == "." ? "451 4.3.0 later" : null;
        await Assert.ThrowsAsync<MailFaultException>(() => _rig.Sink.PutAsync(MailRig.Notice()).AsTask());
        _rig.Server.Answer = _ => null;
        Assert.True(await _rig.Sink.PutAsync(MailRig.Notice()));
        Assert.Equal(0, _rig.Count("collections.mail.duplicates"));
        Assert.Equal(1, _rig.Count("collections.mail.faults"));
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 <kim@example.org> unknown", "mail_address_refused")]
    [InlineData("RCPT", "550 no such user", "mail_address_refused")]
    [InlineData("RCPT", "554 5.7.1 policy", "mail_refused")]
    [InlineData("MAIL", "552 5.3.4 too big", "mail_too_large")]
    [InlineData("DATA", "554 5.6.0 content", "mail_refused")]
    [InlineData(".", "550 5.7.1 spam", "mail_refused")]
    public async Task What_the_server_will_never_take_is_refused_for_good(string at, string reply, string reason)
    {
        _rig.Server.Answer = line => line.StartsWith(at, StringComparison.Ordinal) ? reply : null;
        var refused = await Assert.ThrowsAsync<NoticeRefusedException>(
            () => _rig.Sink.PutAsync(MailRig.Notice()).AsTask());
        Assert.Equal(reason, refused.Reason);
        Assert.DoesNotContain("kim", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, _rig.Count("collections.mail.refused"));

        _rig.Server.Answer = _ => null;
        Assert.True(await _rig.Sink.PutAsync(MailRig.Notice("n2")));
    }

    [Theory]
    [InlineData("greeting", "554 5.3.2 closed")]
    [InlineData("MAIL", "530 5.7.0 who are you")]
    [InlineData("MAIL", "550 5.7.1 not your sender")]
    [InlineData("RCPT", "450 4.2.0 <kim@example.org> greylisted")]
    [InlineData("RCPT", "421 4.3.2 going down")]
    [InlineData(".", "452 4.3.1 full")]
    public async Task What_may_pass_later_is_a_fault_that_quotes_nobody(string at, string reply)
    {
        _rig.Server.Answer = line => line.StartsWith(at, StringComparison.Ordinal) ? reply : null;
        var fault = await Assert.ThrowsAsync<MailFaultException>(
            () => _rig.Sink.PutAsync(MailRig.Notice()).AsTask());
        Assert.DoesNotContain("kim", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, _rig.Count("collections.mail.refused"));
    }

    [Fact]
    public async Task A_session_that_the_server_closed_meanwhile_is_opened_again()
    {
        await _rig.Sink.PutAsync(MailRig.Notice("n1"));
        var asked = 0;
        _rig.Server.HangUp = line => line.StartsWith("MAIL", StringComparison.Ordinal) && asked++ == 0;
        Assert.True(await _rig.Sink.PutAsync(MailRig.Notice("n2")));
        Assert.Equal((2, 2), (_rig.Server.Connections, _rig.Server.Messages.Count));
    }

    [Fact]
    public async Task One_session_carries_many_messages_with_and_without_pipelining()
    {
        await _rig.Sink.PutAsync(MailRig.Notice("n1"));
        await _rig.Sink.PutAsync(MailRig.Notice("n2"));
        Assert.Equal(1, _rig.Server.Connections);
        _rig.Server.Offers.Clear();
        await _rig.RestartAsync();
        await _rig.Sink.PutAsync(MailRig.Notice("n3"));
        Assert.Equal(3, _rig.Server.Messages.Count);
        Assert.Contains("MAIL FROM:<notices@example.com>", _rig.Server.Lines);
    }

    [Theory]
    [InlineData("AUTH PLAIN LOGIN", "AUTH PLAIN AHVzZXIAcMOkc3M=")]
    [InlineData("AUTH LOGIN", "cMOkc3M=")]
    public async Task It_says_who_it_is_by_what_the_server_offers(string offer, string said)
    {
        _rig.Server.Offers.Add(offer);
        _rig.Server.Answer = line => line is "AUTH LOGIN" or "dXNlcg==" ? "334 VXNlcm5hbWU6"
            : line == "cMOkc3M=" ? "235 welcome" : null;
        await _rig.RestartAsync(server => server with { Credential = new NetworkCredential("user", "päss") });
        Assert.True(await _rig.Sink.PutAsync(MailRig.Notice()));
        Assert.Contains(said, _rig.Server.Lines);
    }

    [Fact]
    public async Task A_wrong_password_is_a_fault_to_mend_not_the_end_of_a_notice()
    {
        _rig.Server.Offers.Add("AUTH PLAIN");
        _rig.Server.Answer = line => line.StartsWith("AUTH", StringComparison.Ordinal) ? "535 5.7.8 no" : null;
        await _rig.RestartAsync(server => server with { Credential = new NetworkCredential("user", "wrong") });
        var fault = await Assert.ThrowsAsync<MailFaultException>(() => _rig.Sink.PutAsync(MailRig.Notice()).AsTask());
        Assert.DoesNotContain("wrong", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_other_letters_goes_to_servers_that_take_it_only()
    {
        Assert.True(await _rig.Sink.PutAsync(MailRig.Notice(to: "赵@example.org")));
        Assert.Contains("RCPT TO:<赵@example.org>", _rig.Server.Lines);
        Assert.Contains(
            _rig.Server.Lines, line => line.StartsWith("MAIL", StringComparison.Ordinal) && line.EndsWith(
                "BODY=8BITMIME SMTPUTF8", StringComparison.Ordinal));
        _rig.Server.Offers.Remove("SMTPUTF8");
        await _rig.RestartAsync();
        var refused = await Assert.ThrowsAsync<NoticeRefusedException>(
            () => _rig.Sink.PutAsync(MailRig.Notice("n2", to: "赵@example.org")).AsTask());
        Assert.Equal("mail_address_needs_utf8", refused.Reason);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_in_time()
    {
        _rig.Server.Answer = line => line == "greeting" ? "220-wait" : null;
        await _rig.RestartAsync(server => server with { CommandTime = TimeSpan.FromMilliseconds(200) });
        await Assert.ThrowsAsync<MailFaultException>(() => _rig.Sink.PutAsync(MailRig.Notice()).AsTask());
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("22x fake")]
    [InlineData("")]
    public async Task What_is_no_mail_server_is_noticed(string greeting)
    {
        _rig.Server.Answer = line => line == "greeting" ? greeting : null;
        await Assert.ThrowsAsync<MailFaultException>(() => _rig.Sink.PutAsync(MailRig.Notice()).AsTask());
    }
}
