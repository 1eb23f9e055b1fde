using Collections.Runtime.Ports;

namespace Collections.Server.Api.Events;

/// <summary>Reads a tenant's events page by page.</summary>
/// <param name="Log">The log.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Types">The types wanted; null for all.</param>
internal sealed record Feed(ILogReader Log, string Tenant, IReadOnlySet<string>? Types)
{
    /// <summary>Records read at a time.</summary>
    private const int RecordsMax = 500;

    /// <summary>Records looked through for one page: a filter that lets little through must not read the whole log.</summary>
    private const int RecordsPerPageMax = 20_000;

    /// <summary>
    /// The next events after a place, and the place up to which was looked; that one moves on even when nothing is
    /// wanted on the way.
    /// </summary>
    public async ValueTask<(IReadOnlyList<FeedItem> Items, FeedPlace Upto)> ReadAsync(FeedPlace after, int limit)
    {
        var items = new List<FeedItem>();
        var upto = after;
        for (var looked = 0; looked < RecordsPerPageMax;)
        {
            // The record of the place itself may hold further events.
            var page = await Log.ReadFeedAsync(Tenant, Math.Max(0, upto.Sequence - 1), RecordsMax);
            foreach (var record in page.Where(record => record.Sequence >= upto.Sequence))
            {
                foreach (var item in FeedItem.Of(record, upto))
                {
                    upto = item.Place;
                    if (Types?.Contains(item.Event.Type) != false)
                    {
                        items.Add(item);
                    }

                    if (items.Count == limit)
                    {
                        return (items, upto);
                    }
                }

                // Only a later record of the same tenant is of interest from here on.
                upto = record.Sequence > upto.Sequence ? new FeedPlace(record.Sequence, int.MaxValue) : upto;
            }

            looked += page.Count;
            if (page.Count < RecordsMax)
            {
                break;
            }
        }

        return (items, upto);
    }
}
