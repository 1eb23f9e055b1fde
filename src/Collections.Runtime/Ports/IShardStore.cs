using NodaTime;

namespace Collections.Runtime.Ports;

/// <summary>
/// Divides the entities of a store among the servers that share it. The keys fall into shards (<see cref="Shards"/>);
/// a shard's wake-ups and messages are the business of the one server that leases it. A lease that is not renewed in
/// time goes to whoever asks next, with a higher token: from then on the earlier holder moves nothing any more.
/// A store that belongs to one process has one shard, which is always leased to whoever asks.
/// </summary>
public interface IShardStore
{
    /// <summary>Number of shards, for ever the same for one store; 1 when it belongs to one process.</summary>
    int ShardCount { get; }

    /// <summary>
    /// Tells that a server lives, renews every lease it still holds, and takes free or expired shards until it has its
    /// fair share. Takes nothing away: a server that holds more than its fair share hands over what it finished and
    /// releases it.
    /// </summary>
    /// <param name="server">The server's name, unique among those that live.</param>
    /// <param name="time">How long the leases hold from now on, by the store's own clock.</param>
    ValueTask<ShardLeases> LeaseAsync(string server, Duration time);

    /// <summary>Gives leases back at once; those lost meanwhile are left alone.</summary>
    /// <param name="server">The server's name.</param>
    /// <param name="shards">Which; null for all, and the server counts as gone.</param>
    ValueTask ReleaseAsync(string server, IReadOnlyList<int>? shards = null);

    /// <summary>
    /// Records with messages of the given shards above their marks, in the order of the log, whichever server wrote
    /// them: what is to be handed over. Nothing can appear later at or below <see cref="UndeliveredPage.UpTo"/>.
    /// </summary>
    ValueTask<UndeliveredPage> ReadUndeliveredAsync(IReadOnlyList<ShardMark> after, int limit);

    /// <summary>
    /// Moves the marks "handed over up to" to what the leases say; never back, and only where the token still counts.
    /// </summary>
    /// <returns>The shards that another server has taken meanwhile.</returns>
    ValueTask<IReadOnlyList<int>> MoveMarksAsync(IReadOnlyList<ShardLease> leases);

    /// <summary>All shards by number, for operators and audits.</summary>
    ValueTask<IReadOnlyList<ShardState>> ReadShardsAsync();
}

/// <summary>A shard that a server holds.</summary>
/// <param name="Shard">Its number, from 0.</param>
/// <param name="Token">Grows each time the shard changes hands.</param>
/// <param name="DeliveredUpTo">Every message of the shard at or below this sequence was delivered or parked.</param>
public readonly record struct ShardLease(int Shard, long Token, long DeliveredUpTo);

/// <summary>What a server holds now.</summary>
/// <param name="Held">Its leases, by shard.</param>
/// <param name="FairShare">How many it should hold: shards by living servers, rounded up.</param>
/// <param name="Servers">How many servers live, this one included.</param>
public sealed record ShardLeases(IReadOnlyList<ShardLease> Held, int FairShare, int Servers);

/// <summary>How far a reader has come in a shard.</summary>
/// <param name="Shard">Its number.</param>
/// <param name="UpTo">Read up to this sequence.</param>
public readonly record struct ShardMark(int Shard, long UpTo);

/// <summary>A page of what is to be handed over.</summary>
/// <param name="Records">Records with messages, in the order of the log.</param>
/// <param name="UpTo">
/// The page is complete up to this sequence, for every shard asked for: read on from there. Where nothing waits, marks
/// may move to it.
/// </param>
public sealed record UndeliveredPage(IReadOnlyList<SequencedRecord> Records, long UpTo);

/// <summary>A shard as stored.</summary>
/// <param name="Shard">Its number.</param>
/// <param name="Owner">The server that leases it or leased it last; null when it was given back.</param>
/// <param name="LeasedUntil">When the lease ends, by the store's clock; null for never or not leased.</param>
/// <param name="Token">The token of the last lease.</param>
/// <param name="DeliveredUpTo">Handed over up to this sequence.</param>
public sealed record ShardState(int Shard, string? Owner, Instant? LeasedUntil, long Token, long DeliveredUpTo);
