using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.InMemory;

/// <summary>The shards of a store in memory. Used under the store's lock.</summary>
internal sealed class MemoryShards
{
    private readonly TimeProvider? _time;
    private readonly ShardState[] _shards;
    private readonly SortedDictionary<string, Instant> _servers = new(StringComparer.Ordinal);

    /// <summary>One shard, which is always leased to whoever asks.</summary>
    public MemoryShards()
        : this(1)
    {
    }

    public MemoryShards(int count, TimeProvider time)
        : this(count) => _time = time;

    private MemoryShards(int count)
    {
        Invariant.Require(count >= 1, "A store has at least one shard.");
        _shards = [.. Enumerable.Range(0, count).Select(number => new ShardState(number, null, null, 0, 0))];
    }

    public int Count => _shards.Length;

    private Instant Now => _time is null ? Instant.MinValue : Instant.FromDateTimeOffset(_time.GetUtcNow());

    public ShardLeases Lease(string server, Duration time)
    {
        var (now, until) = (Now, Until(time));
        if (_time is not null)
        {
            _servers[server] = until ?? now;
            _servers.Where(other => other.Key != server && other.Value <= now).Select(other => other.Key).ToList()
                .ForEach(gone => _servers.Remove(gone));
        }

        var servers = Math.Max(1, _servers.Count);
        var fairShare = (Count + servers - 1) / servers;
        var room = fairShare - _shards.Count(shard => shard.Owner == server);
        for (var i = 0; i < _shards.Length; i++)
        {
            var shard = _shards[i];
            if (shard.Owner == server)
            {
                _shards[i] = shard with { LeasedUntil = until };
            }
            else if (room > 0 && (_time is null || shard.Owner is null || shard.LeasedUntil <= now))
            {
                _shards[i] = shard with { Owner = server, LeasedUntil = until, Token = shard.Token + 1 };
                room--;
            }
        }

        var held = _shards
            .Where(shard => shard.Owner == server)
            .Select(shard => new ShardLease(shard.Shard, shard.Token, shard.DeliveredUpTo));
        return new ShardLeases([.. held], fairShare, servers);
    }

    public void Release(string server, IReadOnlyList<int>? shards)
    {
        for (var i = 0; i < _shards.Length; i++)
        {
            if (_shards[i].Owner == server && (shards is null || shards.Contains(i)))
            {
                _shards[i] = _shards[i] with { Owner = null, LeasedUntil = null };
            }
        }

        if (shards is null)
        {
            _servers.Remove(server);
        }
    }

    public IReadOnlyList<int> MoveMarks(IReadOnlyList<ShardLease> leases)
    {
        var lost = new List<int>();
        foreach (var lease in leases)
        {
            var shard = _shards[lease.Shard];
            if (shard.Token != lease.Token)
            {
                lost.Add(lease.Shard);
                continue;
            }

            var upTo = Math.Max(shard.DeliveredUpTo, lease.DeliveredUpTo);
            _shards[lease.Shard] = shard with { DeliveredUpTo = upTo };
        }

        return lost;
    }

    public IReadOnlyList<ShardState> States() => [.. _shards];

    private Instant? Until(Duration time) => _time is null ? null : Now + time;
}
