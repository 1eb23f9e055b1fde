using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Postgres;

/// <content>Which server hands over what.</content>
public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public int ShardCount => PostgresShards.Count;

    /// <inheritdoc/>
    public ValueTask<ShardLeases> LeaseAsync(string server, Duration time) => _shards.LeaseAsync(server, time);

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(string server, IReadOnlyList<int>? shards = null) =>
        await _shards.ReleaseAsync(server, shards);

    /// <inheritdoc/>
    public ValueTask<UndeliveredPage> ReadUndeliveredAsync(IReadOnlyList<ShardMark> after, int limit) =>
        _log.UndeliveredAsync(after, limit);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<int>> MoveMarksAsync(IReadOnlyList<ShardLease> leases) =>
        _shards.MoveMarksAsync(leases);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardState>> ReadShardsAsync() => _shards.AllAsync();
}
