using System.Globalization;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>
/// The versions of one published document, oldest first, without their texts. Versions take effect in the order
/// (effective from, number), which need not be the order of publication.
/// </summary>
public sealed record VersionHistory
{
    /// <summary>
    /// Versions kept: those that took effect are forgotten, oldest first, beyond this number. Two hundred cover years
    /// of weekly changes; older ones stay in the log.
    /// </summary>
    public const int KeptMax = 200;

    /// <summary>Most versions that may wait for their day: a plan for two years of months.</summary>
    public const int PendingMax = 24;

    /// <summary>No versions.</summary>
    public static VersionHistory Empty { get; } = new();

    /// <summary>The kept versions, oldest first.</summary>
    public IReadOnlyList<PublishedVersion> Kept { get; init; } = [];

    /// <summary>What the latest version was made of, for the comparison with the next one.</summary>
    public DocumentOutline Outline { get; init; } = DocumentOutline.Empty;

    /// <summary>The version published last; 0 before the first (a shipped document counts as version 0).</summary>
    public int LatestVersion => Kept.Count == 0 ? 0 : Kept[^1].Version;

    /// <summary>How many versions wait for their day.</summary>
    public int PendingCount => Kept.Count(version => !version.TookEffect);

    /// <summary>The next version to take effect; null when none waits.</summary>
    public PublishedVersion? NextPending =>
        Kept.Where(version => !version.TookEffect)
            .OrderBy(version => version.EffectiveFrom)
            .ThenBy(version => version.Number)
            .FirstOrDefault();

    /// <summary>The version that applies at an instant as far as is known now; null before the first.</summary>
    public PublishedVersion? AppliesAt(Instant at) =>
        Kept.Where(version => version.EffectiveFrom <= at)
            .OrderBy(version => version.EffectiveFrom)
            .ThenBy(version => version.Number)
            .LastOrDefault();

    /// <summary>
    /// What lists show: <c>published</c> once some version applies, <c>pending</c> before; label <c>v3</c>.
    /// </summary>
    public EntityRow ToRow() => Kept.Count == 0
        ? new EntityRow()
        : new EntityRow
        {
            Status = Kept.Any(version => version.TookEffect) ? "published" : "pending",
            Labels = [string.Create(CultureInfo.InvariantCulture, $"v{LatestVersion}")],
        };

    /// <summary>The history with one more version.</summary>
    public VersionHistory Publish(int version, PublishedText text)
    {
        Invariant.Require(version == LatestVersion + 1, "Versions are dense.");
        var published = new PublishedVersion(
            version,
            text.Number,
            text.PublishedAt,
            text.EffectiveFrom,
            text.Format,
            PublishedVersion.HashOf(text.Content),
            false);
        return new VersionHistory
        {
            Kept = Trim([.. Kept, published]),
            Outline = DocumentOutline.Of(CanonicalContent.Read(text.Content)),
        };
    }

    /// <summary>The history after a version took effect.</summary>
    public VersionHistory TakeEffect(int version)
    {
        var index = Kept.ToList().FindIndex(kept => kept.Version == version);
        Invariant.Require(index >= 0 && !Kept[index].TookEffect, "A version takes effect once.");
        var versions = Kept.ToArray();
        versions[index] = versions[index] with { TookEffect = true };
        return this with { Kept = versions };
    }

    // The version that applies is never forgotten: it is the latest in effect order among those that took effect, which
    // an early publication with a late date may be, so the oldest other one goes.
    private static PublishedVersion[] Trim(List<PublishedVersion> versions)
    {
        while (versions.Count > KeptMax)
        {
            var applies = versions.Where(v => v.TookEffect).MaxBy(v => (v.EffectiveFrom, v.Number));
            versions.RemoveAt(versions.FindIndex(v => v.TookEffect && v != applies));
        }

        return [.. versions];
    }
}
