using System.Text;
using NodaTime;

namespace Collections.Gateways.Notices;

/// <summary>What a notice's envelope says.</summary>
public sealed record EmlEnvelope
{
    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The tenant's name, who writes.</summary>
    public required string Company { get; init; }

    /// <summary>The notice; its message id derives from it, so that a copy is known as one.</summary>
    public required string NoticeId { get; init; }

    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The template asked for.</summary>
    public required string Template { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The number or address.</summary>
    public required string Address { get; init; }

    /// <summary>The name of the person; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>The address it comes from; null for one that nobody owns.</summary>
    public string? Sender { get; init; }

    /// <summary>Where one click ends such mail; null for none.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>When it was permitted.</summary>
    public required Instant At { get; init; }
}

/// <summary>
/// A notice as an Internet message (RFC 5322), a pure function of its parts: the same notice always gives the same
/// bytes. On channels other than mail the number stands in <c>X-Recipient</c> and the message is only its carrier.
/// </summary>
public static class EmlMessage
{
    private const string MailChannel = "email";

    // Beyond this share of bytes that quoted-printable triples, base64 is shorter.
    private const int ForeignShare = 6;

    private const int SubjectLengthMax = 78;

    private const int Base64LineLength = 76;

    /// <summary>The bytes of the message.</summary>
    public static byte[] Write(EmlEnvelope envelope, RenderedNotice notice)
    {
        var sender = envelope.Sender ?? $"notices@{DomainOf(envelope.Tenant)}";
        var domain = sender[(sender.LastIndexOf('@') + 1)..];
        var isMail = envelope.Channel == MailChannel;
        var message = new StringBuilder()
            .Append(EmlHeaders.Field("From", EmlHeaders.Mailbox(envelope.Company, sender)))
            .Append(EmlHeaders.Field("To", isMail
                ? EmlHeaders.Mailbox(envelope.Name, envelope.Address)
                : EmlHeaders.Mailbox(envelope.Address, $"{LabelOf(envelope.Channel)}@{domain}")))
            .Append(EmlHeaders.Field("Subject", EmlHeaders.Text(notice.Subject ?? FirstLine(notice.Body))))
            .Append(EmlHeaders.Field("Date", EmlHeaders.Date(envelope.At)))
            .Append(EmlHeaders.Field("Message-ID", $"<{LocalPartOf(envelope.NoticeId)}@{domain}>"))
            .Append(EmlHeaders.Field("MIME-Version", "1.0"))
            .Append(EmlHeaders.Field("Content-Type", "text/plain; charset=utf-8"))
            .Append(EmlHeaders.Field("Content-Language", notice.Language))
            .Append(EmlHeaders.Field("Auto-Submitted", "auto-generated"))
            .Append(EmlHeaders.Field("X-Channel", envelope.Channel))
            .Append(EmlHeaders.Field("X-Notice-Id", envelope.NoticeId))
            .Append(EmlHeaders.Field("X-Account-Id", envelope.AccountId))
            .Append(EmlHeaders.Field("X-Template", EmlHeaders.Text(envelope.Template)));
        if (!isMail)
        {
            message.Append(EmlHeaders.Field("X-Recipient", EmlHeaders.Text(envelope.Address)));
        }

        if (envelope.Unsubscribe is { } link)
        {
            message.Append(EmlHeaders.Field("List-Unsubscribe", $"<{link.AbsoluteUri}>"));
            message.Append(EmlHeaders.Field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }

        AppendBody(message, notice.Body);

        // ASCII but for an address in other letters (RFC 6532).
        return Encoding.UTF8.GetBytes(message.ToString());
    }

    private static void AppendBody(StringBuilder message, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ReplaceLineEndings("\r\n"));
        var foreign = bytes.Count(value => value >= 128);
        if (foreign * ForeignShare <= bytes.Length)
        {
            message.Append(EmlHeaders.Field("Content-Transfer-Encoding", "quoted-printable")).Append("\r\n");
            message.Append(QuotedPrintable.Encode(body.ReplaceLineEndings("\n").TrimEnd('\n')));
            return;
        }

        message.Append(EmlHeaders.Field("Content-Transfer-Encoding", "base64")).Append("\r\n");
        var encoded = Convert.ToBase64String(bytes);
        for (var at = 0; at < encoded.Length; at += Base64LineLength)
        {
            message.Append(encoded.AsSpan(at, Math.Min(Base64LineLength, encoded.Length - at))).Append("\r\n");
        }
    }

    private static string FirstLine(string body)
    {
        var line = body.TrimStart().Split('\n')[0].Trim();
        return line.Length > SubjectLengthMax ? line[..SubjectLengthMax] : line;
    }

    /// <summary>A name that no one owns (RFC 2606): the mailer that picks the file up sets the true sender.</summary>
    private static string DomainOf(string tenant) => $"{LabelOf(tenant)}.invalid";

    private static string LabelOf(string id) =>
        string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-') is
            { Length: > 0 } label
            ? label
            : "tenant";

    /// <summary>An id as the left side of a message id: a colon may not stand there, a dot not everywhere.</summary>
    private static string LocalPartOf(string noticeId) => noticeId
        .Replace(":", "=3A", StringComparison.Ordinal)
        .Replace(".", "=2E", StringComparison.Ordinal);
}
