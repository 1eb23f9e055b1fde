using System.Globalization;
using Collections.Gateways.Links;
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
    private const string Purpose = "customer-link";

    /// <summary>The link's last path segment.</summary>
    public string Write(TenantKeys keys)
    {
        var seconds = Until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new SignedLink(Purpose, Tenant, [TaskId, seconds]).Write(keys);
    }

    /// <summary>Reads a segment; null when it is none or nobody signed it.</summary>
    /// <param name="text">The path segment.</param>
    /// <param name="keysOf">The keys of a tenant.</param>
    public static CustomerLink? ReadOrNull(string text, Func<string, TenantKeys> keysOf) =>
        SignedLink.ReadOrNull(text, Purpose, 2, keysOf) is { Parts: [var task, var seconds] } link
        && EntityKey.IsValidId(task)
        && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
        && until <= Instant.MaxValue.ToUnixTimeSeconds()
            ? new CustomerLink(link.Tenant, task, Instant.FromUnixTimeSeconds(until))
            : null;
}
