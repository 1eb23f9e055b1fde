using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Sharing;

/// <summary>
/// What this server holds of a store: all of it when the store belongs to one process, else the shards whose leases it
/// renewed in time by its own steady clock. A server that slept finds that it holds nothing, before anybody tells it.
/// </summary>
internal sealed class ShardHolding(EngineSetup setup)
{
    private readonly IShardStore _store = setup.Store;
    private readonly TimeProvider _time = setup.Steady;
    private readonly Duration _leaseTime = setup.Limits.ShardLeaseTime;
    private volatile Term _term = Term.None;

    /// <summary>Whether several servers may share the store.</summary>
    public bool IsShared { get; } = setup.IsShared;

    /// <summary>How many servers lived when the leases were last renewed, this one included.</summary>
    public int Servers => _term.Servers;

    /// <summary>
    /// The shards whose wake-ups and new messages are this server's business; null for all there are.
    /// </summary>
    public IReadOnlyList<int>? Working => IsShared ? [.. Leases().Select(lease => lease.Shard)] : null;

    /// <summary>The leases that still count, without those about to be given back.</summary>
    public IReadOnlyList<ShardLease> Leases()
    {
        var term = _term;
        return IsOver(term) ? [] : [.. term.Leases.Values.Where(lease => !term.Surplus.Contains(lease.Shard))];
    }

    /// <summary>The leases that still count although they are to be given back.</summary>
    public IReadOnlyList<ShardLease> Surplus()
    {
        var term = _term;
        return IsOver(term) ? [] : [.. term.Leases.Values.Where(lease => term.Surplus.Contains(lease.Shard))];
    }

    /// <summary>Whether messages of an entity may leave from here; see <see cref="StampOf(EntityKey)"/>.</summary>
    public bool Holds(EntityKey key) => StampOf(key) is not null;

    /// <summary>
    /// What the holding of an entity's shard is known by; null when it is not held. It is another one after every
    /// lapse, so that what was taken over before a lapse is never mixed with what is taken over after it.
    /// </summary>
    public HoldingStamp? StampOf(EntityKey key)
    {
        if (!IsShared)
        {
            return default(HoldingStamp);
        }

        var term = _term;
        return !IsOver(term) && term.Leases.TryGetValue(Shards.Of(key, _store.ShardCount), out var lease)
            ? new HoldingStamp(lease.Token, term.Lapses)
            : null;
    }

    /// <summary>What a held lease is known by.</summary>
    public HoldingStamp StampOf(ShardLease lease) => new(lease.Token, _term.Lapses);

    /// <summary>Renews the leases and takes what is free, up to a fair share.</summary>
    public async ValueTask RenewAsync()
    {
        var asked = _time.GetTimestamp();
        var leases = await _store.LeaseAsync(setup.Server, _leaseTime);
        var before = _term;
        var lapses = IsOver(before) ? before.Lapses + 1 : before.Lapses;
        var surplus = leases.Held.Skip(leases.FairShare).Select(lease => lease.Shard).ToHashSet();
        _term = new Term(leases.Held.ToDictionary(lease => lease.Shard), surplus, asked, leases.Servers)
        {
            Lapses = lapses,
        };
    }

    /// <summary>Others have taken these.</summary>
    public void Lose(IReadOnlyList<int> shards)
    {
        if (shards.Count > 0)
        {
            var term = _term;
            _term = term with
            {
                Leases = term.Leases.Where(lease => !shards.Contains(lease.Key)).ToDictionary(),
            };
        }
    }

    // A third is kept back: a message on its way when the lease ends must have left before another server begins.
    private bool IsOver(Term term) =>
        IsShared && _time.GetElapsedTime(term.AskedAt) >= (_leaseTime * 2 / 3).ToTimeSpan();

    private sealed record Term(
        IReadOnlyDictionary<int, ShardLease> Leases, IReadOnlySet<int> Surplus, long AskedAt, int Servers)
    {
        public static Term None { get; } = new(new Dictionary<int, ShardLease>(), new HashSet<int>(), 0, 1);

        public long Lapses { get; init; }
    }
}

/// <summary>What a holding of a shard is known by.</summary>
/// <param name="Token">The token of its lease.</param>
/// <param name="Lapses">How often this server's leases had lapsed.</param>
internal readonly record struct HoldingStamp(long Token, long Lapses);
