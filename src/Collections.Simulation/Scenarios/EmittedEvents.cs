using Collections.Runtime.Log;
using Collections.Runtime.Ports;

namespace Collections.Simulation.Scenarios;

/// <summary>The types of the events that a tenant's log gained since it was last asked.</summary>
internal sealed class EmittedEvents(ILogReader log, string tenant)
{
    private const int PageRecords = 1_000;

    private long _after;

    public async ValueTask<IReadOnlySet<string>> TakeAsync()
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var page = await log.ReadFeedAsync(tenant, _after, PageRecords);
            foreach (var record in page)
            {
                _after = record.Sequence;
                types.UnionWith(RecordText.Read(record.Record.Bytes).Events.Select(happened => happened.Type));
            }

            if (page.Count < PageRecords)
            {
                return types;
            }
        }
    }
}
