using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;
using Collections.Storage;

namespace Collections.Torture.Tests.Auditing;

/// <summary>Every entity's row is what its log folds to: version, snapshot bytes, next wake-up.</summary>
internal static class StateAudit
{
    private const int Page = 500;

    public static async ValueTask CheckAsync(IStore store, LogBook book, Engine engine, Findings findings)
    {
        EntityKey? after = null;
        IReadOnlyList<ChainHead> page;
        do
        {
            page = await store.ReadHeadsAsync(after, Page);
            var stored = await store.LoadAsync([.. page.Select(head => head.Key)]);
            foreach (var entity in stored)
            {
                await CheckAsync(store, book, engine, entity!, findings);
                after = entity!.Key;
            }
        }
        while (page.Count == Page);
    }

    private static async ValueTask CheckAsync(
        IStore store, LogBook book, Engine engine, StoredEntity entity, Findings findings)
    {
        var key = entity.Key;
        var kind = engine.Setup.Kinds.Of(key.Kind);
        findings.Unless(
            entity.Version == book.Of(key).Version,
            $"{key}: stored at version {entity.Version}, its log ends at {book.Of(key).Version}");
        try
        {
            var (state, inbox, version) = await LogFold.FoldAsync(store, kind, key, until: null);
            findings.Unless(
                version == entity.Version, $"{key}: its history holds {version} of {entity.Version} records");
            findings.Unless(
                entity.Snapshot.Span.SequenceEqual(SnapshotText.Write(kind, state, inbox)),
                $"{key}: the log does not fold to the snapshot");
            var timeline = await engine.Configurations.OfAsync(key.Tenant);
            var wake = kind.NextWake(state, timeline.ByNumber(entity.Configuration));
            findings.Unless(wake == entity.Wake, $"{key}: wakes at {entity.Wake}, not at {wake}");
        }
        catch (BrokenInvariantException broken)
        {
            findings.Add($"{key}: the log does not fold: {broken.Message}");
        }
    }
}
