using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collections.Kernel;
using Collections.Runtime.Personal;
using NodaTime;

namespace Collections.Gateways.Tasks;

/// <summary>
/// What stands in the link by which a customer chooses when to be called, or asks to be left alone, without logging in:
/// which task, until when, signed. It names nobody.
/// </summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Until">The link works before this instant only; whole seconds.</param>
public sealed record CustomerLink(string Tenant, string TaskId, Instant Until)
{
    private const char Separator = '\n';

    /// <summary>The link's last path segment.</summary>
    public string Write(TenantKeys keys) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Join(Separator, Tenant, TaskId, Seconds, Signature(keys))));

    /// <summary>Reads a segment; null when it is none or nobody signed it.</summary>
    /// <param name="text">The path segment.</param>
    /// <param name="keysOf">The keys of a tenant.</param>
    public static CustomerLink? ReadOrNull(string text, Func<string, TenantKeys> keysOf)
    {
        if (!Base64Url.IsValid(text)
            || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator) is not
                [var tenant, var task, var seconds, var signature]
            || !EntityKey.IsValidId(tenant)
            || !EntityKey.IsValidId(task)
            || !long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            || until > Instant.MaxValue.ToUnixTimeSeconds())
        {
            return null;
        }

        var link = new CustomerLink(tenant, task, Instant.FromUnixTimeSeconds(until));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(link.Signature(keysOf(tenant))))
            ? link
            : null;
    }

    private string Seconds => Until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private string Signature(TenantKeys keys) => keys.Sign($"customer-link {TaskId} {Seconds}");
}
