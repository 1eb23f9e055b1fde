using Collections.Kernel;
using Collections.Runtime.Messages;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Sharing;

/// <summary>
/// Messages of a store that servers share: whoever writes them, the server that holds the sender's shard reads them
/// back from the log, in its order, and delivers them. So the order per sender and receiver holds whatever server
/// decides, and a server that takes a shard over goes on at its mark.
/// </summary>
/// <param name="setup">The engine's setup.</param>
/// <param name="holding">What this server holds.</param>
/// <param name="lanes">Where messages are delivered.</param>
#pragma warning disable CA1001 // The semaphore's handle, which is what would be disposed of, is never made.
internal sealed class SharedDelivery(EngineSetup setup, ShardHolding holding, PostOffice lanes) : IPostOffice
#pragma warning restore CA1001
{
    // More waiting than this is not read ahead: what cannot be delivered now waits in the log.
    private const int OutstandingMax = 20_000;

    private readonly SemaphoreSlim _reading = new(1);
    private readonly Dictionary<int, (HoldingStamp Stamp, long UpTo)> _read = [];
    private TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _written;

    /// <inheritdoc/>
    public long Expect() => 0;

    /// <inheritdoc/>
    public void Met(long expectation) => Volatile.Read(ref _signal).TrySetResult();

    /// <inheritdoc/>
    public void Post(MessageId id, Message message, long sequence)
    {
        if (holding.Holds(id.Sender))
        {
            lock (_read)
            {
                _written = Math.Max(_written, sequence);
            }
        }

        Volatile.Read(ref _signal).TrySetResult();
    }

    /// <summary>Completes when this server wrote messages since the last call.</summary>
    public async Task WrittenAsync()
    {
        await Volatile.Read(ref _signal).Task;
        Volatile.Write(ref _signal, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <summary>Hands over everything there is.</summary>
    /// <returns>Whether there was anything, or something written here cannot be read yet.</returns>
    public async ValueTask<bool> DispatchAsync()
    {
        await _reading.WaitAsync();
        try
        {
            var found = false;
            while (await PageAsync() is var (count, full))
            {
                found |= count > 0;
                if (!full)
                {
                    break;
                }
            }

            return found || IsBehind();
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>
    /// Writes down how far everything was delivered, and gives back what another server should have, once nothing of it
    /// is under way.
    /// </summary>
    public async ValueTask SaveAsync()
    {
        var oldest = lanes.OldestOutstanding(setup.Store.ShardCount);
        var surplus = holding.Surplus();
        List<ShardLease> moved = [];
        foreach (var lease in holding.Leases().Concat(surplus))
        {
            var read = ReadUpTo(lease);
            var upTo = oldest.TryGetValue(lease.Shard, out var first) ? Math.Min(read, first - 1) : read;
            moved.Add(lease with { DeliveredUpTo = upTo });
        }

        holding.Lose(await setup.Store.MoveMarksAsync(moved));
        List<int> done = [.. surplus.Select(lease => lease.Shard).Where(shard => !oldest.ContainsKey(shard))];
        if (done.Count > 0)
        {
            holding.Lose(done);
            await setup.Store.ReleaseAsync(setup.Server, done);
        }
    }

    private async ValueTask<(int Count, bool Full)?> PageAsync()
    {
        var leases = holding.Leases();
        if (leases.Count == 0 || lanes.Outstanding > OutstandingMax)
        {
            return null;
        }

        var limit = setup.Limits.DueBatchMax;
        var stamps = leases.ToDictionary(lease => lease.Shard, holding.StampOf);
        var marks = leases.Select(lease => new ShardMark(lease.Shard, ReadUpTo(lease))).ToList();
        var page = await setup.Store.ReadUndeliveredAsync(marks, limit);
        foreach (var record in page.Records)
        {
            var stamp = stamps[Shards.Of(record.Key, setup.Store.ShardCount)];
            for (var i = 0; i < record.Record.Messages.Count; i++)
            {
                var id = new MessageId(record.Key, record.Record.Version, i);
                lanes.Post(id, record.Record.Messages[i], record.Sequence, stamp);
            }
        }

        lock (_read)
        {
            foreach (var mark in marks)
            {
                _read[mark.Shard] = (stamps[mark.Shard], Math.Max(mark.UpTo, page.UpTo));
            }
        }

        return (page.Records.Count, page.Records.Count >= limit);
    }

    /// <summary>
    /// Whether something written here cannot be read yet, because an older transaction of anybody still runs.
    /// </summary>
    private bool IsBehind()
    {
        var leases = holding.Leases();
        lock (_read)
        {
            return leases.Count > 0 && _read.Count > 0 && _read.Values.Max(read => read.UpTo) < _written;
        }
    }

    private long ReadUpTo(ShardLease lease)
    {
        lock (_read)
        {
            return _read.TryGetValue(lease.Shard, out var read) && read.Stamp == holding.StampOf(lease)
                ? Math.Max(read.UpTo, lease.DeliveredUpTo)
                : lease.DeliveredUpTo;
        }
    }
}
