using System.Globalization;

namespace Collections.Gateways.Notices;

/// <summary>Mail addresses as a header may hold them.</summary>
public static class MailAddress
{
    private const int LengthMax = 254;

    private static readonly IdnMapping Names = new();

    /// <summary>
    /// The address with its domain in ASCII (IDNA); null when it is none, above all when it could break out of the
    /// header.
    /// </summary>
    public static string? AsciiOrNull(string address) =>
        OrNull(address) is { } any && any.All(char.IsAscii) ? any : null;

    /// <summary>
    /// The same, and its left side may be written in any letters (RFC 6531): only some mail servers take such mail.
    /// </summary>
    public static string? OrNull(string address)
    {
        var trimmed = address.Trim().Normalize();
        var at = trimmed.LastIndexOf('@');
        if (at < 1 || at == trimmed.Length - 1 || trimmed.Length > LengthMax || !trimmed[..at].All(IsAtomText))
        {
            return null;
        }

        try
        {
            var domain = Names.GetAscii(trimmed[(at + 1)..]);
            return domain.All(IsDomainText) ? $"{trimmed[..at]}@{domain}" : null;
        }
        catch (ArgumentException)
        {
            // The domain is no domain name in any script.
            return null;
        }
    }

    private static bool IsDomainText(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-';

    private static bool IsAtomText(char c) =>
        char.IsLetterOrDigit(c) || (c > 127 && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
        || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal);
}
