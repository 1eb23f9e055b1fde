using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>
/// What is known of one version of a published document; its text stands in the publication and in the log.
/// </summary>
/// <param name="Version">From 1, dense within the name.</param>
/// <param name="Number">The tenant's configuration number it made.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="EffectiveFrom">From this instant on it applies; never before <paramref name="PublishedAt"/>.</param>
/// <param name="Format">How its author wrote it: <c>yaml</c>, <c>json</c>, <c>killbill</c>.</param>
/// <param name="ContentHash">SHA-256 of the canonical content, lower-case hex.</param>
/// <param name="TookEffect">Whether the instant has come and was announced.</param>
public sealed record PublishedVersion(
    int Version,
    long Number,
    Instant PublishedAt,
    Instant EffectiveFrom,
    string Format,
    string ContentHash,
    bool TookEffect)
{
    /// <summary>SHA-256 of a canonical content, lower-case hex.</summary>
    public static string HashOf(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}

/// <summary>What is published as a version.</summary>
/// <param name="Number">The tenant's configuration number it makes.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="EffectiveFrom">When it takes effect.</param>
/// <param name="Format">How its author wrote it.</param>
/// <param name="Content">Canonical JSON.</param>
public sealed record PublishedText(
    long Number, Instant PublishedAt, Instant EffectiveFrom, string Format, string Content);
