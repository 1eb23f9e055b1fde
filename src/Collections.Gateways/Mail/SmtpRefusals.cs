using Collections.Gateways.Notices;

namespace Collections.Gateways.Mail;

/// <summary>Where in handing a message over.</summary>
internal enum SmtpStep
{
    /// <summary>Naming the sender.</summary>
    Sender,

    /// <summary>Naming the recipient.</summary>
    Recipient,

    /// <summary>The content.</summary>
    Content,
}

/// <summary>A reply that refused, and what it refused.</summary>
internal sealed record SmtpRefusal(SmtpStep Step, SmtpReply Reply);

/// <summary>What a refusal means: try again, or never.</summary>
internal static class SmtpRefusals
{
    /// <summary>The address is written in letters the server cannot take (RFC 6531).</summary>
    public const string AddressNeedsUtf8 = "mail_address_needs_utf8";

    private const string AddressRefused = "mail_address_refused";

    private const string TooLarge = "mail_too_large";

    private const string Refused = "mail_refused";

    /// <summary>
    /// 4xx may pass later. 5xx never will for this message, unless the server refused us and not the message: that the
    /// operator mends, so it is tried again.
    /// </summary>
    public static Exception Of(SmtpStep step, SmtpReply reply)
    {
        var isOurs = step == SmtpStep.Sender && ReasonOf(reply) != TooLarge;
        return reply.IsNever && !isOurs && reply.Code is not (530 or 535)
            ? new NoticeRefusedException(ReasonOf(reply))
            : new MailFaultException($"The mail server answered {reply.Code} to the {Word(step)}.");
    }

    private static string ReasonOf(SmtpReply reply) => (reply.Code, reply.Enhanced) switch
    {
        (_, "5.3.4" or "5.2.3") or (552, null) => TooLarge,
        (_, { } enhanced) when enhanced.StartsWith("5.1.", StringComparison.Ordinal) => AddressRefused,
        (550 or 551 or 553, null) => AddressRefused,
        _ => Refused,
    };

    private static string Word(SmtpStep step) => step switch
    {
        SmtpStep.Sender => "sender",
        SmtpStep.Recipient => "recipient",
        _ => "content",
    };
}
