using System.Text.Json;
using Collections.Domain.Configuration;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime.Log;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Configuration;

/// <summary>Finds what was published, or is there without being published.</summary>
internal sealed class PublishedReading(PublishedKind kind)
{
    /// <summary>A version with its document.</summary>
    /// <param name="Version">The version; null for the shipped document.</param>
    /// <param name="Document">The document.</param>
    /// <param name="EntityVersion">The entity's version, for the ETag.</param>
    internal sealed record Found(PublishedVersion? Version, Node Document, long EntityVersion);

    /// <summary>The versions of a name; null when there is nothing of that name.</summary>
    public async ValueTask<VersionHistory?> HistoryAsync(ApiCall call, string name) =>
        await call.Engine.ReadAsync(call.Key(kind.Name, name)) is (var state, _) && ((PublishedState)state).History is
        { LatestVersion: > 0 } history
            ? history
            : kind.Shipped.ContainsKey(name) ? VersionHistory.Empty : null;

    /// <summary>The document of a version, of the latest when none is asked for; null when there is none.</summary>
    public async ValueTask<Found?> DocumentAsync(ApiCall call, string name, int? version)
    {
        var read = await call.Engine.ReadAsync(call.Key(kind.Name, name));
        var history = read is (var state, _) ? ((PublishedState)state).History : VersionHistory.Empty;
        var wanted = version ?? history.LatestVersion;
        if (wanted == 0)
        {
            return kind.Shipped.TryGetValue(name, out var shipped)
                ? new Found(null, shipped, read?.Version ?? 0)
                : null;
        }

        if (history.Kept.FirstOrDefault(kept => kept.Version == wanted) is not { } found)
        {
            return null;
        }

        var publications = await call.Engine.Setup.Store.ReadPublicationsAsync(call.Caller.Tenant, found.Number - 1);
        var content = publications.First(publication => publication.Number == found.Number).Content;
        var (document, _) = JsonDocuments.Read(content);
        Invariant.Require(document is not null, "Published content is readable.");
        return new Found(found, document, read!.Value.Version);
    }

    /// <summary>What a version that was just published changes against the one before.</summary>
    /// <param name="call">The call.</param>
    /// <param name="key">The entity.</param>
    /// <param name="published">The version, and the entity's version after it.</param>
    public async ValueTask<IReadOnlyList<string>> ChangesAsync(
        ApiCall call, EntityKey key, (int Number, long Version) published)
    {
        if (kind.Changes is { } changes && await changes(call.Engine, key, published.Number) is { Count: > 0 } told)
        {
            return told;
        }

        var records = await call.Engine.Setup.Log.ReadHistoryAsync(key, published.Version - 1, 1);
        var happened = RecordText.Read(records[0].Record.Bytes).Events
            .First(each => each.Type == $"{kind.Name}.published");
        using var data = JsonDocument.Parse(happened.Data);
        return [.. data.RootElement.GetProperty("changes").EnumerateArray().Select(change => change.GetString()!)];
    }

    /// <summary>The answer when there is no such document.</summary>
    public ApiReply Unknown(ApiCall call, string name, int? version) => call.Refuse(version is null
        ? Rejection.Unknown($"{kind.Name}_unknown", $"There is no {kind.Name} '{name}'.")
        : Rejection.Unknown($"{kind.Name}_version_unknown", $"The {kind.Name} '{name}' has no version {version}."));
}
