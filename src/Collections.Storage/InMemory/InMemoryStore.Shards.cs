using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.InMemory;

/// <content>What is still to be handed over, and by whom.</content>
public sealed partial class InMemoryStore
{
    /// <inheritdoc/>
    public int ShardCount => _shards.Count;

    /// <inheritdoc/>
    public ValueTask<ShardLeases> LeaseAsync(string server, Duration time)
    {
        lock (_gate)
        {
            return new(_shards.Lease(server, time));
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(string server, IReadOnlyList<int>? shards = null)
    {
        lock (_gate)
        {
            _shards.Release(server, shards);
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask<UndeliveredPage> ReadUndeliveredAsync(IReadOnlyList<ShardMark> after, int limit)
    {
        lock (_gate)
        {
            var marks = after.ToDictionary(mark => mark.Shard, mark => mark.UpTo);
            var from = marks.Count == 0 ? _log.Count : marks.Values.Min();
            var records = After(_withMessages, from, _withMessages.Count)
                .Where(record => record.Sequence > marks.GetValueOrDefault(ShardOf(record), long.MaxValue))
                .Take(limit)
                .ToList();
            return new(new UndeliveredPage(records, records.Count < limit ? _log.Count : records[^1].Sequence));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<int>> MoveMarksAsync(IReadOnlyList<ShardLease> leases)
    {
        lock (_gate)
        {
            return new(_shards.MoveMarks(leases));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardState>> ReadShardsAsync()
    {
        lock (_gate)
        {
            return new(_shards.States());
        }
    }

    private int ShardOf(SequencedRecord record) => Shards.Of(record.Key, ShardCount);
}
