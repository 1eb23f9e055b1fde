using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Sqlite;

/// <content>
/// One process owns the folder, so there is one shard and nothing to lease: only the delivery mark is kept.
/// </content>
public sealed partial class SqliteStore
{
    private const int OnlyShard = 0;

    /// <inheritdoc/>
    public int ShardCount => 1;

    /// <inheritdoc/>
    public ValueTask<ShardLeases> LeaseAsync(string server, Duration time)
    {
        var lease = new ShardLease(OnlyShard, Token: 0, _writer.Session.DeliveryMark);
        return new(new ShardLeases([lease], FairShare: 1, Servers: 1));
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(string server, IReadOnlyList<int>? shards = null) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<UndeliveredPage> ReadUndeliveredAsync(IReadOnlyList<ShardMark> after, int limit) =>
        Ask(reader =>
        {
            // One question is one snapshot, so nothing can come between the page and the end of the log.
            var last = reader.Log.LastSequence();
            var records = after is [var mark] ? reader.Log.Undelivered(mark.UpTo, limit) : [];
            return new UndeliveredPage(records, records.Count < limit ? last : records[^1].Sequence);
        });

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<int>> MoveMarksAsync(IReadOnlyList<ShardLease> leases)
    {
        if (leases is [var lease] && _writer.Session.MarkDelivered(lease.DeliveredUpTo))
        {
            await Do(_ => 0);
        }

        return [];
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardState>> ReadShardsAsync() =>
        new([new ShardState(OnlyShard, Owner: null, LeasedUntil: null, Token: 0, _writer.Session.DeliveryMark)]);
}
