using System.Text.RegularExpressions;

namespace Collections.Gateways.Mail;

/// <summary>A server's reply (RFC 5321, section 4.2).</summary>
/// <param name="Code">Three digits; 2xx done, 3xx go on, 4xx not now, 5xx never.</param>
/// <param name="Lines">Its texts, which may quote addresses: never logged, never stored.</param>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsDone => Code is >= 200 and < 300;

    public bool IsNotNow => Code is >= 400 and < 500;

    public bool IsNever => Code is >= 500 and < 600;

    /// <summary>The enhanced status code (RFC 3463), for example <c>5.1.1</c>; null when it gives none.</summary>
    public string? Enhanced => EnhancedCode().Match(Lines[0]) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?= |$)")]
    private static partial Regex EnhancedCode();
}

/// <summary>Mail could not leave now: the server is away, busy or does not know us. Trying again may help.</summary>
public sealed class MailFaultException(string message, Exception? cause = null) : IOException(message, cause);
