using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Collections.Kernel;
using Collections.Runtime.Personal;

namespace Collections.Gateways.Links;

/// <summary>
/// A few words of ours that travel through the hands of others and come back: for what purpose, whose, which, signed by
/// the tenant's key (HMAC-SHA-256). Anybody can read them and nobody can change them or use them for another purpose.
/// </summary>
/// <param name="Purpose">What it is for; it is signed and not written, so that the reader has to know.</param>
/// <param name="Tenant">The tenant, whose key signs.</param>
/// <param name="Parts">The words; none holds a line break.</param>
public sealed record SignedLink(string Purpose, string Tenant, IReadOnlyList<string> Parts)
{
    private const char Separator = '\n';

    /// <summary>The link as one path segment: base64url of its lines, the signature last.</summary>
    /// <param name="keys">The tenant's keys.</param>
    public string Write(TenantKeys keys)
    {
        Invariant.Require(
            Parts.All(part => !part.Contains(Separator, StringComparison.Ordinal)), "A part is one line.");
        return Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(string.Join(Separator, [Tenant, .. Parts, Signature(keys)])));
    }

    /// <summary>Reads a segment; null when it is none, has other parts, or was not signed for this purpose.</summary>
    /// <param name="text">The path segment.</param>
    /// <param name="purpose">What it must be for.</param>
    /// <param name="parts">How many words it must have.</param>
    /// <param name="keysOf">The keys of a tenant.</param>
    public static SignedLink? ReadOrNull(string text, string purpose, int parts, Func<string, TenantKeys> keysOf)
    {
        if (!Base64Url.IsValid(text)
            || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator) is not
                [var tenant, .. var words, var signature]
            || words.Length != parts
            || !EntityKey.IsValidId(tenant))
        {
            return null;
        }

        var link = new SignedLink(purpose, tenant, words);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(link.Signature(keysOf(tenant))))
            ? link
            : null;
    }

    private string Signature(TenantKeys keys) => keys.Sign($"{Purpose} {string.Join(' ', Parts)}");
}
