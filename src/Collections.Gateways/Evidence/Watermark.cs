using System.Globalization;
using Collections.Gateways.Links;
using Collections.Kernel;
using Collections.Runtime.Personal;
using NodaTime;
using NodaTime.Text;

namespace Collections.Gateways.Evidence;

/// <summary>
/// What every file that leaves carries: of what, who took it, when, signed. Whoever finds a copy, or one line of it,
/// can tell whose it was; nobody can make one that names somebody else.
/// </summary>
/// <param name="Subject">What was taken.</param>
/// <param name="By">The principal who took it.</param>
/// <param name="At">When; whole milliseconds.</param>
public sealed record Watermark(EntityKey Subject, string By, Instant At)
{
    private const string Purpose = "watermark";

    /// <summary>The mark: letters, digits, <c>-</c> and <c>_</c>.</summary>
    /// <param name="keys">The tenant's keys.</param>
    public string Write(TenantKeys keys) => new SignedLink(
        Purpose,
        Subject.Tenant,
        [Subject.Kind, Subject.Id, By, At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)]).Write(keys);

    /// <summary>Reads a mark; null when it is none, or this installation did not sign it.</summary>
    /// <param name="text">The mark.</param>
    /// <param name="keysOf">The keys of a tenant.</param>
    public static Watermark? ReadOrNull(string text, Func<string, TenantKeys> keysOf) =>
        SignedLink.ReadOrNull(text, Purpose, 4, keysOf) is { Parts: [var kind, var id, var by, var at] } link
        && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            ? new Watermark(
                new EntityKey(link.Tenant, kind, id), by, Instant.FromUnixTimeMilliseconds(milliseconds))
            : null;

    /// <summary>For a person: who took what when.</summary>
    public override string ToString() =>
        $"{Subject.Kind} {Subject.Id} of tenant {Subject.Tenant}, taken by {By} at "
        + InstantPattern.ExtendedIso.Format(At);
}
