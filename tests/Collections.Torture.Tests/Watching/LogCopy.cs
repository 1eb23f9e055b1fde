using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Torture.Tests.Watching;

/// <summary>The log of a store as it was read when everything was over, in the order of its sequence.</summary>
/// <param name="Records">Every record.</param>
/// <param name="Ends">Where each entity's log ends.</param>
internal sealed record LogCopy(
    IReadOnlyList<SequencedRecord> Records, IReadOnlyDictionary<EntityKey, LogEnd> Ends)
{
    private const int Page = 2_000;

    public static async Task<LogCopy> ReadAsync<TStore>(TStore store)
        where TStore : IEntityStore, ILogReader
    {
        var records = new List<SequencedRecord>();
        while (await store.ReadLogAsync(records.Count == 0 ? 0 : records[^1].Sequence, Page) is { Count: > 0 } page)
        {
            records.AddRange(page);
        }

        var ends = new Dictionary<EntityKey, LogEnd>();
        EntityKey? last = null;
        while (await store.ReadHeadsAsync(last, Page) is { Count: > 0 } heads)
        {
            var rows = await store.LoadRowsAsync([.. heads.Select(head => head.Key)]);
            foreach (var (head, row) in heads.Zip(rows))
            {
                ends[head.Key] = new LogEnd(head.Version, row ?? new EntityRow());
            }

            last = heads[^1].Key;
        }

        return new LogCopy(records, ends);
    }
}

/// <summary>The end of an entity's log.</summary>
/// <param name="Version">Its last version.</param>
/// <param name="Row">The row it is listed by.</param>
internal sealed record LogEnd(long Version, EntityRow Row);
