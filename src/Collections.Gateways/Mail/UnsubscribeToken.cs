using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Collections.Kernel;
using Collections.Runtime.Personal;

namespace Collections.Gateways.Mail;

/// <summary>
/// What stands in the link by which a person opts out of a channel without logging in (RFC 8058): who and which,
/// signed, so that nobody opts others out. It never runs out: a wish to be left alone has no date.
/// </summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Person">The customer id.</param>
/// <param name="Channel">The channel.</param>
public sealed record UnsubscribeToken(string Tenant, string Person, string Channel)
{
    private const char Separator = '\n';

    /// <summary>The token as a path segment.</summary>
    public string Write(TenantKeys keys) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Join(Separator, Tenant, Person, Channel, Signature(keys))));

    /// <summary>Reads a token; null when it is none or nobody signed it.</summary>
    /// <param name="text">The path segment.</param>
    /// <param name="keysOf">The keys of a tenant.</param>
    public static UnsubscribeToken? ReadOrNull(string text, Func<string, TenantKeys> keysOf)
    {
        if (!Base64Url.IsValid(text)
            || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator) is not
                [var tenant, var person, var channel, var signature]
            || !EntityKey.IsValidId(tenant) || !EntityKey.IsValidId(person))
        {
            return null;
        }

        var token = new UnsubscribeToken(tenant, person, channel);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(token.Signature(keysOf(tenant))))
            ? token
            : null;
    }

    private string Signature(TenantKeys keys) => keys.Sign($"unsubscribe {Person} {Channel}");
}
