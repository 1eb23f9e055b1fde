using System.Text;
using Collections.Gateways.Notices;
using NodaTime;

namespace Collections.Gateways.Tests.Notices;

/// <summary>The bytes of messages, once and for ever: instants and texts are fixed.</summary>
public sealed class EmlMessageTests
{
    private static readonly EmlEnvelope Envelope = new()
    {
        Tenant = "default",
        Company = "North Utilities",
        NoticeId = "ntc_1:2.3",
        AccountId = "a1",
        Template = "reminder",
        Channel = "email",
        Address = "kim@example.com",
        Name = "Kim \"K\" Sample",
        At = Instant.FromUtc(2026, 1, 5, 12, 0, 7),
    };

    [Fact]
    public void An_English_notice_is_readable_as_it_stands() => Assert.Equal(
        Lines(
            "From: \"North Utilities\" <notices@default.invalid>",
            "To: \"Kim \\\"K\\\" Sample\" <kim@example.com>",
            "Subject: Payment reminder: $10.00 is past due",
            "Date: Mon, 05 Jan 2026 12:00:07 +0000",
            "Message-ID: <ntc_1=3A2=2E3@default.invalid>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Language: en",
            "Auto-Submitted: auto-generated",
            "X-Channel: email",
            "X-Notice-Id: ntc_1:2.3",
            "X-Account-Id: a1",
            "X-Template: reminder",
            "Content-Transfer-Encoding: quoted-printable",
            string.Empty,
            "Dear Kim,",
            string.Empty,
            "a =3D b, caf=C3=A9, and a line that is so long that it has to be broken som=",
            "ewhere.=20",
            "end"),
        Text(Envelope, new RenderedNotice(
            "Payment reminder: $10.00 is past due",
            "Dear Kim,\n\na = b, café, and a line that is so long that it has to be broken somewhere. \nend\n",
            "en")));

    [Fact]
    public void A_Chinese_notice_is_encoded_in_header_and_body()
    {
        var envelope = Envelope with { Name = "张三", Company = "北方电力" };
        var subject = "付款提醒：¥568.32已逾期，请您尽快支付，谢谢您的配合与理解";

        var lines = Text(envelope, new RenderedNotice(subject, "张三，您好！\n", "zh")).Split("\r\n");

        Assert.Equal("From: =?UTF-8?B?5YyX5pa555S15Yqb?= <notices@default.invalid>", lines[0]);
        Assert.Equal("To: =?UTF-8?B?5byg5LiJ?= <kim@example.com>", lines[1]);
        Assert.Equal(subject, Decode(lines[2]["Subject: ".Length..] + lines[3] + lines[4]));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 76));
        Assert.Equal("base64", lines.First(line => line.StartsWith("Content-Transfer", StringComparison.Ordinal))[27..]);
        Assert.Equal("张三，您好！\r\n", Encoding.UTF8.GetString(Convert.FromBase64String(lines[^2])));
    }

    [Fact]
    public void No_text_breaks_out_of_a_header()
    {
        var envelope = Envelope with { Name = "Kim\r\nBcc: all@example.com", Company = "A\nB" };
        var text = Text(envelope, new RenderedNotice("Hello\r\nBcc: x@example.com\u0000", "b", "en"));

        Assert.DoesNotContain("\r\nBcc:", text, StringComparison.Ordinal);
        Assert.Contains("Subject: Hello Bcc: x@example.com\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_subject_is_folded_at_its_spaces()
    {
        var subject = string.Join(' ', Enumerable.Repeat("overdue", 30));
        var text = Text(Envelope, new RenderedNotice(subject, "b", "en"));
        var folded = text[text.IndexOf("Subject:", StringComparison.Ordinal)..text.IndexOf("Date:", StringComparison.Ordinal)];

        Assert.Equal($"Subject: {subject}\r\n", folded.Replace("\r\n ", " ", StringComparison.Ordinal));
        Assert.All(folded.Split("\r\n"), line => Assert.InRange(line.Length, 0, 76));
    }

    [Fact]
    public void On_other_channels_the_message_carries_number_and_text()
    {
        var envelope = Envelope with { Channel = "sms", Address = "+8613800000000", Name = "Kim" };
        var text = Text(envelope, new RenderedNotice(null, "Please pay $10.00.\nThank you.", "en"));

        Assert.Contains("To: \"+8613800000000\" <sms@default.invalid>\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Subject: Please pay $10.00.\r\n", text, StringComparison.Ordinal);
        Assert.Contains("X-Channel: sms\r\n", text, StringComparison.Ordinal);
        Assert.Contains("X-Recipient: +8613800000000\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_notice_gives_the_same_bytes()
    {
        var notice = new RenderedNotice("s", "b", "en");

        Assert.Equal(EmlMessage.Write(Envelope, notice), EmlMessage.Write(Envelope with { }, notice));
    }

    private static string Text(EmlEnvelope envelope, RenderedNotice notice) =>
        Encoding.ASCII.GetString(EmlMessage.Write(envelope, notice));

    private static string Lines(params IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\r\n"));

    private static string Decode(string words) => string.Concat(words
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word["=?UTF-8?B?".Length..^2]))));
}
