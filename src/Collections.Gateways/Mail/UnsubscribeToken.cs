using Collections.Gateways.Links;
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
    private const string Purpose = "unsubscribe";

    /// <summary>The token as a path segment.</summary>
    public string Write(TenantKeys keys) => new SignedLink(Purpose, Tenant, [Person, Channel]).Write(keys);

    /// <summary>Reads a token; null when it is none or nobody signed it.</summary>
    /// <param name="text">The path segment.</param>
    /// <param name="keysOf">The keys of a tenant.</param>
    public static UnsubscribeToken? ReadOrNull(string text, Func<string, TenantKeys> keysOf) =>
        SignedLink.ReadOrNull(text, Purpose, 2, keysOf) is { Parts: [var person, var channel] } link
        && EntityKey.IsValidId(person)
            ? new UnsubscribeToken(link.Tenant, person, channel)
            : null;
}
